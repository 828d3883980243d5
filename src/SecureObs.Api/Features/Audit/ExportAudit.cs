using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Transport.Answers;

namespace SecureObs.Api.Features.Audit;

internal static class ExportAudit
{
    public static void MapExportAudit(this IEndpointRouteBuilder audit) => audit
        .MapGet("/export", Handle)
        .Streams()
        .WithSummary("The audit trail as a file that can be verified offline")
        .WithDescription("JSON Lines: a header, blocks with their entries, an end. A file without the end was cut off.")
        .Produces<Stream>(StatusCodes.Status200OK, "application/jsonl")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static Results<PushStreamHttpResult, ProblemHttpResult> Handle(
        [AsParameters] AuditFilter filter, HttpContext context, TimeProvider clock, CancellationToken ct)
    {
        if (filter.Problem is { } problem)
            return problem;
        var services = context.RequestServices;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(
            async body =>
            {
                var run = ActivatorUtilities.CreateInstance<ExportRun>(services, filter);
                try
                {
                    await run.WriteAsync(body, ct);
                }
                finally
                {
                    // Also what a broken connection left with.
                    services.GetRequiredService<ReadTrail>().Note(AuditActions.AuditExported, run.TenantId, run.Data());
                }
            },
            "application/jsonl", $"secureobs-audit-{clock.GetUtcNow():yyyyMMdd}.jsonl");
    }
}
