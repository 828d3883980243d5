namespace SecureObs.Identity;

/// <summary>
/// Guesses which files got another name. A scanner does not tell; what is left of both lists does: a file whose findings
/// went, and one whose findings came with the same lines.
/// </summary>
internal static class RenamedFiles
{
    /// <returns>The new path of an old one.</returns>
    public static IReadOnlyList<(string From, string To)> Guess(Matching matching)
    {
        var votes = new Dictionary<(string From, string To), double>();
        foreach (var (olds, news) in matching.Left())
        {
            var byContent = news.GroupBy(j => matching.New(j).Content).ToDictionary(equal => equal.Key, equal => new Files(matching, equal));
            foreach (var i in olds)
            {
                if (!byContent.TryGetValue(matching.Old(i).Content, out var files))
                    continue;
                // One old finding votes once for each file, by its best pair there.
                foreach (var file in files.Likely(matching.Old(i).Path))
                {
                    var best = file.Take(MostOfFile).Max(j => matching.Likeness(i, j).Support);
                    var pair = (matching.Old(i).Path, file.Key);
                    votes[pair] = votes.GetValueOrDefault(pair) + 1 + best;
                }
            }
        }
        return Choose(votes);
    }

    private static List<(string From, string To)> Choose(Dictionary<(string From, string To), double> votes)
    {
        var (froms, tos, chosen) = (new HashSet<string>(), new HashSet<string>(), new List<(string, string)>());
        foreach (var (pair, value) in votes.OrderByDescending(vote => vote.Value + (SameName(vote.Key) ? 3 : 0)).ThenBy(vote => vote.Key.From, StringComparer.Ordinal).ThenBy(vote => vote.Key.To, StringComparer.Ordinal))
        {
            if (value < MostDoubtful || froms.Contains(pair.From) || tos.Contains(pair.To))
                continue;
            froms.Add(pair.From);
            tos.Add(pair.To);
            chosen.Add(pair);
        }
        return chosen;
    }

    /// <summary>The files that have a line.</summary>
    private sealed class Files(Matching matching, IEnumerable<int> equal)
    {
        private readonly IGrouping<string, int>[] all = [.. equal.GroupBy(j => matching.New(j).Path)];
        private ILookup<string, IGrouping<string, int>> ByName => field ??= all.ToLookup(file => Name(file.Key));

        /// <summary>Of very many those of the same name; without any, some.</summary>
        public IEnumerable<IGrouping<string, int>> Likely(string path) =>
            all.Length <= MostFiles ? all : ByName[Name(path)].Concat(all).Take(MostFiles).DistinctBy(file => file.Key);
    }

    private const int MostFiles = 50;
    private const int MostOfFile = 200;

    /// <summary>An equal line, and at least two equal ones next to it or the same names around it.</summary>
    private const double MostDoubtful = 7;

    private static bool SameName((string From, string To) pair) => Name(pair.From) == Name(pair.To);

    private static string Name(string path) => path[(path.LastIndexOf('/') + 1)..];
}
