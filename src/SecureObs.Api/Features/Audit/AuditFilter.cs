using System.Buffers.Binary;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Audit;

/// <summary>Which entries; filters narrow each other.</summary>
internal sealed record AuditFilter
{
    /// <summary>A person's id, or an actor's as entries name it.</summary>
    [FromQuery(Name = "actor")] public Guid? Actor { get; init; }

    /// <summary>A word, or how words begin: <c>api-key.</c></summary>
    [FromQuery(Name = "action")] public string? Action { get; init; }

    /// <summary>What was changed or read.</summary>
    [FromQuery(Name = "subject")] public Guid? Subject { get; init; }

    /// <summary>The first moment.</summary>
    [FromQuery(Name = "from")] public DateTimeOffset? From { get; init; }

    /// <summary>The first moment that is too late.</summary>
    [FromQuery(Name = "to")] public DateTimeOffset? To { get; init; }

    /// <summary>False leaves out who looked at what; otherwise nothing is left out.</summary>
    [FromQuery(Name = "reads")] public bool? Reads { get; init; }

    /// <summary>The words that begin with the one asked for; null: all.</summary>
    private string[]? Actions => string.IsNullOrEmpty(Action)
        ? null
        : [.. AuditActions.All.Where(word => word.StartsWith(Action, StringComparison.Ordinal))];

    public ProblemHttpResult? Problem => Actions is [] ? Problems.QueryInvalid("action", "must be the beginning of an action; /audit/actions lists them") : null;

    /// <summary>What was asked for, by the names of the query; null: everything.</summary>
    public Dictionary<string, string?>? Named()
    {
        var asked = new Dictionary<string, string?>
        {
            ["actor"] = Actor?.ToString(),
            ["action"] = Action,
            ["subject"] = Subject?.ToString(),
            ["from"] = From?.ToUniversalTime().ToString("O"),
            ["to"] = To?.ToUniversalTime().ToString("O"),
            ["reads"] = Reads is false ? "false" : null,
        }.Where(part => !string.IsNullOrEmpty(part.Value)).ToDictionary();
        return asked.Count == 0 ? null : asked;
    }

    /// <summary>Conditions on app.audit as <c>a</c>.</summary>
    public async Task<FormattableString> WhereAsync(TenantTransaction tx, CancellationToken ct)
    {
        FormattableString actor = Actor is { } who ? $"and a.actor_id = any ({await ActorsAsync(tx, who, ct)})" : Sql.Nothing;
        FormattableString action = Actions is { } words ? $"and a.action = any ({words})" : Sql.Nothing;
        FormattableString subject = Subject is { } what ? $"and a.subject_id = {what}" : Sql.Nothing;
        FormattableString from = From is { } first ? $"and a.at >= {first.ToUniversalTime()} and a.id >= {FirstId(first)}" : Sql.Nothing;
        FormattableString to = To is { } end ? $"and a.at < {end.ToUniversalTime()} and a.id < {FirstId(end.AddMilliseconds(1))}" : Sql.Nothing;
        FormattableString reads = Reads is false ? $"and a.action <> all ({AuditActions.Reads})" : Sql.Nothing;
        return $"{actor} {action} {subject} {from} {to} {reads}";
    }

    /// <summary>A person's actors, also from before it left and came back; an actor is one itself.</summary>
    private static async Task<Guid[]> ActorsAsync(TenantTransaction tx, Guid who, CancellationToken ct) => [who, .. await tx.QueryAsync<Guid>($"""
        select m.actor_id from app.memberships m where m.tenant_id = {tx.TenantId} and m.person_id = {who}
        union all select f.actor_id from app.former_members f where f.tenant_id = {tx.TenantId} and f.person_id = {who}
        """, ct)];

    /// <summary>Ids begin with their millisecond, so the key of the table serves a span of time.</summary>
    private static Guid FirstId(DateTimeOffset at)
    {
        Span<byte> id = stackalloc byte[16];
        id.Clear();
        BinaryPrimitives.WriteInt64BigEndian(id, Math.Max(0, at.ToUnixTimeMilliseconds()) << 16);
        return new Guid(id, bigEndian: true);
    }
}
