using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;

namespace SecureObs.Api.Features.Findings.Exports;

/// <summary>What to export: the filters of the list.</summary>
/// <param name="Format">sarif, csv, jsonl or openvex.</param>
/// <param name="Severity">CRITICAL, HIGH, MEDIUM, LOW, INFO, UNKNOWN.</param>
/// <param name="Status">open, in-review, resolved, false-positive, risk-accepted, wont-fix.</param>
/// <param name="Text">Anywhere in rule, path or description, whatever the case.</param>
internal sealed record ExportQuery(
    [property: FromQuery(Name = "format")] string? Format,
    [property: FromQuery(Name = "projectId")] Guid? ProjectId,
    [property: FromQuery(Name = "severity")] string[]? Severity,
    [property: FromQuery(Name = "status")] string[]? Status,
    [property: FromQuery(Name = "scanner")] string[]? Scanner,
    [property: FromQuery(Name = "text")] string? Text)
{
    public FindingQuery Filters => new(ProjectId, Severity, Status, Scanner, Text, null, null);
}

internal static class ExportFindings
{
    public static void MapExportFindings(this IEndpointRouteBuilder findings) => findings
        .MapGet("/export", Handle)
        .WithSummary("Findings as a file: SARIF, CSV, JSON Lines or OpenVEX")
        .WithDescription("All that the filters of the list let through, in one answer. A file without its end was cut off.")
        .Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static Results<PushStreamHttpResult, ProblemHttpResult> Handle(
        [AsParameters] ExportQuery query, HttpContext context, TimeProvider clock, CancellationToken ct)
    {
        if (FindingFormat.All.FirstOrDefault(one => one.Word == query.Format) is not { } chosen)
            return Problems.QueryInvalid("format", FindingFormat.Rule);
        if (ListFindings.Where(query.Filters, clock.GetUtcNow()) is var (where, refusal) && where is null)
            return refusal!;
        var services = context.RequestServices;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(
            async body =>
            {
                var export = ActivatorUtilities.CreateInstance<FindingExport>(services, chosen, where);
                try
                {
                    await export.WriteAsync(body, ct);
                }
                finally
                {
                    // Also what a broken connection left with.
                    services.GetRequiredService<ReadTrail>().Note(AuditActions.FindingsExported, query.ProjectId ?? services.GetRequiredService<Caller>().TenantId,
                        new Dictionary<string, string?> { ["format"] = chosen.Word, ["count"] = $"{export.Count}" });
                }
            },
            chosen.ContentType, $"secureobs-findings-{clock.GetUtcNow():yyyyMMdd}.{chosen.Extension}");
    }
}
