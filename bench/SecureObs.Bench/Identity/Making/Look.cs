using SecureObs.Bench.Identity.Labelling;

namespace SecureObs.Bench.Identity.Making;

/// <summary>Shows labels with the code before and after, to be judged by a person: as many of each kind, drawn at random.</summary>
internal static class Look
{
    private const int Around = 3;
    private static readonly string[] Halves = ["tuning", "held-out"];

    private sealed record Label(string Kind, ReportPair Pair, PairFinding? Old, PairFinding? New);

    public static int Run(string mirrors, int ofEachKind, int seed)
    {
        var pairs = Halves.SelectMany(half => PairReader.Read(Path.Combine(PairList.Directory, $"{half}.jsonl.gz")));
        var random = new Random(seed);
        foreach (var kind in pairs.SelectMany(Labels).GroupBy(label => label.Kind).OrderBy(kind => kind.Key, StringComparer.Ordinal))
            foreach (var (number, label) in kind.OrderBy(_ => random.Next()).Take(ofEachKind).Index())
                Show(PairList.Open(mirrors, label.Pair.Repository), label, number + 1);
        return 0;
    }

    private static IEnumerable<Label> Labels(ReportPair pair)
    {
        foreach (var same in pair.Same.Where(same => ChangeKinds.IsChanged(pair, same)))
            yield return new($"same, {same.How}", pair, pair.Old[same.Old], pair.New[same.New]);
        foreach (var (at, finding) in pair.Old.Index().Where(one => pair.Same.All(same => same.Old != one.Index)))
            yield return new(pair.UnclearOld.TryGetValue(at, out var reason) ? $"unclear, {reason}" : "resolved", pair, finding, null);
        foreach (var (at, finding) in pair.New.Index().Where(one => pair.Same.All(same => same.New != one.Index)))
            yield return new(pair.UnclearNew.TryGetValue(at, out var reason) ? $"unclear, {reason}" : pair.Copies.Contains(at) ? "copy" : "new", pair, null, finding);
    }

    private static void Show(Git git, Label label, int number)
    {
        var (pair, old, @new) = (label.Pair, label.Old, label.New);
        Console.WriteLine($"=== {label.Kind} {number}: {pair.Repository} {pair.OldCommit}..{pair.NewCommit} ({pair.Distance}), {pair.Scanner} {(old ?? @new)!.Rule}");
        Show(git, pair.OldCommit, "old", old);
        Show(git, pair.NewCommit, "new", @new);
        if (old is not null && @new is not null)
            return;
        var others = (old is null ? pair.Old : pair.New).Where(other => other.Rule == (old ?? @new)!.Rule).ToList();
        Console.WriteLine($"  the other report has of this rule: {string.Join(", ", others.Take(12).Select(other => $"{other.Path}:{other.StartLine}"))}{(others.Count > 12 ? " …" : "")}");
    }

    private static void Show(Git git, string commit, string side, PairFinding? finding)
    {
        if (finding is null)
            return;
        Console.WriteLine($"  {side} {finding.Path}:{finding.StartLine}:{finding.StartColumn}");
        var lines = git.Run("show", $"{commit}:{finding.Path}").Split('\n');
        for (var line = Math.Max(1, finding.StartLine - Around); line <= Math.Min(lines.Length, finding.StartLine + Around); line++)
            Console.WriteLine($"   {(line == finding.StartLine ? '>' : ' ')} {(lines[line - 1] is { Length: > 150 } text ? text[..150] : lines[line - 1])}");
    }
}
