using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Transport.Answers;

namespace SecureObs.Api.Features.Findings.Exports;

/// <summary>Findings as a file: to people, and to pipelines whose key may.</summary>
internal static partial class ExportFindings
{
    private const string DefaultCategory = "secureobs";

    public static void MapExportFindings(this IEndpointRouteBuilder findings) => findings
        .MapGet("/export", Handle)
        .IsExport();

    public static void MapExportToPipeline(this IEndpointRouteBuilder project) => project
        .MapGet("/export", HandlePipeline)
        .IsExport();

    private static void IsExport(this RouteHandlerBuilder endpoint) => endpoint
        .Streams()
        .WithSummary("Findings as a file: SARIF, CSV, JSON, JSON Lines or OpenVEX")
        .WithDescription("All that the filters of the list let through, in one answer. A file without its end was cut off.")
        .Produces<Stream>(StatusCodes.Status200OK, "application/octet-stream")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    /// <param name="format">sarif, csv, json, jsonl or openvex.</param>
    /// <param name="category">Of SARIF: what code scanning tells these results from others by. Letters, digits, '.', '_', '-' and '/'; "secureobs" by itself.</param>
    private static Results<PushStreamHttpResult, ProblemHttpResult> Handle(
        string? format, string? category, [AsParameters] FindingFilter filter, HttpContext context, TimeProvider clock, CancellationToken ct)
    {
        if (FindingFormat.All.FirstOrDefault(one => one.Word == format) is not { } chosen)
            return Problems.QueryInvalid("format", FindingFormat.Rule);
        if (category is not null && !CategoryForm().IsMatch(category))
            return Problems.QueryInvalid("category", "must be 1 to 100 letters, digits, '.', '_', '-' and '/', neither first nor last a '/'");
        if (filter.Read(clock.GetUtcNow()).Refusal is { } refusal)
            return refusal;
        context.Response.Headers.CacheControl = "no-store";
        var services = context.RequestServices;
        var export = ActivatorUtilities.CreateInstance<FindingExport>(services, chosen, filter, category ?? DefaultCategory);
        return TypedResults.Stream(
            body => WriteAsync(export, body, chosen, filter, services, ct),
            chosen.ContentType, $"secureobs-findings-{clock.GetUtcNow():yyyyMMdd}.{chosen.Extension}");
    }

    /// <param name="format">As for people.</param>
    /// <param name="category">As for people.</param>
    private static Results<PushStreamHttpResult, ProblemHttpResult> HandlePipeline(
        Guid projectId, string? format, string? category, [AsParameters] FindingFilter filter, HttpContext context, TimeProvider clock, CancellationToken ct) =>
        filter.ProjectId is { } other && other != projectId
            ? Problems.QueryInvalid("projectId", "must be the project of the address")
            : Handle(format, category, filter with { ProjectId = projectId }, context, clock, ct);

    private static async Task WriteAsync(
        FindingExport export, Stream body, FindingFormat format, FindingFilter filter, IServiceProvider services, CancellationToken ct)
    {
        try
        {
            await export.WriteAsync(body, ct);
        }
        finally
        {
            // Also what a broken connection left with.
            services.GetRequiredService<ReadTrail>().Note(AuditActions.FindingsExported, filter.ProjectId ?? services.GetRequiredService<Caller>().TenantId,
                new Dictionary<string, string?> { ["format"] = format.Word, ["count"] = $"{export.Count}" });
        }
    }

    [GeneratedRegex(@"\A(?!/)[A-Za-z0-9._/-]{1,100}(?<!/)\z", RegexOptions.CultureInvariant)]
    private static partial Regex CategoryForm();
}
