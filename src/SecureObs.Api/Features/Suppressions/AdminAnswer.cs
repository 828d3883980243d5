using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Suppressions;

/// <summary>What an admin answers to who asked for a suppression: yes and no begin alike.</summary>
internal sealed class AdminAnswer(TenantDb db, MemberLock members)
{
    /// <param name="give">Writes the answer; the suppression is locked and not over.</param>
    public Task<Results<NoContent, ProblemHttpResult>> TakeAsync(
        Guid suppressionId, DateTimeOffset now, Func<TenantTransaction, LockedSuppression, Task<Results<NoContent, ProblemHttpResult>>> give, CancellationToken ct) =>
        db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            if (MemberLock.Refusal(await members.TakeAndAskAsync(tx, ct), TenantRole.Admin) is { } refusal)
                return refusal;
            if (await SuppressionRow.LockAsync(tx, suppressionId, ct) is not { } suppression)
                return Problems.NotFound();
            return suppression.IsOver(now) ? Problems.SuppressionOver() : await give(tx, suppression);
        }, ct);
}
