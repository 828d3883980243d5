using System.Reflection;
using System.Text.Json;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Platform.Auditing;

/// <summary>
/// Writes who did what. The entry is part of the caller's transaction, so neither a change nor its entry exists alone.
/// One insert: hashing and sealing come later and elsewhere. Not sealed, as classes are here else: what it costs is
/// measured against an heir that writes nothing, in the bench and nowhere in the product.
/// </summary>
internal class AuditTrail(Caller caller, TimeProvider clock)
{
    /// <param name="action">A word of <see cref="AuditActions"/>.</param>
    /// <param name="subject">What was changed.</param>
    /// <param name="data">Before and after. Never secrets, code, or names of people: those must stay erasable.</param>
    public Task WriteAsync(TenantTransaction tx, string action, Guid subject, IReadOnlyDictionary<string, string?> data, CancellationToken ct) =>
        WriteAsync(tx, NewEntry(), action, subject, data, ct);

    /// <summary>
    /// With a key that was made before the transaction: when it runs again because the answer to its commit got lost, the
    /// entry is not written twice. Needed where the change itself cannot tell that it was made already.
    /// </summary>
    public virtual Task WriteAsync(
        TenantTransaction tx, AuditEntryKey entry, string action, Guid subject, IReadOnlyDictionary<string, string?> data, CancellationToken ct) =>
        tx.ExecuteAsync($"""
            insert into app.audit (tenant_id, id, at, actor_kind, actor_id, action, subject_id, data)
            values ({tx.TenantId}, {entry.Id}, {entry.At}, {caller.ActorKind}, {caller.ActorId}, {action}, {subject},
                {Json(data)}::jsonb)
            on conflict on constraint audit_pk do nothing
            """, ct);

    /// <summary>One for each of many subjects, in one insert.</summary>
    public virtual Task WriteAllAsync(
        TenantTransaction tx, string action, IReadOnlyList<(Guid Subject, IReadOnlyDictionary<string, string?> Data)> entries, CancellationToken ct) =>
        entries.Count == 0 ? Task.CompletedTask : WriteManyAsync(tx, [.. entries.Select(entry =>
        {
            var key = NewEntry();
            return new ReadEntry(tx.TenantId, key.Id, key.At, caller.ActorKind, caller.ActorId, action, entry.Subject, entry.Data);
        })], ct);

    /// <summary>Many of one tenant, with keys that were made at the event: those that are there already stay as they are.</summary>
    public static Task<int> WriteManyAsync(TenantTransaction tx, IReadOnlyList<ReadEntry> entries, CancellationToken ct)
    {
        var (ids, times) = (entries.Select(entry => entry.Id).ToArray(), entries.Select(entry => entry.At).ToArray());
        var (kinds, actors) = (entries.Select(entry => (short)entry.ActorKind).ToArray(), entries.Select(entry => entry.ActorId).ToArray());
        var (actions, subjects) = (entries.Select(entry => entry.Action).ToArray(), entries.Select(entry => entry.SubjectId).ToArray());
        var data = entries.Select(entry => Json(entry.Data)).ToArray();
        return tx.ExecuteAsync($"""
            insert into app.audit (tenant_id, id, at, actor_kind, actor_id, action, subject_id, data)
            select {tx.TenantId}, u.id, u.at, u.actor_kind, u.actor_id, u.action, u.subject_id, u.data::jsonb
            from unnest({ids}, {times}, {kinds}, {actors}, {actions}, {subjects}, {data})
                as u (id, at, actor_kind, actor_id, action, subject_id, data)
            on conflict on constraint audit_pk do nothing
            """, ct);
    }

    /// <summary>What no caller did but the product itself, in its time.</summary>
    public static Task WriteAsSystemAsync(
        TenantTransaction tx, AuditEntryKey key, string action, Guid subject, IReadOnlyDictionary<string, string?> data, CancellationToken ct) =>
        WriteManyAsync(tx, [new ReadEntry(tx.TenantId, key.Id, key.At, ActorKind.System, Guid.Empty, action, subject, data)], ct);

    public AuditEntryKey NewEntry() => AuditEntryKey.New(clock);

    /// <summary>jsonb takes no escaped NUL either.</summary>
    private static string Json(IReadOnlyDictionary<string, string?> data) =>
        JsonSerializer.Serialize(data.ToDictionary(entry => entry.Key, entry => entry.Value is { } text ? StoredText.Of(text) : null));
}

/// <summary>When an entry was made and its id, which begins with that time: entries are listed and searched by it.</summary>
internal readonly record struct AuditEntryKey(Guid Id, DateTimeOffset At)
{
    public static AuditEntryKey New(TimeProvider clock)
    {
        var at = clock.GetUtcNow();
        return new(Guid.CreateVersion7(at), at);
    }
}

/// <summary>The words of the audit trail.</summary>
internal static class AuditActions
{
    public const string TenantCreated = "tenant.created";
    public const string TenantRenamed = "tenant.renamed";
    public const string TenantDeletionAsked = "tenant.deletion-asked";
    public const string TenantDeletionUndone = "tenant.deletion-undone";
    public const string MemberJoined = "member.joined";
    public const string MemberRoleChanged = "member.role-changed";
    public const string MemberRemoved = "member.removed";
    public const string MemberLeft = "member.left";
    public const string MemberErased = "member.erased";
    public const string InvitationCreated = "invitation.created";
    public const string InvitationRevoked = "invitation.revoked";
    public const string ProjectCreated = "project.created";
    public const string ProjectRenamed = "project.renamed";
    public const string ProjectArchived = "project.archived";
    public const string ProjectRestored = "project.restored";
    public const string ProjectDeleted = "project.deleted";
    public const string FindingStatusChanged = "finding.status-changed";
    public const string FindingResolved = "finding.resolved";
    public const string FindingReopened = "finding.reopened";
    public const string FindingRecognised = "finding.recognised";
    public const string FindingsJoined = "finding.joined";
    public const string FindingSplit = "finding.split";
    public const string RuleAliasAdded = "rule-alias.added";
    public const string RuleAliasRemoved = "rule-alias.removed";
    public const string SuppressionAsked = "finding.suppression-asked";
    public const string SuppressionEnded = "finding.suppression-ended";
    public const string WideSuppressionCreated = "suppression.created";
    public const string SuppressionApproved = "suppression.approved";
    public const string SuppressionRefused = "suppression.refused";
    public const string SuppressionLifted = "suppression.lifted";
    public const string WideSuppressionEnded = "suppression.ended";
    public const string FindingSeverityChanged = "finding.severity-changed";
    public const string FindingAssigned = "finding.assigned";
    public const string FindingCommented = "finding.commented";
    public const string FindingLinkAdded = "finding.link-added";
    public const string FindingLinkRemoved = "finding.link-removed";
    public const string FindingsIngested = "finding.ingested";
    public const string ApiKeyCreated = "api-key.created";
    public const string ApiKeyRevoked = "api-key.revoked";
    public const string GatePolicyChanged = "project.gate-policy-changed";
    public const string ProjectSettingsChanged = "project.settings-changed";
    public const string ScannersChanged = "project.scanners-changed";
    public const string RunOpened = "run.opened";
    public const string RunResultReported = "run.result-reported";
    public const string RunClosed = "run.closed";
    public const string GateDecided = "gate.decided";
    public const string GateVerdictViewed = "gate.verdict-viewed";
    public const string InfrastructureAnalysed = "infrastructure.analysed";
    public const string InfrastructureViewed = "infrastructure.viewed";
    public const string FindingsListed = "finding.listed";
    public const string FindingsListedByRun = "finding.listed-by-run";
    public const string FindingViewed = "finding.viewed";
    public const string FindingsExported = "finding.exported";
    public const string VexImported = "finding.vex-imported";
    public const string ViewCreated = "view.created";
    public const string ViewChanged = "view.changed";
    public const string ViewRemoved = "view.removed";
    public const string AuditViewed = "audit.viewed";
    public const string AuditExported = "audit.exported";
    public const string ArchiveAsked = "archive.asked";
    public const string TrustRuleCreated = "trust-rule.created";
    public const string TrustRuleRevoked = "trust-rule.revoked";
    public const string TokenExchanged = "token.exchanged";
    public const string CredentialRenewed = "credential.renewed";
    public const string TokenRefused = "token.refused";
    public const string ArchiveLinked = "archive.linked";
    public const string ArchiveRemoved = "archive.removed";
    public const string RetentionChanged = "retention.changed";
    public const string RetentionApplied = "retention.applied";
    public const string EntriesDropped = "audit.entries-dropped";
    public const string WebhookSet = "audit.webhook-set";
    public const string WebhookRemoved = "audit.webhook-removed";
    public const string ChannelCreated = "notification.channel-created";
    public const string ChannelChanged = "notification.channel-changed";
    public const string ChannelRemoved = "notification.channel-removed";
    public const string ChannelKeyRotated = "notification.key-rotated";
    public const string ChannelTested = "notification.test-sent";
    public const string ChannelFailing = "notification.channel-failing";
    public const string DeliveryReplayed = "notification.replayed";
    public const string DigestChanged = "notification.digest-changed";
    public const string CheckoutOpened = "billing.checkout-opened";
    public const string PortalOpened = "billing.portal-opened";
    public const string SubscriptionChanged = "billing.subscription-changed";
    public const string RoleMissing = "security.role-missing";

    /// <summary>What says that something was looked at; histories of changes leave it out.</summary>
    public static string[] Reads { get; } = [FindingsListed, FindingsListedByRun, FindingViewed, FindingsExported, GateVerdictViewed, InfrastructureViewed, AuditViewed, AuditExported];

    /// <summary>All words, in their order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(AuditActions).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal),
    ];
}
