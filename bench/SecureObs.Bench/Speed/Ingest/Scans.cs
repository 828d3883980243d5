using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using SecureObs.Api.Features.Findings.Ingest;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Contracts;

namespace SecureObs.Bench.Speed.Ingest;

/// <summary>Scans of one project. Their findings go in over HTTP, or by the same code without a server in front of it.</summary>
internal sealed class Scans(TrialHost host, Guid project, HttpClient pipeline)
{
    public static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public async Task<Guid> OpenAsync(string run)
    {
        using var opened = await pipeline.PostAsJsonAsync($"/api/projects/{project}/runs", new OpenRunRequest(run, "main", null, null), Web);
        return (await opened.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<OpenedRun>(Web))!.RunId;
    }

    public async Task<IngestResult> SendAsync(byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var answer = await pipeline.PostAsync("/api/findings/bulk-universal", content);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<IngestResult>(Web))!;
    }

    /// <summary>However many rows with one request.</summary>
    public async Task ImportAsync(byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var answer = await pipeline.PostAsync($"/api/projects/{project}/imports", content);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>What the endpoint does once the caller is let in: reading rows, masking, hashing, storing, audit.</summary>
    public async Task<IngestResult> CallAsync(byte[] body)
    {
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().EnterAsApiKey(host.TenantId, Guid.Empty, project);
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider, Request = { Body = new MemoryStream(body) } };
        var answer = await BulkRequest.HandleAsync(context, BulkUniversal.Read, scope.ServiceProvider.GetRequiredService<FindingIngest>(), default);
        return ((Ok<IngestResult>)answer.Result).Value!;
    }

    /// <summary>Says that the scanner is done: the result is compared as a whole.</summary>
    public async Task CompleteAsync(Guid run, int findings)
    {
        using var reported = await pipeline.PutAsJsonAsync($"/api/projects/{project}/runs/{run}/results/{Report.Scanner}",
            new ReportScannerResultRequest(ScannerStatus.Completed, "1.0", findings, 1_000), Web);
        reported.EnsureSuccessStatusCode();
    }

    public async Task CloseAsync(Guid run)
    {
        using var closed = await pipeline.PostAsync($"/api/projects/{project}/runs/{run}/close", null);
        closed.EnsureSuccessStatusCode();
    }
}
