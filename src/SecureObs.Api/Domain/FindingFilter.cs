using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Transport;
using SecureObs.Contracts;

namespace SecureObs.Api.Domain;

/// <summary>
/// Which findings: of a list, an export, a change of many. As parameters of a query or as JSON. Values of one filter are
/// alternatives; filters narrow each other.
/// </summary>
public sealed record FindingFilter
{
    /// <summary>Archived projects are left out where nobody asks for one.</summary>
    [FromQuery(Name = "projectId")] public Guid? ProjectId { get; init; }

    /// <summary>CRITICAL, HIGH, MEDIUM, LOW, INFO, UNKNOWN.</summary>
    [FromQuery(Name = "severity")] public string[]? Severity { get; init; }

    /// <summary>open, in-review, resolved, false-positive, risk-accepted, wont-fix.</summary>
    [FromQuery(Name = "status")] public string[]? Status { get; init; }

    [FromQuery(Name = "scanner")] public string[]? Scanner { get; init; }

    /// <summary>Anywhere in rule, path or description, whatever the case.</summary>
    [FromQuery(Name = "text")] public string? Text { get; init; }

    /// <summary>Rules of scanners, in full.</summary>
    [FromQuery(Name = "rule")] public string[]? Rule { get; init; }

    /// <summary>What the path begins with.</summary>
    [FromQuery(Name = "pathPrefix")] public string? PathPrefix { get; init; }

    /// <summary>Such as CWE-79.</summary>
    [FromQuery(Name = "cwe")] public string[]? Cwe { get; init; }

    /// <summary>A member's id.</summary>
    [FromQuery(Name = "assignee")] public Guid? Assignee { get; init; }

    /// <summary>Whether nobody sees to it.</summary>
    [FromQuery(Name = "unassigned")] public bool? Unassigned { get; init; }

    /// <summary>Whether it is open or in review after its due date.</summary>
    [FromQuery(Name = "overdue")] public bool? Overdue { get; init; }

    /// <summary>Whether a scan still sees it.</summary>
    [FromQuery(Name = "detected")] public bool? Detected { get; init; }

    /// <summary>Suppressed, and the suppression's date comes within so many days, 0 to 3,650.</summary>
    [FromQuery(Name = "endsWithinDays")] public int? EndsWithinDays { get; init; }

    /// <summary>Whether an ignore in the repository speaks of it.</summary>
    [FromQuery(Name = "ignoredInSource")] public bool? IgnoredInSource { get; init; }

    /// <summary>First seen at this time or later.</summary>
    [FromQuery(Name = "firstSeenFrom")] public DateTimeOffset? FirstSeenFrom { get; init; }

    /// <summary>First seen before this time: older than it.</summary>
    [FromQuery(Name = "firstSeenBefore")] public DateTimeOffset? FirstSeenBefore { get; init; }

    /// <summary>With a due date before this time, whatever its status.</summary>
    [FromQuery(Name = "dueBefore")] public DateTimeOffset? DueBefore { get; init; }

    /// <summary>Resolved, by a scan or by a person, at this time or later.</summary>
    [FromQuery(Name = "resolvedFrom")] public DateTimeOffset? ResolvedFrom { get; init; }

    /// <summary>Resolved, likewise, before this time.</summary>
    [FromQuery(Name = "resolvedBefore")] public DateTimeOffset? ResolvedBefore { get; init; }

    /// <summary>The address of a resource of infrastructure: findings about it, and about its block as a whole.</summary>
    [FromQuery(Name = "resource")] public string? Resource { get; init; }

    /// <summary>A run's id: what it did to findings.</summary>
    [FromQuery(Name = "runId")] public Guid? RunId { get; init; }

    /// <summary>seen, new, known or fixed, with runId; seen when not given.</summary>
    [FromQuery(Name = "runChange")] public string? RunChange { get; init; }

    private const int TextLength = 200;
    private const int PathLength = 1024;
    private const int MostValues = 50;

    /// <summary>
    /// The statuses that can be among what is asked for, as stored numbers, so that the others are not read. Only of a filter that
    /// makes sense.
    /// </summary>
    internal short[] Statuses()
    {
        var statuses = Values<FindingStatus>(Status);
        if (Detected is false || ResolvedFrom is not null || ResolvedBefore is not null)
            statuses = statuses.Intersect([(short)FindingStatus.Resolved]);
        if (Overdue is true)
            statuses = statuses.Intersect([(short)FindingStatus.Open, (short)FindingStatus.InReview]);
        return [.. statuses];
    }

    /// <summary>The severities that are asked for, likewise.</summary>
    internal short[] Severities() => [.. Values<Severity>(Severity)];

    /// <summary>Whether it asks for nothing but what findings are kept counted by.</summary>
    internal bool IsKeptCounted => Rule is not { Length: > 0 } && Cwe is not { Length: > 0 } && string.IsNullOrWhiteSpace(Text) && string.IsNullOrEmpty(PathPrefix)
        && this with { ProjectId = null, Severity = null, Status = null, Scanner = null, Rule = null, Cwe = null, Text = null, PathPrefix = null } == new FindingFilter();

    /// <summary>What is looked for in texts; null when nothing is.</summary>
    internal string? Words => string.IsNullOrWhiteSpace(Text) ? null : Text.Trim();

    /// <summary>What a run did. Only of a filter that makes sense.</summary>
    internal RunChange OfRun => RunChange is { } word ? WireWords<RunChange>.Parse([word]) is [var change] ? (RunChange)change : default : default;

    /// <summary>Whether an index that has severity before the time can serve this best severity by severity.</summary>
    internal bool IsBySeverity => Severity is { Length: > 0 } || FirstSeenFrom is not null || FirstSeenBefore is not null;

    /// <summary>What to add to the conditions of a statement about findings as f, or why it makes no sense.</summary>
    /// <param name="status">Whether the status is among them.</param>
    /// <param name="found">What its words and weaknesses are found by. Without it the answer is the same, and all findings are read.</param>
    internal (FormattableString? Conditions, ProblemHttpResult? Refusal) Read(DateTimeOffset now, bool status = true, FilterLookups? found = null)
    {
        if (Text?.Length > TextLength)
            return (null, Problems.QueryInvalid("text", $"must have at most {TextLength} characters"));
        if (PathPrefix?.Length > PathLength)
            return (null, Problems.QueryInvalid("pathPrefix", $"must have at most {PathLength} characters"));
        if (EndsWithinDays is < 0 or > 3650)
            return (null, Problems.QueryInvalid("endsWithinDays", "must be 0 to 3650"));
        foreach (var (name, values) in new[] { ("scanner", Scanner), ("rule", Rule), ("cwe", Cwe), ("severity", Severity), ("status", Status) })
            if (values?.Length > MostValues)
                return (null, Problems.QueryInvalid(name, $"must be given at most {MostValues} times"));
        if (WireWords<Severity>.Parse(Severity) is not { } severities)
            return (null, Problems.QueryInvalid("severity", WireWords<Severity>.Rule));
        if (WireWords<FindingStatus>.Parse(Status) is not { } statuses)
            return (null, Problems.QueryInvalid("status", WireWords<FindingStatus>.Rule));
        if (Resource?.Length > PathLength)
            return (null, Problems.QueryInvalid("resource", $"must have at most {PathLength} characters"));
        if (RunChange is { } change && (RunId is null || WireWords<RunChange>.Parse([change]) is null))
            return (null, Problems.QueryInvalid("runChange", RunId is null ? "needs a runId" : WireWords<RunChange>.Rule));
        return ($"{Place(severities, found)} {Standing(status ? statuses : [], now)} {Times()} {People(now)} {Elsewhere(found)}", null);
    }

    /// <summary>What is named; all when nothing is.</summary>
    private static IEnumerable<short> Values<T>(string[]? words) where T : struct, Enum => WireWords<T>.Parse(words) is { Length: > 0 } named
        ? named.Distinct()
        : Enum.GetValues<T>().Select(value => Convert.ToInt16(value, null));

    private FormattableString Place(short[] severities, FilterLookups? found)
    {
        // Not by a join: it would lead from the projects to their findings, past the indexes that have these in the order of a list.
        var project = ProjectId is { } id ? (FormattableString)$"and f.project_id = {id}"
            : $"and not exists (select from app.projects a where a.tenant_id = f.tenant_id and a.id = f.project_id and a.archived_at is not null)";
        FormattableString severity = severities is [] ? Sql.Nothing : $"and f.severity = any({severities})";
        FormattableString scanner = Scanner is { Length: > 0 } scanners ? $"and f.scanner = any({scanners})" : Sql.Nothing;
        FormattableString rule = Rule is { Length: > 0 } rules ? $"and f.rule_id = any({rules})" : Sql.Nothing;
        FormattableString path = PathPrefix is { Length: > 0 } prefix ? $"and {FindingPath.BeginsWith(prefix)}" : Sql.Nothing;
        var cwe = Cwe is { Length: > 0 } weaknesses ? FilterLookups.Shows(weaknesses, found) : Sql.Nothing;
        var text = Words is { } words ? FilterLookups.Contains(words, found) : Sql.Nothing;
        return $"{project} {severity} {scanner} {rule} {path} {cwe} {text}";
    }

    private FormattableString Standing(short[] statuses, DateTimeOffset now)
    {
        FormattableString status = statuses is [] ? Sql.Nothing : $"and {FindingState.IsOneOf(statuses, now)}";
        FormattableString detected = Detected is { } seen ? $"and f.detected = {seen}" : Sql.Nothing;
        FormattableString ends = EndsWithinDays is { } days
            ? $"and f.detected and f.suppressed_until > {now} and f.suppressed_until <= {now.AddDays(days)}" : Sql.Nothing;
        FormattableString ignored = IgnoredInSource switch
        {
            true => $"and f.ignored_in_source is not null",
            false => $"and f.ignored_in_source is null",
            null => Sql.Nothing,
        };
        return $"{status} {detected} {ends} {ignored}";
    }

    private FormattableString Times()
    {
        FormattableString from = FirstSeenFrom is { } start ? $"and f.first_seen_at >= {start.ToUniversalTime()}" : Sql.Nothing;
        FormattableString before = FirstSeenBefore is { } end ? $"and f.first_seen_at < {end.ToUniversalTime()}" : Sql.Nothing;
        FormattableString due = DueBefore is { } date ? $"and f.due_at < {date.ToUniversalTime()}" : Sql.Nothing;
        FormattableString resolvedFrom = ResolvedFrom is { } gone ? $"and {FindingState.ResolvedAt} >= {gone.ToUniversalTime()}" : Sql.Nothing;
        FormattableString resolvedBefore = ResolvedBefore is { } until ? $"and {FindingState.ResolvedAt} < {until.ToUniversalTime()}" : Sql.Nothing;
        return $"{from} {before} {due} {resolvedFrom} {resolvedBefore}";
    }

    /// <summary>What is known from runs and from infrastructure. Of a run only with what was looked up.</summary>
    private FormattableString Elsewhere(FilterLookups? found)
    {
        FormattableString resource = Resource is { Length: > 0 } address ? $"and f.resource_address = any({ResourceAddress.Names(address)})" : Sql.Nothing;
        FormattableString run = RunId is null ? Sql.Nothing : found?.Run is { } did ? (FormattableString)$"and {did}" : $"and false";
        return $"{resource} {run}";
    }

    private FormattableString People(DateTimeOffset now)
    {
        FormattableString assignee = Assignee is { } member ? $"and f.assignee = {member}" : Sql.Nothing;
        FormattableString unassigned = Unassigned is { } nobody ? $"and (f.assignee is null) = {nobody}" : Sql.Nothing;
        return $"{assignee} {unassigned} {Due(now)}";
    }

    /// <summary>What is overdue is found by an index; what is not is nearly everything.</summary>
    private FormattableString Due(DateTimeOffset now)
    {
        FormattableString over = $"f.due_at < {now} and {FindingState.StatusAt(now)} in ({FindingStatus.Open}, {FindingStatus.InReview})";
        return Overdue switch { null => Sql.Nothing, true => $"and {over}", false => $"and not coalesce({over}, false)" };
    }
}
