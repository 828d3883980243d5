using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Transport.Answers;

namespace SecureObs.Api.Features.Findings.Exports;

internal static class ExportFindings
{
    public static void MapExportFindings(this IEndpointRouteBuilder findings) => findings
        .MapGet("/export", Handle)
        .Streams()
        .WithSummary("Findings as a file: SARIF, CSV, JSON Lines or OpenVEX")
        .WithDescription("All that the filters of the list let through, in one answer. A file without its end was cut off.")
        .Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    /// <param name="format">sarif, csv, jsonl or openvex.</param>
    private static Results<PushStreamHttpResult, ProblemHttpResult> Handle(
        string? format, [AsParameters] FindingFilter filter, HttpContext context, TimeProvider clock, CancellationToken ct)
    {
        if (FindingFormat.All.FirstOrDefault(one => one.Word == format) is not { } chosen)
            return Problems.QueryInvalid("format", FindingFormat.Rule);
        if (filter.Read(clock.GetUtcNow()).Refusal is { } refusal)
            return refusal;
        var services = context.RequestServices;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(
            async body =>
            {
                var export = ActivatorUtilities.CreateInstance<FindingExport>(services, chosen, filter);
                try
                {
                    await export.WriteAsync(body, ct);
                }
                finally
                {
                    // Also what a broken connection left with.
                    services.GetRequiredService<ReadTrail>().Note(AuditActions.FindingsExported, filter.ProjectId ?? services.GetRequiredService<Caller>().TenantId,
                        new Dictionary<string, string?> { ["format"] = chosen.Word, ["count"] = $"{export.Count}" });
                }
            },
            chosen.ContentType, $"secureobs-findings-{clock.GetUtcNow():yyyyMMdd}.{chosen.Extension}");
    }
}
