namespace SecureObs.Api.Domain;

/// <summary>Parts of statements about findings that the clock has a say in; each needs the findings as f.</summary>
internal static class FindingState
{
    /// <summary>The <see cref="FindingStatus"/> at this moment: a suppression whose date has come is over, whether or not that was noted.</summary>
    public static FormattableString StatusAt(DateTimeOffset now) =>
        $"(case when f.detected and f.suppressed_until <= {now} then f.triage else f.status end)";

    /// <summary>Its status is the noted one: no suppression of it is over that was not noted yet.</summary>
    public static FormattableString IsAsNoted(DateTimeOffset now) => $"(not f.detected or f.suppressed_until is null or f.suppressed_until > {now})";

    /// <summary>Its suppression is over, and nobody noted that yet: what people said before holds. There are few, for a short time.</summary>
    public static FormattableString IsWaking(DateTimeOffset now) => $"(f.detected and f.suppressed_until <= {now})";

    /// <summary>Whether its status at this moment is one of these, as stored numbers; by the index of what is noted.</summary>
    public static FormattableString IsOneOf(short[] statuses, DateTimeOffset now) =>
        $"((f.status = any({statuses}) or f.suppressed_until <= {now}) and {StatusAt(now)} = any({statuses}))";

    /// <summary>What people say of a finding that a run saw, as a <see cref="FindingStatus"/>: that a later scan does not see it does not count here.</summary>
    public static FormattableString SaidAt(DateTimeOffset now) =>
        $"(case when f.suppressed_until <= {now} then f.triage else coalesce(f.suppression_kind, f.triage) end)";

    /// <summary>When a finding whose status is resolved became so; null of one that is not.</summary>
    public static readonly FormattableString ResolvedAt = $"(case when f.status <> {FindingStatus.Resolved} then null when f.detected then f.triaged_at else f.resolved_at end)";

    /// <summary>
    /// Whether a finding that a run saw counts against that run: it is there, whoever called it resolved, unless it is suppressed.
    /// </summary>
    public static FormattableString CountsAt(DateTimeOffset now) => $"(f.suppression_kind is null or f.suppressed_until <= {now})";
}
