using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Bench.Controls;

/// <summary>Writes nothing. Here alone, so that what the trail costs can be measured.</summary>
internal sealed class NoAudit(Caller caller, TimeProvider clock) : AuditTrail(caller, clock)
{
    public override Task WriteAsync(
        TenantTransaction tx, AuditEntryKey entry, string action, Guid subject, IReadOnlyDictionary<string, string?> data, CancellationToken ct) =>
        Task.CompletedTask;

    public override Task WriteAllAsync(
        TenantTransaction tx, string action, IReadOnlyList<(Guid Subject, IReadOnlyDictionary<string, string?> Data)> entries, CancellationToken ct) =>
        Task.CompletedTask;
}
