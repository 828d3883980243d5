namespace SecureObs.Bench.Identity.Labelling;

/// <summary>Where a line of the newer commit was in the older one.</summary>
/// <param name="Line">The line; null when git cannot tell which of <paramref name="Perhaps"/>, if any.</param>
internal sealed record Origin((string Path, int Line)? Line, Tracking How, IReadOnlyList<(string Path, int Line)> Perhaps, Unclear Reason);

/// <summary>Follows lines from a newer commit back to an older one, by git alone.</summary>
internal sealed class LineTracker(Git git, string oldCommit, string newCommit)
{
    private const int MostSteps = 12;
    private const int MostLines = 40;
    private const double LeastAlikeAlone = 0.25;
    private const double LeastAlike = 0.5;

    private readonly Blame blame = new(git, oldCommit);
    private readonly Dictionary<string, Dictionary<string, FileDiff>> diffs = [];
    private Dictionary<string, FileDiff>? patience;

    /// <summary>A line that is still there, or was moved; null when it is younger.</summary>
    public Origin? Unchanged(string path, int line) => Unchanged(newCommit, path, line, only: false);

    /// <summary>Whether git can follow the file at all.</summary>
    public bool Knows(string path) => blame.Of(newCommit, path, moves: false).Count > 0;

    /// <summary>A line that was edited, maybe several times; null when it was inserted.</summary>
    public Origin? Edited(string path, int line) => Edited(newCommit, path, line, only: false, MostSteps);

    /// <summary>The differences between the two commits at once.</summary>
    public Dictionary<string, FileDiff> Ends() => Diff(oldCommit, newCommit);

    /// <summary>Where a line was by another algorithm, of the two commits at once; null when it is not there or its file did not change.</summary>
    public (string Path, int Line)? ByPatience(string path, int line) =>
        (patience ??= Read(oldCommit, newCommit, "--patience")).GetValueOrDefault(path) is { } file && file.OldLine(line) is { } old ? (file.OldPath, old) : null;

    private Origin? Unchanged(string commit, string path, int line, bool only)
    {
        if (commit == oldCommit)
            return new((path, line), Tracking.Stays, [], default);
        foreach (var moves in new[] { false, true })
            if (blame.Of(commit, path, moves, only ? line : 0).GetValueOrDefault(line) is { } blamed && blamed.Commit == oldCommit)
                return new((blamed.Path, blamed.Line), moves ? Tracking.Moved : Tracking.Stays, [], default);
        return null;
    }

    private Origin? Edited(string commit, string path, int line, bool only, int steps)
    {
        if (Unchanged(commit, path, line, only) is { } there)
            return there;
        if (steps == 0 || blame.Of(commit, path, moves: true, only ? line : 0).GetValueOrDefault(line) is not { } made)
            return new(null, default, [], Unclear.NotTracked);
        var parent = git.FullId(made.Commit + "^1");
        if (Diff(parent, made.Commit).GetValueOrDefault(made.Path) is not { } file || file.At(made.Line) is not { OldLines.Count: > 0 } hunk)
            return null;
        var (before, how, reason) = Before(hunk, made.Line - hunk.NewStart);
        if (before is not { } at)
            return new(null, default, Region(parent, file.OldPath, hunk, steps), reason);
        return Edited(parent, file.OldPath, hunk.OldStart + at, only: true, steps - 1) is { } origin
            ? origin with { How = origin.Line is null ? default : how }
            : null;
    }

    /// <summary>Which of the replaced lines stood for a new one.</summary>
    private static (int? At, Tracking How, Unclear Reason) Before(Hunk hunk, int at)
    {
        if (Rewrapping.OldLine(hunk, at) is { } same)
            return (same, Tracking.Rewrapped, default);
        if (hunk.OldLines.Count != hunk.NewLines.Count)
            return (null, default, Unclear.UnequalHunk);
        var alike = hunk.OldLines.Select(old => LikeLines.Alike(old, hunk.NewLines[at])).ToList();
        var enough = alike[at] >= (alike.Count == 1 ? LeastAlikeAlone : LeastAlike) && alike[at] >= alike.Max();
        return enough ? (at, Tracking.Edited, default) : (null, default, Unclear.TooDifferent);
    }

    /// <summary>Where the replaced lines of a hunk were in the older commit.</summary>
    private List<(string, int)> Region(string commit, string path, Hunk hunk, int steps) =>
        [.. Enumerable.Range(hunk.OldStart, hunk.OldLines.Count).Take(MostLines)
            .Select(line => Edited(commit, path, line, only: true, Math.Min(steps - 1, 2)))
            .SelectMany(origin => origin?.Line is { } line ? [line] : origin?.Perhaps ?? [])
            .Distinct()];

    private Dictionary<string, FileDiff> Diff(string from, string to) => diffs.TryGetValue(to + from, out var known)
        ? known
        : diffs[to + from] = Read(from, to);

    private Dictionary<string, FileDiff> Read(string from, string to, params string[] how)
    {
        try
        {
            return FileDiff.Read(git.Run([.. FileDiff.Arguments, .. how, from, to, "--", .. SourceFiles.Patterns]));
        }
        catch (GitException)
        {
            return [];
        }
    }
}
