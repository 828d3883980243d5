using System.Net;
using System.Net.Http.Json;
using System.Text;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Features.Runs;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform;

/// <summary>PostgreSQL stores no NUL, in text or in JSON: it becomes U+FFFD wherever it comes from, and breaks nothing.</summary>
public sealed class NulTests(TestApi api)
{
    private const string Run = """{"pipelineRunId":"1","branch":"a\u0000b"}""";
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task In_a_body_it_is_replaced()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);

        var opened = await pipeline.PostAsync($"/api/projects/{tenant.ProjectId}/runs", new StringContent(Run, Encoding.UTF8, "application/json"), Ct);

        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        Assert.Equal("a\uFFFDb", Assert.Single((await tenant.Member.GetFromJsonAsync<Page<RunItem>>(tenant.Route($"projects/{tenant.ProjectId}/runs"), Ct))!.Items).Branch);
    }

    [Fact]
    public async Task In_a_reason_it_is_replaced_there_and_in_the_history()
    {
        var tenant = await api.NewTenantAsync();
        await (await tenant.PipelineAsync()).IngestAsync("universal", Rows.Universal(tenant.ProjectId, "1"));
        var finding = Assert.Single((await tenant.Member.GetFromJsonAsync<Page<FindingItem>>(tenant.Route("findings"), Ct))!.Items);

        var request = new SetFindingStatusRequest(FindingStatus.WontFix, "a\0b");
        var response = await tenant.Member.PutAsJsonAsync(tenant.Route($"findings/{finding.Id}/status"), request, Ct);
        var detail = (await tenant.Member.GetFromJsonAsync<FindingDetail>(tenant.Route($"findings/{finding.Id}"), Ct))!;

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal(("a\uFFFDb", "a\uFFFDb"), (detail.Suppression!.Reason, Assert.Single(detail.History).Data["reason"]));
    }

    [Fact]
    public async Task In_a_query_it_finds_what_was_stored()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "a\0b"));

        Assert.Equal("true", await pipeline.GetStringAsync("/api/findings/blocking?pipelineRunId=a%00b", Ct));
        Assert.Empty((await tenant.Member.GetFromJsonAsync<Page<FindingItem>>(tenant.Route("findings?text=%00&scanner=%00"), Ct))!.Items);
    }
}
