using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain.Counting;

/// <summary>
/// Keeps how many findings there are, and how many came and went each day, of each project and of all that are not
/// archived. Written at the end of the transaction that changed them, always in the same order, so that no two wait for
/// each other.
/// </summary>
internal sealed class FindingCounts : IGathered
{
    /// <summary>Stands for all projects of a tenant that are not archived.</summary>
    public static readonly Guid AllProjects = Guid.Empty;

    /// <summary>How rows of counts, as c, and of days, as d, are added to what is there.</summary>
    public static readonly FormattableString AddToCounts = $"on conflict on constraint finding_counts_pk do update set findings = c.findings + excluded.findings";
    public static readonly FormattableString AddToDays = $"""
        on conflict on constraint finding_days_pk do update set opened = d.opened + excluded.opened, closed = d.closed + excluded.closed,
            added = d.added + excluded.added, resolved = d.resolved + excluded.resolved, resolved_seconds = d.resolved_seconds + excluded.resolved_seconds,
            retired = d.retired + excluded.retired
        """;

    private sealed record Key(Guid ProjectId, string Scanner, short Status, short Severity);

    private sealed record DayKey(Guid ProjectId, DateOnly Day, short Severity);

    private sealed record DayChange(int Opened = 0, int Closed = 0, int Added = 0, int Resolved = 0, long Seconds = 0, int Retired = 0)
    {
        public static DayChange operator +(DayChange one, DayChange other) => new(
            one.Opened + other.Opened, one.Closed + other.Closed, one.Added + other.Added, one.Resolved + other.Resolved, one.Seconds + other.Seconds,
            one.Retired + other.Retired);
    }

    private readonly Dictionary<Key, int> counts = [];
    private readonly Dictionary<DayKey, DayChange> days = [];

    /// <summary>By how many the findings that are not resolved will be more.</summary>
    public int NotResolved => counts.Where(each => each.Key.Status != (short)FindingStatus.Resolved).Sum(each => each.Value);

    public void Add(IEnumerable<Turn> turns, DateTimeOffset now)
    {
        foreach (var turn in turns.Where(turn => (turn.StatusBefore, turn.SeverityBefore) != (turn.Status, turn.Severity)))
        {
            if (turn is { StatusBefore: { } was, SeverityBefore: { } wasSevere })
                Count(new(turn.ProjectId, turn.Scanner, was, wasSevere), -turn.Findings);
            if (turn is { Status: { } status, Severity: { } severity })
                Count(new(turn.ProjectId, turn.Scanner, status, severity), turn.Findings);
            NoteDay(turn, DateOnly.FromDateTime(now.UtcDateTime));
        }
    }

    private void Count(Key key, int more) => counts[key] = counts.GetValueOrDefault(key) + more;

    private void NoteDay(Turn turn, DateOnly day)
    {
        if (turn.SeverityBefore is { } before)
            Note(before, turn.IsRetired ? Retired(turn) : turn.Severity is null ? Removed(turn) : Closed(turn));
        if (turn.Severity is { } now)
            Note(now, Opened(turn));

        void Note(short severity, DayChange change)
        {
            var key = new DayKey(turn.ProjectId, day, severity);
            if (change != new DayChange())
                days[key] = days.GetValueOrDefault(key, new()) + change;
        }
    }

    /// <summary>It was none: then it never came.</summary>
    private static DayChange Removed(Turn turn) => new(Opened: turn.WasActive ? -turn.Findings : 0, Added: -turn.Findings);

    /// <summary>It did come, and what was open closes now.</summary>
    private static DayChange Retired(Turn turn) => Closed(turn) with { Retired = turn.Findings };

    private static DayChange Closed(Turn turn) => new(Closed: turn.WasActive && !StaysActive(turn) ? turn.Findings : 0);

    private static DayChange Opened(Turn turn) => new(
        Opened: turn.IsActiveNow && !StaysActive(turn) ? turn.Findings : 0,
        Added: turn.SeverityBefore is null ? turn.Findings : 0,
        Resolved: turn.IsResolvedNow && !turn.WasResolved ? turn.Findings : 0,
        Seconds: turn.IsResolvedNow && !turn.WasResolved ? turn.Seconds : 0);

    private static bool StaysActive(Turn turn) => turn.WasActive && turn.IsActiveNow && turn.SeverityBefore == turn.Severity;

    public async Task WriteAsync(TenantTransaction tx, CancellationToken ct)
    {
        if (counts.Where(each => each.Value != 0).ToList() is { Count: > 0 } changed)
            await WriteCountsAsync(tx, changed, ct);
        if (days.Where(each => each.Value != new DayChange()).ToList() is { Count: > 0 } turned)
            await WriteDaysAsync(tx, turned, ct);
    }

    private static async Task WriteCountsAsync(TenantTransaction tx, List<KeyValuePair<Key, int>> changed, CancellationToken ct)
    {
        var (projects, scanners) = (changed.Select(each => each.Key.ProjectId).ToArray(), changed.Select(each => each.Key.Scanner).ToArray());
        var (statuses, severities) = (changed.Select(each => each.Key.Status).ToArray(), changed.Select(each => each.Key.Severity).ToArray());
        var findings = changed.Select(each => each.Value).ToArray();
        await tx.ExecuteAsync($"""
            insert into app.finding_counts as c (tenant_id, project_id, scanner, status, severity, findings)
            select {tx.TenantId}, a.project_id, u.scanner, u.status, u.severity, sum(u.findings)
            from unnest({projects}, {scanners}, {statuses}, {severities}, {findings}) as u (project_id, scanner, status, severity, findings)
            cross join lateral ({Both(tx)}) a
            group by 2, 3, 4, 5 order by 2, 3, 4, 5
            {AddToCounts}
            """, ct);
    }

    private static async Task WriteDaysAsync(TenantTransaction tx, List<KeyValuePair<DayKey, DayChange>> turned, CancellationToken ct)
    {
        var projects = turned.Select(each => each.Key.ProjectId).ToArray();
        var (days, severities) = (turned.Select(each => each.Key.Day).ToArray(), turned.Select(each => each.Key.Severity).ToArray());
        var (opened, closed) = (turned.Select(each => each.Value.Opened).ToArray(), turned.Select(each => each.Value.Closed).ToArray());
        var (added, resolved) = (turned.Select(each => each.Value.Added).ToArray(), turned.Select(each => each.Value.Resolved).ToArray());
        var (seconds, retired) = (turned.Select(each => each.Value.Seconds).ToArray(), turned.Select(each => each.Value.Retired).ToArray());
        await tx.ExecuteAsync($"""
            insert into app.finding_days as d (tenant_id, project_id, day, severity, opened, closed, added, resolved, resolved_seconds, retired)
            select {tx.TenantId}, a.project_id, u.day, u.severity, sum(u.opened), sum(u.closed), sum(u.added), sum(u.resolved), sum(u.seconds), sum(u.retired)
            from unnest({projects}, {days}, {severities}, {opened}, {closed}, {added}, {resolved}, {seconds}, {retired})
                as u (project_id, day, severity, opened, closed, added, resolved, seconds, retired)
            cross join lateral ({Both(tx)}) a
            group by 2, 3, 4 order by 2, 3, 4
            {AddToDays}
            """, ct);
    }

    /// <summary>What a change of project u counts for: the project, and all of them unless it is archived.</summary>
    private static FormattableString Both(TenantTransaction tx) => $"""
        select u.project_id
        union all
        select {AllProjects} from app.projects p where p.tenant_id = {tx.TenantId} and p.id = u.project_id and p.archived_at is null
        """;
}
