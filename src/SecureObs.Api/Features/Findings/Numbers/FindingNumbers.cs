using SecureObs.Contracts;

namespace SecureObs.Api.Features.Findings.Numbers;

/// <summary>How many findings have a value.</summary>
/// <param name="Value">A word of the filter of the same name.</param>
/// <param name="Findings">At most what the whole answer counted, see <see cref="FindingFacets.Exact"/>.</param>
public sealed record FacetValue(string Value, long Findings);

/// <summary>How many findings a project has.</summary>
public sealed record FacetProject(Guid Id, string Name, long Findings);

/// <summary>
/// How many findings there are under a filter, by what one may filter by. Each list leaves its own filter out, so that it
/// says what choosing another value would show; that of paths keeps it, and goes on below. What nothing has is left out.
/// </summary>
/// <param name="Exact">False when more than <see cref="Most"/> matched that are not kept counted: then these are the numbers among so many of them.</param>
/// <param name="ListsExact">The same for rules, weaknesses, paths and ages, which are never kept counted.</param>
/// <param name="Findings">How many match the whole filter.</param>
/// <param name="Rule">Of the rules that most findings have; null unless asked for, as all that follow.</param>
/// <param name="Cwe">Of the weaknesses that most findings have; a finding with two is counted for both.</param>
/// <param name="Path">Of directories and files one level below the path that is filtered by, as beginnings of paths to filter by.</param>
/// <param name="Age">By when they were first seen: day (within 24 hours), week (before that, within 7 days), month (30), quarter (90), year (365), older.</param>
/// <param name="Project">Of the projects that have most.</param>
public sealed record FindingFacets(
    bool Exact, bool ListsExact, long Findings, IReadOnlyList<FacetValue> Severity, IReadOnlyList<FacetValue> Status, IReadOnlyList<FacetValue> Scanner,
    IReadOnlyList<FacetValue>? Rule, IReadOnlyList<FacetValue>? Cwe, IReadOnlyList<FacetValue>? Path, IReadOnlyList<FacetValue>? Age, IReadOnlyList<FacetProject>? Project)
{
    /// <summary>So many findings are counted one by one. Filters of severity, status, scanner and project alone need no counting.</summary>
    public const int Most = 10_000;
}

/// <summary>How many findings there are of each severity.</summary>
public sealed record SeverityNumbers(long Critical, long High, long Medium, long Low, long Info, long Unknown)
{
    internal static SeverityNumbers Of(Func<Severity, long> number) => new(
        number(Contracts.Severity.Critical), number(Contracts.Severity.High), number(Contracts.Severity.Medium),
        number(Contracts.Severity.Low), number(Contracts.Severity.Info), number(Contracts.Severity.Unknown));
}

/// <summary>What came and went on one day of UTC.</summary>
/// <param name="Open">Open or in review at its end, or now.</param>
/// <param name="Added">Not known before.</param>
/// <param name="Opened">Became open: new ones, those seen again, those whose suppression ended.</param>
/// <param name="Closed">Ceased to be open: resolved or suppressed.</param>
/// <param name="Resolved">By a scan or by a person.</param>
/// <param name="HoursToResolve">From when they were first seen to when they were resolved, on average; null when none was.</param>
public sealed record TrendDay(DateOnly Day, SeverityNumbers Open, long Added, long Opened, long Closed, long Resolved, double? HoursToResolve);

/// <summary>Days in their order, without a gap; the last one is today.</summary>
public sealed record FindingTrend(IReadOnlyList<TrendDay> Days);
