namespace SecureObs.Identity;

/// <summary>Pairs in the order of how much speaks for a pair, where places tell nothing.</summary>
internal static class Greedy
{
    /// <param name="worth">Null when the two must not be paired.</param>
    public static void Pair(Matching matching, int[] olds, int[] news, Rung rung, Func<Likeness, double?> worth)
    {
        var candidates =
            from i in olds.Index()
            join j in news.Index() on matching.Old(i.Item).Content equals matching.New(j.Item).Content
            let value = worth(matching.Likeness(i.Item, j.Item))
            where value is not null
            orderby value descending, i.Index, j.Index
            select (i.Item, j.Item);
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
