using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SecureObs.Contracts;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>What a published client does.</summary>
internal static class Pipeline
{
    public static Task<HttpResponseMessage> PostAsync(this HttpClient pipeline, string kind, JsonArray rows) =>
        pipeline.PostAsJsonAsync($"/api/findings/bulk-{kind}", rows, TestContext.Current.CancellationToken);

    /// <returns>Without the receipt, so that answers to different bodies can be compared.</returns>
    public static async Task<IngestResult> IngestAsync(this HttpClient pipeline, string kind, params JsonObject[] rows)
    {
        var response = await pipeline.PostAsync(kind, Rows.Array(rows));
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode is HttpStatusCode.OK, text);
        return (await response.Content.ReadFromJsonAsync<IngestResult>(TestContext.Current.CancellationToken))! with { Receipt = null };
    }

    /// <summary>The body of the gate's answer, as sent.</summary>
    public static Task<string> BlockingAsync(this HttpClient pipeline, string run) =>
        pipeline.GetStringAsync($"/api/findings/blocking?pipelineRunId={Uri.EscapeDataString(run)}", TestContext.Current.CancellationToken);

    public static async Task<RunFinding[]> ByRunAsync(this HttpClient pipeline, Guid project, string run) =>
        (await pipeline.GetFromJsonAsync<RunFinding[]>(
            $"/api/findings/by-run?projectId={project}&pipelineRunId={Uri.EscapeDataString(run)}", TestContext.Current.CancellationToken))!;
}
