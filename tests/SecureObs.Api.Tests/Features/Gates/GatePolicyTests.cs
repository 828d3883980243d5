using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Npgsql;
using SecureObs.Api.Features.Gates;
using SecureObs.Api.Features.Projects;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Gate;

namespace SecureObs.Api.Tests.Features.Gates;

public sealed class GatePolicyTests(TestApi api)
{
    private const string Strict = """{"format":1,"block":"critical","thresholds":[{"severity":"MEDIUM","moreThan":2}],"requiredScanners":["bandit"]}""";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<GatePolicyItem> CurrentAsync(TestTenant tenant) =>
        (await tenant.Admin.GetFromJsonAsync<GatePolicyItem>(tenant.Route($"projects/{tenant.ProjectId}/gate-policy/document"), Ct))!;

    [Fact]
    public async Task A_project_begins_with_a_published_policy_and_goes_on_with_versions()
    {
        var tenant = await api.NewTenantAsync();
        Assert.Equal((0, GatePolicy.CriticalAndHigh), ((await CurrentAsync(tenant)).Version, (await CurrentAsync(tenant)).Document.Block));

        Assert.Equal(1, (await tenant.SetPolicyAsync(0, Strict)).Version);
        var current = await CurrentAsync(tenant);

        Assert.Equal((1, GateDigest.Of(GateJson.Policy(Strict))), (current.Version, current.Digest));
        Assert.Equivalent(GateJson.Policy(Strict), current.Document, strict: true);
        Assert.Contains(await tenant.TrailAsync(), entry => entry.StartsWith("project.gate-policy-changed", StringComparison.Ordinal) && entry.Contains("version 1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_version_is_made_of_the_newest_one_or_not_at_all()
    {
        var tenant = await api.NewTenantAsync();
        await tenant.SetPolicyAsync(0, Strict);

        Assert.Equal(1, (await tenant.SetPolicyAsync(0, Strict)).Version);   // the same again changes nothing
        Assert.Equal("409 gate-policy-changed", await tenant.PutPolicyAsync(0, """{"format":1}""").SaysAsync());
        Assert.Equal("409 gate-policy-changed", await tenant.PutPolicyAsync(2, """{"format":1}""").SaysAsync());
        var answers = await Answers.AtOnceAsync([.. Enumerable.Range(1, 4).Select(limit =>
            (Func<Task<HttpResponseMessage>>)(() => tenant.PutPolicyAsync(1, $$"""{"format":1,"thresholds":[{"severity":"LOW","moreThan":{{limit}}}]}""")))]);

        Assert.Equal(["200", "409 gate-policy-changed", "409 gate-policy-changed", "409 gate-policy-changed"], answers.Order());
        Assert.Equal(2, (await CurrentAsync(tenant)).Version);
    }

    [Fact]
    public async Task No_version_is_ever_changed()
    {
        var tenant = await api.NewTenantAsync();
        var first = await tenant.SetPolicyAsync(0, Strict);
        await tenant.SetPolicyAsync(1, """{"format":1}""");

        Assert.Equal(first.Digest, await tenant.RunAsync(tx => tx.FirstAsync<string>($"select encode(digest, 'hex') from app.gate_policies where tenant_id = {tx.TenantId} and version = 1", Ct)));
        foreach (var table in new[] { "gate_policies", "gate_verdicts" })
        {
            Assert.Equal("42501", await StateAsync(tenant, $"update app.{table} set document = '{{}}'"));
            Assert.Equal("42501", await StateAsync(tenant, $"delete from app.{table}"));
        }
    }

    [Fact]
    public async Task One_of_three_still_has_its_say_when_there_are_documents()
    {
        var tenant = await api.NewTenantAsync();
        await tenant.SetPolicyAsync(0, Strict);
        Assert.Equal((GatePolicy.Critical, 1), ((await ProjectAsync()).GatePolicy, (await ProjectAsync()).OwnGatePolicy));

        Assert.Equal("204", await tenant.Admin.SendAsync("PUT", tenant.Route($"projects/{tenant.ProjectId}/gate-policy"), new SetGatePolicyRequest(GatePolicy.Never)).SaysAsync());

        var current = await CurrentAsync(tenant);
        Assert.Equal((2, GateDigest.Of(GatePolicyDocument.Of(GatePolicy.Never))), (current.Version, current.Digest));
        Assert.Equal((GatePolicy.Never, null), ((await ProjectAsync()).GatePolicy, (await ProjectAsync()).OwnGatePolicy));

        async Task<ProjectItem> ProjectAsync() => (await tenant.Member.GetFromJsonAsync<ProjectItem>(tenant.Route($"projects/{tenant.ProjectId}"), Ct))!;
    }

    [Theory]
    [InlineData("""{"format":2}""", "400 gate-policy-invalid")]
    [InlineData("""{"format":1,"requiredScanners":["bandit","bandit"]}""", "400 gate-policy-invalid")]
    [InlineData("""{"format":1,"thresholds":[{"severity":"HIGH","moreThan":-1}]}""", "400 gate-policy-invalid")]
    [InlineData("""{"format":1,"thresholds":[null]}""", "400 gate-policy-invalid")]
    [InlineData("""{"format":1,"scanners":{"bandit":null}}""", "400 gate-policy-invalid")]
    [InlineData("""{"format":1,"blocks":"critical"}""", "400")]
    [InlineData("""{"format":1,"scanners":{"bandit":{"required":true}}}""", "400")]
    [InlineData("""{"block":"critical"}""", "400")]
    [InlineData("null", "400")]
    public async Task A_policy_that_makes_no_sense_is_refused(string document, string answer)
    {
        var tenant = await api.NewTenantAsync();

        Assert.Equal(answer, await tenant.PutPolicyAsync(0, document).SaysAsync());
        Assert.Equal(answer, await tenant.Admin.SendAsync("POST", tenant.Route($"projects/{tenant.ProjectId}/gate-policy/preview"), new JsonObject { ["document"] = JsonNode.Parse(document) }).SaysAsync());
        Assert.Equal(0, (await CurrentAsync(tenant)).Version);
    }

    [Fact]
    public async Task A_preview_tells_what_would_be_and_stores_nothing()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        await pipeline.ScanAsync(tenant.ProjectId, "1", "main", null, Rows.Universal(tenant.ProjectId, "1"));
        await pipeline.ScanAsync(tenant.ProjectId, "2", "main", null, Rows.Universal(tenant.ProjectId, "2", severity: "LOW", rule: "B101"));
        await pipeline.OpenAsync(tenant.ProjectId, "open");

        var runs = await tenant.Admin.SendAsync("POST", tenant.Route($"projects/{tenant.ProjectId}/gate-policy/preview"),
            new JsonObject { ["document"] = JsonNode.Parse("""{"format":1,"thresholds":[{"severity":"LOW","exactly":true}]}""") }).ReadAsync<PreviewedRun[]>();

        Assert.Equal([("2", false, true), ("1", true, false)], runs.Select(run => (run.PipelineRunId, run.BlockedNow, run.WouldBeBlocked)));
        Assert.Equal(["thresholds[0]"], runs[0].Reasons.Select(reason => reason.Rule));
        Assert.Equal(0L, await tenant.RunAsync(tx => tx.FirstAsync<long>($"select (select count(*) from app.gate_verdicts where tenant_id = {tx.TenantId}) + (select count(*) from app.gate_policies where tenant_id = {tx.TenantId})", Ct)));
    }

    [Fact]
    public async Task Only_admins_set_policies_and_never_of_another_tenant()
    {
        var (ours, theirs) = (await api.NewTenantAsync(), await api.NewTenantAsync());

        Assert.Equal("403 role-missing", await ours.PutPolicyAsync(0, Strict, by: ours.Member).SaysAsync());
        Assert.Equal("404 not-found", await ours.PutPolicyAsync(0, Strict, by: theirs.Owner).SaysAsync());
        Assert.Equal("404 not-found", await theirs.PutPolicyAsync(0, Strict, project: ours.ProjectId).SaysAsync());
        Assert.Equal("404 not-found", await theirs.Admin.SendAsync("GET", theirs.Route($"projects/{ours.ProjectId}/gate-policy/document")).SaysAsync());
        Assert.Equal("404 not-found", await theirs.Admin.SendAsync("POST", theirs.Route($"projects/{ours.ProjectId}/gate-policy/preview"), new JsonObject { ["document"] = JsonNode.Parse(Strict) }).SaysAsync());
        Assert.Equal(0, (await CurrentAsync(ours)).Version);
    }

    private async Task<string> StateAsync(TestTenant tenant, string sql)
    {
        await using var connection = new NpgsqlConnection(api.Database.AsApi(api.DatabaseName));
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand($"begin; select app.set_tenant('{tenant.Id}'); {sql}", connection);
        return (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Ct))).SqlState;
    }
}
