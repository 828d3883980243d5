using System.Net;
using System.Net.Http.Json;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Features.Gates;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Contracts;
using SecureObs.Gate;

namespace SecureObs.Api.Tests.Features.Gates;

public sealed class GateTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(GatePolicy.Never, Severity.Critical, false)]
    [InlineData(GatePolicy.Critical, Severity.Critical, true)]
    [InlineData(GatePolicy.Critical, Severity.High, false)]
    [InlineData(GatePolicy.CriticalAndHigh, Severity.High, true)]
    [InlineData(GatePolicy.CriticalAndHigh, Severity.Medium, false)]
    [InlineData(GatePolicy.CriticalAndHigh, Severity.Unknown, false)]
    public async Task The_policy_says_what_blocks(GatePolicy policy, Severity severity, bool expected)
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "1", severity: severity.Word()));

        var response = await tenant.Admin.PutAsJsonAsync(tenant.Route($"projects/{tenant.ProjectId}/gate-policy"), new SetGatePolicyRequest(policy), Ct);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(expected ? "true" : "false", await pipeline.BlockingAsync("1"));
        Assert.Equal(expected, Assert.Single(await pipeline.ByRunAsync(tenant.ProjectId, "1")).IsBlocking);
    }

    [Fact]
    public async Task A_run_that_is_unknown_does_not_block()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);

        Assert.Equal("false", await pipeline.BlockingAsync("never heard of"));
        Assert.Equal("false", await pipeline.GetStringAsync("/api/findings/blocking", Ct));
        Assert.Empty(await pipeline.ByRunAsync(tenant.ProjectId, "never heard of"));
    }

    [Fact]
    public async Task Suppressing_every_blocker_opens_the_gate_and_re_opening_one_shuts_it()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "1"), Rows.Universal(tenant.ProjectId, "1", line: 20));
        var findings = (await tenant.Member.GetFromJsonAsync<Page<FindingItem>>(tenant.Route("findings"), Ct))!.Items;

        foreach (var finding in findings)
        {
            Assert.Equal("true", await pipeline.BlockingAsync("1"));
            await SetAsync(tenant, finding.Id, new(FindingStatus.FalsePositive, "checked by hand"));
        }
        Assert.Equal("false", await pipeline.BlockingAsync("1"));
        Assert.Empty(await pipeline.ByRunAsync(tenant.ProjectId, "1"));

        // The next run sees it again: the decision stands.
        await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "2"));
        Assert.Equal("false", await pipeline.BlockingAsync("2"));

        await SetAsync(tenant, findings[0].Id, new(FindingStatus.Open));
        Assert.Equal("true", await pipeline.BlockingAsync("1"));
    }

    [Fact]
    public async Task A_tenant_key_blocks_if_the_run_blocks_in_any_project_and_a_project_key_for_its_own()
    {
        var tenant = await api.NewTenantAsync();
        var other = await tenant.AddProjectAsync("other");
        var (all, own, others) = (await tenant.PipelineAsync(), await tenant.PipelineAsync(tenant.ProjectId), await tenant.PipelineAsync(other));
        await all.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "1", severity: "LOW"), Rows.Universal(other, "1"));

        Assert.Equal("true", await all.BlockingAsync("1"));
        Assert.Equal("false", await own.BlockingAsync("1"));
        Assert.Equal("true", await others.BlockingAsync("1"));
    }

    [Fact]
    public async Task The_same_run_id_in_another_tenant_is_another_run()
    {
        var (ours, theirs) = (await api.NewTenantAsync(), await api.NewTenantAsync());
        await (await ours.PipelineAsync()).IngestAsync("universal", Rows.Universal(ours.ProjectId, "1"));

        Assert.Equal("false", await (await theirs.PipelineAsync()).BlockingAsync("1"));
    }

    /// <summary>Published clients do not encode the run id: what stands behind an '&amp;' arrives as parameters.</summary>
    [Fact]
    public async Task Parameters_that_leak_out_of_a_run_id_change_nothing()
    {
        var tenant = await api.NewTenantAsync();
        var other = await tenant.AddProjectAsync("other");
        var pipeline = await tenant.PipelineAsync();
        await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "a b"));

        Assert.Equal("true", await pipeline.GetStringAsync($"/api/findings/blocking?pipelineRunId=a%20b&projectId={other}&pipelineRunId=x", Ct));
        Assert.Single((await pipeline.GetFromJsonAsync<RunFinding[]>($"/api/findings/by-run?projectId={tenant.ProjectId}&pipelineRunId=a%20b&projectId={other}", Ct))!);
    }

    /// <summary>An id is any text. A gate that looked for another text than the findings have would let the pipeline pass.</summary>
    [Theory]
    [InlineData("line\nbreak")]
    [InlineData("tab\tand nul\0")]
    [InlineData("ünïcödé 😀 %&#/?")]
    [InlineData("long")]
    public async Task The_gate_finds_its_run_whatever_its_id(string id)
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        var run = id == "long" ? string.Concat(Enumerable.Repeat("0123456789", 40)) : id;
        if (run.Length <= 256)
            Assert.Equal(HttpStatusCode.OK, (await pipeline.PostAsJsonAsync($"/api/projects/{tenant.ProjectId}/runs", new OpenRunRequest(run), Ct)).StatusCode);
        await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, run));

        Assert.Equal("true", await pipeline.BlockingAsync(run));
        Assert.Single(await pipeline.ByRunAsync(tenant.ProjectId, run));
        Assert.Equal(1L, await tenant.RunAsync(tx => tx.FirstAsync<long>($"select count(*) from app.runs where tenant_id = {tx.TenantId}", Ct)));
    }

    [Fact]
    public async Task By_run_shows_neither_snippet_nor_payload()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "1"));

        var text = await pipeline.GetStringAsync($"/api/findings/by-run?projectId={tenant.ProjectId}&pipelineRunId=1", Ct);

        Assert.DoesNotContain("subprocess.call(", text, StringComparison.Ordinal);
        Assert.Contains("\"startLine\":10,\"endLine\":10", text, StringComparison.Ordinal);
        Assert.Contains("\"severity\":\"HIGH\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_admins_set_the_policy_and_never_of_another_tenant()
    {
        var (ours, theirs) = (await api.NewTenantAsync(), await api.NewTenantAsync());
        var request = new SetGatePolicyRequest(GatePolicy.Never);

        Assert.Equal(HttpStatusCode.Forbidden, (await ours.Member.PutAsJsonAsync(ours.Route($"projects/{ours.ProjectId}/gate-policy"), request, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await theirs.Owner.PutAsJsonAsync(ours.Route($"projects/{ours.ProjectId}/gate-policy"), request, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await theirs.Owner.PutAsJsonAsync(theirs.Route($"projects/{ours.ProjectId}/gate-policy"), request, Ct)).StatusCode);
    }

    private static async Task SetAsync(TestTenant tenant, Guid finding, SetFindingStatusRequest request)
    {
        var response = await tenant.Member.PutAsJsonAsync(tenant.Route($"findings/{finding}/status"), request, Ct);
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
    }
}
