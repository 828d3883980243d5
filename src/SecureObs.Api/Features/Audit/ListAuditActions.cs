using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;

namespace SecureObs.Api.Features.Audit;

/// <summary>The words to filter by.</summary>
public sealed record AuditActionsResponse(IReadOnlyList<string> Items);

internal static class ListAuditActions
{
    public static void MapListAuditActions(this IEndpointRouteBuilder audit) => audit
        .MapGet("/actions", Handle)
        .WithSummary("The actions that the audit trail knows");

    private static Ok<AuditActionsResponse> Handle() => TypedResults.Ok(new AuditActionsResponse(AuditActions.All));
}
