using System.Buffers.Binary;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;

namespace SecureObs.Api.Features.Audit;

/// <summary>Which entries; filters narrow each other.</summary>
/// <param name="Actor">A person's id, or an actor's as entries name it.</param>
/// <param name="Action">A word, or how words begin: <c>api-key.</c></param>
/// <param name="Subject">What was changed or read.</param>
/// <param name="From">The first moment.</param>
/// <param name="To">The first moment that is too late.</param>
/// <param name="Reads">False leaves out who looked at what; otherwise nothing is left out.</param>
internal sealed record AuditFilter(
    [property: FromQuery(Name = "actor")] Guid? Actor,
    [property: FromQuery(Name = "action")] string? Action,
    [property: FromQuery(Name = "subject")] Guid? Subject,
    [property: FromQuery(Name = "from")] DateTimeOffset? From,
    [property: FromQuery(Name = "to")] DateTimeOffset? To,
    [property: FromQuery(Name = "reads")] bool? Reads)
{
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
    public FormattableString Where()
    {
        FormattableString actor = Actor is { } who
            ? $"and a.actor_id = any (array(select p.actor_id from app.people_of_tenant() p where p.person_id = {who} union all select {who}))"
            : Sql.Nothing;
        FormattableString action = Actions is { } words ? $"and a.action = any ({words})" : Sql.Nothing;
        FormattableString subject = Subject is { } what ? $"and a.subject_id = {what}" : Sql.Nothing;
        FormattableString from = From is { } first ? $"and a.at >= {first.ToUniversalTime()} and a.id >= {FirstId(first)}" : Sql.Nothing;
        FormattableString to = To is { } end ? $"and a.at < {end.ToUniversalTime()} and a.id < {FirstId(end.AddMilliseconds(1))}" : Sql.Nothing;
        FormattableString reads = Reads is false ? $"and a.action <> all ({AuditActions.Reads})" : Sql.Nothing;
        return $"{actor} {action} {subject} {from} {to} {reads}";
    }

    /// <summary>Ids begin with their millisecond, so the key of the table serves a span of time.</summary>
    private static Guid FirstId(DateTimeOffset at)
    {
        Span<byte> id = stackalloc byte[16];
        id.Clear();
        BinaryPrimitives.WriteInt64BigEndian(id, Math.Max(0, at.ToUnixTimeMilliseconds()) << 16);
        return new Guid(id, bigEndian: true);
    }
}
