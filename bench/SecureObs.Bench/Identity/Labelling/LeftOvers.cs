using SecureObs.Identity;

namespace SecureObs.Bench.Identity.Labelling;

/// <summary>Findings that no line of git's leads to: unclear when they are much alike.</summary>
internal sealed class LeftOvers(Labels labels, LineTracker tracker, IReadOnlyList<Found> old, IReadOnlyList<Found> @new)
{
    private const double AlikeInFile = 0.6;
    private const int LeastWords = 3;

    private List<(int Old, int New)> Open =>
        [.. from first in Enumerable.Range(0, old.Count).Where(labels.IsOpenOld)
            from second in Enumerable.Range(0, @new.Count).Where(labels.IsOpenNew)
            where old[first].Raw.Rule == @new[second].Raw.Rule && !labels.Copies.Contains(second)
            select (first, second)];

    public void Run()
    {
        if (Open.Count == 0)
            return;
        var ends = tracker.Ends();
        foreach (var (first, second) in Open.Where(pair => IsMuchAlike(ends, pair.Old, pair.New)))
        {
            labels.UnclearOld[first] = Unclear.MovedAndEdited;
            labels.UnclearNew[second] = Unclear.MovedAndEdited;
        }
    }

    private bool IsMuchAlike(Dictionary<string, FileDiff> ends, int first, int second)
    {
        var inFile = old[first].Path == @new[second].Path || ends.GetValueOrDefault(@new[second].Path)?.OldPath == old[first].Path;
        var alike = LikeLines.Alike(Text(old[first]), Text(@new[second]));
        return inFile ? alike >= AlikeInFile : alike == 1 && Words.Of(Text(old[first])).Count() >= LeastWords;
    }

    private static string Text(Found found) => found.File.Lines.ElementAtOrDefault(found.Raw.Line - 1) ?? "";
}
