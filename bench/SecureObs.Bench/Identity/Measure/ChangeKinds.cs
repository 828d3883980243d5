namespace SecureObs.Bench.Identity;

/// <summary>What happened to a finding between two reports.</summary>
internal static class ChangeKinds
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "nothing changed", "line number", "lines around", "file renamed", "line moved", "line edited", "re-wrapped",
        "copied elsewhere", "several on a line", "equal lines",
    ];

    /// <summary>Line number, path or text differ.</summary>
    public static bool IsChanged(ReportPair pair, SamePair same) =>
        pair.Old[same.Old] is var old && pair.New[same.New] is var @new
        && (old.StartLine != @new.StartLine || old.Path != @new.Path || old.Lines != @new.Lines);

    /// <summary>One finding can be of several kinds.</summary>
    public static IEnumerable<string> Of(ReportPair pair, SamePair same)
    {
        var (old, @new) = (pair.Old[same.Old], pair.New[same.New]);
        var around = !old.Features.Before.SequenceEqual(@new.Features.Before) || !old.Features.After.SequenceEqual(@new.Features.After);
        if (!IsChanged(pair, same) && !around)
            yield return "nothing changed";
        if (old.StartLine != @new.StartLine)
            yield return "line number";
        if (around)
            yield return "lines around";
        if (old.Path != @new.Path)
            yield return "file renamed";
        if (same.How is not Tracking.Stays)
            yield return same.How switch { Tracking.Moved => "line moved", Tracking.Edited => "line edited", _ => "re-wrapped" };
        if (pair.Copies.Any(copy => pair.New[copy].Rule == @new.Rule && pair.New[copy].Lines == @new.Lines))
            yield return "copied elsewhere";
        if (pair.Old.Count(other => IsBeside(other, old)) > 1 || pair.New.Count(other => IsBeside(other, @new)) > 1)
            yield return "several on a line";
        if (pair.Old.Any(other => IsTwin(other, old)) || pair.New.Any(other => IsTwin(other, @new)))
            yield return "equal lines";
    }

    private static bool IsBeside(PairFinding other, PairFinding one) =>
        other.Path == one.Path && other.StartLine == one.StartLine && other.Rule == one.Rule;

    private static bool IsTwin(PairFinding other, PairFinding one) =>
        other.Path == one.Path && other.StartLine != one.StartLine && other.Rule == one.Rule && other.Lines == one.Lines;
}
