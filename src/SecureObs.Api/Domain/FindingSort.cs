using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Domain;

internal enum FindingSort : short
{
    /// <summary>Among equals by the time.</summary>
    [JsonStringEnumMemberName("severity")] Severity,
    [JsonStringEnumMemberName("first-seen")] FirstSeen,
    [JsonStringEnumMemberName("path")] Path,
}

internal enum SortDirection : short
{
    [JsonStringEnumMemberName("asc")] Ascending,
    [JsonStringEnumMemberName("desc")] Descending,
}

/// <summary>What a list of findings is sorted by, as its words say.</summary>
internal sealed record FindingSorting(FindingSort Sort, bool Descending)
{
    /// <summary>Worst or newest first, and paths from A on, when nobody says which; or why the words make no sense.</summary>
    public static (FindingSorting? Sorting, ProblemHttpResult? Refusal) Read(string? sort, string? direction)
    {
        if (WireWords<FindingSort>.Parse(sort is null ? [] : [sort]) is not { } sorts)
            return (null, Problems.QueryInvalid("sort", WireWords<FindingSort>.Rule));
        if (WireWords<SortDirection>.Parse(direction is null ? [] : [direction]) is not { } directions)
            return (null, Problems.QueryInvalid("direction", WireWords<SortDirection>.Rule));
        var by = sorts is [var one] ? (FindingSort)one : FindingSort.Severity;
        return (new(by, directions is [var way] ? (SortDirection)way is SortDirection.Descending : by is not FindingSort.Path), null);
    }
}
