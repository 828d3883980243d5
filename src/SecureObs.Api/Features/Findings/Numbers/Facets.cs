using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Transport;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Findings.Numbers;

/// <summary>Makes the lists of a filter from what was counted without its severity, status and scanner.</summary>
internal sealed class Facets(FindingFilter filter, IReadOnlyList<FacetCount> counts, bool exact)
{
    private readonly short[] severities = filter.Severities();
    private readonly short[] statuses = filter.Statuses();

    public FindingFacets Answer(IReadOnlyDictionary<string, FacetList> lists, IReadOnlyList<FacetProject>? projects, bool allProjects) => new(
        exact && allProjects, lists.Values.All(list => list.Exact),
        counts.Where(count => IsSevere(count) && Stands(count) && IsOf(count)).Sum(count => count.Findings),
        By(counts.Where(count => Stands(count) && IsOf(count)), count => WireWords<Severity>.Of((Severity)count.Severity)),
        By(counts.Where(count => IsSevere(count) && IsOf(count)), count => WireWords<FindingStatus>.Of((FindingStatus)count.Status)),
        By(counts.Where(count => IsSevere(count) && Stands(count)), count => count.Scanner),
        lists.GetValueOrDefault("rule")?.Values, lists.GetValueOrDefault("cwe")?.Values, lists.GetValueOrDefault("path")?.Values, lists.GetValueOrDefault("age")?.Values, projects);

    private static List<FacetValue> By(IEnumerable<FacetCount> counted, Func<FacetCount, string> value) =>
        [.. counted.GroupBy(value).Select(group => new FacetValue(group.Key, group.Sum(count => count.Findings))).Where(each => each.Findings > 0)
            .OrderByDescending(each => each.Findings).ThenBy(each => each.Value, StringComparer.Ordinal)];

    private bool IsSevere(FacetCount count) => severities.Contains(count.Severity);

    private bool Stands(FacetCount count) => statuses.Contains(count.Status);

    private bool IsOf(FacetCount count) => filter.Scanner is not { Length: > 0 } scanners || scanners.Contains(count.Scanner);
}
