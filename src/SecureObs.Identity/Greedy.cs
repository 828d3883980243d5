namespace SecureObs.Identity;

/// <summary>Pairs in the order of how much speaks for a pair, where places tell nothing.</summary>
internal static class Greedy
{
    /// <param name="worth">Null when the two must not be paired.</param>
    public static void Pair(Matching matching, int[] olds, int[] news, Rung rung, Func<Likeness, double?> worth)
    {
        var candidates =
            from j in news
            from i in olds
            where matching.Old(i).Content == matching.New(j).Content
            let value = worth(matching.Likeness(i, j))
            where value is not null
            orderby value descending, Array.IndexOf(olds, i), Array.IndexOf(news, j)
            select (i, j);
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
}
