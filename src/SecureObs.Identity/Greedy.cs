namespace SecureObs.Identity;

/// <summary>Pairs in the order of how much speaks for a pair, where places tell nothing.</summary>
internal static class Greedy
{
    private const long AllWithAll = 250_000;
    private const int Each = 100;

    /// <param name="worth">Null when the two must not be paired.</param>
    public static void Pair(Matching matching, int[] olds, int[] news, Rung rung, Func<Likeness, double?> worth)
    {
        var candidates =
            from pair in Equal(matching, olds, news)
            let value = worth(matching.Likeness(olds[pair.First], news[pair.Second]))
            where value is not null
            orderby value descending, pair.First, pair.Second
            select (olds[pair.First], news[pair.Second]);
        var (old, now) = (new HashSet<int>(), new HashSet<int>());
        foreach (var (i, j) in candidates.ToList())
        {
            if (old.Contains(i) || now.Contains(j))
                continue;
            matching.Pair(i, j, rung);
            old.Add(i);
            now.Add(j);
        }
    }

    /// <summary>Those of equal lines; of thousands of them each with those that have about its number.</summary>
    private static IEnumerable<(int First, int Second)> Equal(Matching matching, int[] olds, int[] news)
    {
        var byContent = news.Index().ToLookup(j => matching.New(j.Item).Content, j => j.Index);
        foreach (var equal in olds.Index().GroupBy(i => matching.Old(i.Item).Content, i => i.Index))
        {
            var (firsts, seconds) = (equal.ToArray(), byContent[equal.Key].ToArray());
            foreach (var (nth, first) in firsts.Index())
                foreach (var second in (long)firsts.Length * seconds.Length <= AllWithAll ? seconds : seconds.Skip(nth - (Each / 2)).Take(Each))
                    yield return (first, second);
        }
    }
}
