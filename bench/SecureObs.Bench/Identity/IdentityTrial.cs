using System.Globalization;

namespace SecureObs.Bench.Identity;

/// <summary>Measures every way of identity on one half of the set. docs/identity.md</summary>
internal static class IdentityTrial
{
    /// <param name="directory">Where the halves are.</param>
    /// <param name="half"><c>tuning</c>, or <c>held-out</c>, which is for final numbers alone.</param>
    public static int Run(string directory, string half)
    {
        var pairs = PairReader.Read(Path.Combine(directory, $"{half}.jsonl.gz"));
        var scores = AllWays.All.Select(way => (way.Name, Score: Score.Of(way, pairs))).ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{half}: {pairs.Count} pairs of reports, {pairs.Sum(pair => pair.Old.Count)} old and {pairs.Sum(pair => pair.New.Count)} new findings, {pairs.Sum(pair => pair.Same.Count)} the same; "
            + $"not counted as unclear: {pairs.Sum(pair => pair.UnclearOld.Count)} old, {pairs.Sum(pair => pair.UnclearNew.Count)} new\n"));
        Console.WriteLine($"| {"way",-32} | precision | recall | recall, changed | right | wrong | missed | new though old | lost though there | old though new |");
        Console.WriteLine($"|---|---|---|---|---|---|---|---|---|---|");
        foreach (var (name, score) in scores)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {name,-32} | {score.Precision:0.0000} | {score.Recall:0.0000} | {score.ChangedRecall:0.0000} | {score.Right} | {score.Wrong} | {score.Missed} | {score.NewThoughOld} | {score.LostThoughThere} | {score.OldThoughNew} |"));
        Console.WriteLine($"\nRecall by kind of change:\n\n| {"kind",-20} | findings | {string.Join(" | ", scores.Select(score => score.Name))} |");
        Console.WriteLine($"|---|---|{string.Concat(scores.Select(_ => "---|"))}");
        foreach (var kind in ChangeKinds.Names.Where(scores[0].Score.Kinds.ContainsKey))
            Console.WriteLine($"| {kind,-20} | {scores[0].Score.Kinds[kind].All} | {string.Join(" | ", scores.Select(score => Share(score.Score.Kinds[kind])))} |");
        return 0;
    }

    private static string Share((int Found, int All) kind) => ((double)kind.Found / kind.All).ToString("0.000", CultureInfo.InvariantCulture);
}
