namespace SecureObs.Bench.Identity.Making;

/// <summary>Makes the set anew from the git directories of the repositories. The same input makes the same set.</summary>
internal static class SetMaker
{
    /// <param name="mirrors">Holds each repository as OWNER+NAME.</param>
    /// <param name="keep">Where contents and reports are kept for the next time; null for nowhere.</param>
    public static async Task<int> RunAsync(string mirrors, string? keep)
    {
        var work = Directory.CreateDirectory(Path.GetFullPath(keep ?? Path.Combine(Path.GetTempPath(), $"secureobs-pairs-{Environment.ProcessId}"))).FullName;
        try
        {
            var halves = new Dictionary<bool, List<ReportPair>> { [false] = [], [true] = [] };
            foreach (var pairs in PairList.Read().GroupBy(pair => pair.Repository))
            {
                var maker = new RepositoryPairs(pairs.Key, PairList.Open(mirrors, pairs.Key), [.. pairs], Path.Combine(work, pairs.Key.Replace('/', '+').Replace(".", "self", StringComparison.Ordinal)));
                foreach (var pair in await maker.MakeAsync())
                    foreach (var isHeldOut in new[] { false, true })
                        if (Halves.Of(pair, maker.Groups, isHeldOut) is { } half)
                            halves[isHeldOut].Add(half);
            }
            Write("tuning", halves[false]);
            Write("held-out", halves[true]);
            return 0;
        }
        finally
        {
            if (keep is null)
                Directory.Delete(work, recursive: true);
        }
    }

    private static void Write(string half, List<ReportPair> pairs)
    {
        using var writer = new PairWriter(Path.Combine(PairList.Directory, $"{half}.jsonl.gz"));
        pairs.ForEach(writer.Add);
    }
}
