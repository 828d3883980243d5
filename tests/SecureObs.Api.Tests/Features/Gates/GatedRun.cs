using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SecureObs.Api.Features.Gates;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Contracts;
using SecureObs.Gate;

namespace SecureObs.Api.Tests.Features.Gates;

/// <summary>Runs and questions to the gate as the command makes them, and policies as admins do.</summary>
internal static class GatedRun
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Guid> OpenAsync(this HttpClient pipeline, Guid project, string run, string branch = "main", string? commit = null) =>
        (await pipeline.SendAsync("POST", $"/api/projects/{project}/runs", new OpenRunRequest(run, branch, commit)).ReadAsync<OpenedRun>()).RunId;

    public static async Task ReportAsync(this HttpClient pipeline, Guid project, Guid run, string scanner, ScannerStatus status = ScannerStatus.Completed, string? message = null) =>
        Assert.Equal(status is ScannerStatus.Completed ? "200" : "204", await pipeline.SendAsync("PUT", $"/api/projects/{project}/runs/{run}/results/{scanner}", new ReportScannerResultRequest(status, Message: message)).SaysAsync());

    public static async Task CloseAsync(this HttpClient pipeline, Guid project, Guid run) =>
        Assert.Equal("204", await pipeline.SendAsync("POST", $"/api/projects/{project}/runs/{run}/close").SaysAsync());

    /// <summary>A closed run of one scanner.</summary>
    public static async Task<Guid> ScanAsync(this HttpClient pipeline, Guid project, string run, string branch, string? commit, params JsonObject[] rows)
    {
        var id = await pipeline.OpenAsync(project, run, branch, commit);
        if (rows.Length > 0)
            await pipeline.IngestAsync("universal", rows);
        await pipeline.ReportAsync(project, id, "bandit");
        await pipeline.CloseAsync(project, id);
        return id;
    }

    public static Task<HttpResponseMessage> AskAsync(this HttpClient pipeline, Guid project, string run) =>
        pipeline.SendAsync("POST", $"/api/projects/{project}/gate?pipelineRunId={Uri.EscapeDataString(run)}");

    public static Task<GateAnswer> DecideAsync(this HttpClient pipeline, Guid project, string run) => pipeline.AskAsync(project, run).ReadAsync<GateAnswer>();

    public static Task<HttpResponseMessage> PutPolicyAsync(this TestTenant tenant, int baseVersion, string document, HttpClient? by = null, Guid? project = null) =>
        (by ?? tenant.Admin).SendAsync("PUT", tenant.Route($"projects/{project ?? tenant.ProjectId}/gate-policy/document"),
            new JsonObject { ["baseVersion"] = baseVersion, ["document"] = JsonNode.Parse(document) });

    public static async Task<GatePolicyItem> SetPolicyAsync(this TestTenant tenant, int baseVersion, string document) =>
        await tenant.PutPolicyAsync(baseVersion, document).ReadAsync<GatePolicyItem>(HttpStatusCode.OK);

    public static async Task<GateReplay> ReplayAsync(this TestTenant tenant, Guid verdict) =>
        await tenant.Member.SendAsync("POST", tenant.Route($"gate-verdicts/{verdict}/replay")).ReadAsync<GateReplay>();

    public static async Task<GateVerdictDetail> VerdictAsync(this TestTenant tenant, Guid verdict) =>
        (await tenant.Member.GetFromJsonAsync<GateVerdictDetail>(tenant.Route($"gate-verdicts/{verdict}"), Ct))!;
}
