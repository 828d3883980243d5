namespace SecureObs.Bench.Identity.Making;

/// <summary>Makes a half of the set anew from the git directories of the repositories. The same input makes the same set.</summary>
internal static class SetMaker
{
    /// <param name="half"><c>tuning</c> or <c>held-out</c>.</param>
    /// <param name="mirrors">Holds each repository as OWNER+NAME.</param>
    /// <param name="keep">Where contents and reports are kept for the next time; null for nowhere.</param>
    public static async Task<int> RunAsync(string half, string mirrors, string? keep)
    {
        var work = Directory.CreateDirectory(Path.GetFullPath(keep ?? Path.Combine(Path.GetTempPath(), $"secureobs-pairs-{Environment.ProcessId}"))).FullName;
        try
        {
            var made = new List<ReportPair>();
            foreach (var pairs in PairList.Read(half).GroupBy(pair => pair.Repository))
            {
                var name = pairs.Key == "." ? "self" : pairs.Key.Replace('/', '+');
                made.AddRange(await new RepositoryPairs(pairs.Key, PairList.Open(mirrors, pairs.Key), [.. pairs], Path.Combine(work, name)).MakeAsync());
            }
            using var writer = new PairWriter(Path.Combine(PairList.Directory, $"{half}.jsonl.gz"));
            made.ForEach(writer.Add);
            return 0;
        }
        finally
        {
            if (keep is null)
                Directory.Delete(work, recursive: true);
        }
    }
}
