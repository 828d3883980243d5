using System.Text.Json;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Platform.Auditing;

/// <summary>
/// Writes who did what. The entry is part of the caller's transaction, so neither a change nor its entry exists alone.
/// </summary>
internal sealed class AuditTrail(Caller caller, TimeProvider clock)
{
    /// <param name="action">A word of <see cref="AuditActions"/>.</param>
    /// <param name="subject">What was changed.</param>
    /// <param name="data">Before and after. Never secrets, code, or names of people: those must stay erasable.</param>
    public Task WriteAsync(TenantTransaction tx, string action, Guid subject, IReadOnlyDictionary<string, string?> data, CancellationToken ct) =>
        tx.ExecuteAsync($"""
            insert into app.audit (tenant_id, id, at, actor_kind, actor_id, action, subject_id, data)
            values ({tx.TenantId}, {Guid.CreateVersion7()}, {clock.GetUtcNow()}, {caller.ActorKind}, {caller.ActorId}, {action}, {subject},
                {Json(data)}::jsonb)
            """, ct);

    /// <summary>jsonb takes no escaped NUL either.</summary>
    private static string Json(IReadOnlyDictionary<string, string?> data) =>
        JsonSerializer.Serialize(data.ToDictionary(entry => entry.Key, entry => entry.Value is { } text ? StoredText.Of(text) : null));
}

/// <summary>The words of the audit trail.</summary>
internal static class AuditActions
{
    public const string TenantCreated = "tenant.created";
    public const string TenantRenamed = "tenant.renamed";
    public const string MemberJoined = "member.joined";
    public const string MemberRoleChanged = "member.role-changed";
    public const string MemberRemoved = "member.removed";
    public const string MemberLeft = "member.left";
    public const string InvitationCreated = "invitation.created";
    public const string InvitationRevoked = "invitation.revoked";
    public const string ProjectCreated = "project.created";
    public const string ProjectRenamed = "project.renamed";
    public const string ProjectArchived = "project.archived";
    public const string ProjectRestored = "project.restored";
    public const string FindingStatusChanged = "finding.status-changed";
    public const string ApiKeyCreated = "api-key.created";
    public const string ApiKeyRevoked = "api-key.revoked";
    public const string GatePolicyChanged = "project.gate-policy-changed";
    public const string ScannersChanged = "project.scanners-changed";
}

internal static class Auditing
{
    public static IServiceCollection AddAudit(this IServiceCollection services) => services.AddScoped<AuditTrail>();
}
