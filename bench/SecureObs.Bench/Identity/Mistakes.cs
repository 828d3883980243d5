using SecureObs.Identity;

namespace SecureObs.Bench.Identity;

/// <summary>What the ladder gets wrong on the half for tuning, one line each: where to look next.</summary>
internal static class Mistakes
{
    public static int Run(string directory)
    {
        foreach (var pair in PairReader.Read(Path.Combine(directory, "tuning.jsonl.gz")))
            foreach (var mistake in Of(pair))
                Console.WriteLine($"{mistake}  ({pair.Repository} {pair.OldCommit[..8]}..{pair.NewCommit[..8]})");
        return 0;
    }

    private static IEnumerable<string> Of(ReportPair pair)
    {
        var (old, now) = (pair.Old.Select(finding => finding.Features).ToList(), pair.New.Select(finding => finding.Features).ToList());
        var declared = FindingMatcher.Match(old, now);
        var (truth, found) = (pair.Same.Select(same => (same.Old, same.New)).ToHashSet(), declared.Select(one => (one.Old, one.New)).ToHashSet());
        foreach (var one in declared)
            if (!truth.Contains((one.Old, one.New)) && !pair.UnclearOld.ContainsKey(one.Old) && !pair.UnclearNew.ContainsKey(one.New))
                yield return $"wrong  {one.Rung,-12} {Line(old[one.Old], now[one.New])}";
        foreach (var same in pair.Same.Where(same => !found.Contains((same.Old, same.New))))
            yield return $"missed {same.How,-12} {Line(old[same.Old], now[same.New])}";
    }

    private static string Line(CodeFeatures old, CodeFeatures now) => $"{old.Rule} {old.Path}:{old.Line} -> {now.Path}:{now.Line} {new Likeness(new(old), new(now))}";
}
