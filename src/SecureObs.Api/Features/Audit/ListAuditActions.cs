using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Transport.Answers;

namespace SecureObs.Api.Features.Audit;

/// <summary>The words to filter by.</summary>
/// <param name="Reads">Those of them that <c>reads=false</c> leaves out.</param>
public sealed record AuditActionsResponse(IReadOnlyList<string> Items, IReadOnlyList<string> Reads);

internal static class ListAuditActions
{
    public static void MapListAuditActions(this IEndpointRouteBuilder audit) => audit
        .MapGet("/actions", Handle)
        .MayBeKept()
        .WithSummary("The actions that the audit trail knows");

    private static Ok<AuditActionsResponse> Handle() => TypedResults.Ok(new AuditActionsResponse(AuditActions.All, AuditActions.Reads));
}
