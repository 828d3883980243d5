using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Suppressions;

/// <summary>What was done with a suppression, in the trail: that of one finding is in the finding's history, a wide one has its own.</summary>
internal static class SuppressionEntry
{
    private sealed record Status(short Now);

    public static async Task WriteAsync(
        TenantTransaction tx, AuditTrail audit, string action, LockedSuppression suppression, short? before, DateTimeOffset now, CancellationToken ct)
    {
        var after = await StatusAsync(tx, suppression, now, ct);
        await audit.WriteAsync(tx, action, suppression.FindingId ?? suppression.Id, new Dictionary<string, string?>
        {
            ["scope"] = WireWords<SuppressionScope>.Of(suppression.About),
            ["kind"] = WireWords<FindingStatus>.Of((FindingStatus)suppression.Kind),
            ["project"] = suppression.ProjectId?.ToString(),
            ["suppression"] = $"{suppression.Id}",
            ["from"] = Word(before),
            ["to"] = Word(after),
        }, ct);
    }

    /// <summary>Of the suppression's one finding; null when it is wide.</summary>
    public static async Task<short?> StatusAsync(TenantTransaction tx, LockedSuppression suppression, DateTimeOffset now, CancellationToken ct) =>
        suppression.FindingId is { } finding
            ? (await tx.FirstAsync<Status>($"select {FindingState.StatusAt(now)} as now from app.findings f where f.tenant_id = {tx.TenantId} and f.id = {finding}", ct))?.Now
            : null;

    private static string? Word(short? status) => status is { } known ? WireWords<FindingStatus>.Of((FindingStatus)known) : null;
}
