using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Findings;

/// <summary>The order of a list of findings as f, whole by their ids, and where in it a page begins.</summary>
internal sealed record FindingListOrder(FindingSort Sort, bool Descending)
{
    /// <summary>So long is the cursor of the longest path.</summary>
    private const int LongestCursor = 6_000;

    public FormattableString Keys => Sort switch
    {
        FindingSort.Severity => Each($"f.severity", $"f.first_seen_at"),
        FindingSort.FirstSeen => Each($"f.first_seen_at"),
        _ => Each(FindingPath.Beginning, FindingPath.Whole),
    };

    public string CursorAt(FindingItem item) => Sort switch
    {
        FindingSort.Severity => Cursor.Write(Word, item.Id, (short)item.Severity, item.FirstSeenAt),
        FindingSort.FirstSeen => Cursor.Write(Word, item.Id, item.FirstSeenAt),
        _ => Cursor.Write(Word, item.Id, item.FilePath ?? ""),
    };

    /// <summary>The condition of what comes behind a cursor of this order; null when it is none.</summary>
    public FormattableString? Start(string? after)
    {
        if (after is null)
            return Sql.Nothing;
        if (Cursor.Read(after, Sort is FindingSort.Severity ? 4 : 3, LongestCursor) is not [var word, var id, .. var values] || word != Word || !Guid.TryParse(id, out var last))
            return null;
        return (Sort, values) switch
        {
            (FindingSort.Severity, [var worst, var time]) when short.TryParse(worst, out var severity) && Cursor.TryTime(time, out var at) =>
                Behind($"(f.severity, f.first_seen_at, f.id)", $"({severity}, {at}, {last})"),
            (FindingSort.FirstSeen, [var time]) when Cursor.TryTime(time, out var at) => Behind($"(f.first_seen_at, f.id)", $"({at}, {last})"),
            (FindingSort.Path, [var path]) => Behind($"({FindingPath.Beginning}, {FindingPath.Whole}, f.id)", $"(name({path}), {path}, {last})"),
            _ => null,
        };
    }

    /// <summary>A cursor belongs to its order.</summary>
    private string Word => $"{WireWords<FindingSort>.Of(Sort)} {(Descending ? "desc" : "asc")}";

    private FormattableString Behind(FormattableString keys, FormattableString values) =>
        Descending ? (FormattableString)$"and {keys} < {values}" : $"and {keys} > {values}";

    private FormattableString Each(params FormattableString[] keys)
    {
        var direction = Descending ? (FormattableString)$"desc" : $"asc";
        var each = Sql.Nothing;
        foreach (var key in keys)
            each = $"{each} {key} {direction},";
        return $"{each} f.id {direction}";
    }
}
