namespace SecureObs.Identity;

/// <summary>Pairs the findings of a file of before with those of the same file now, under whatever name.</summary>
/// <param name="edits">Whether edited lines count, too: not where it is only likely that the two files are one.</param>
internal sealed class OneFile(Matching matching, string from, string to, bool edits)
{
    /// <summary>What being where the neighbours went is worth: as much as nearly three equal lines around.</summary>
    private const double PlaceCounts = 11;

    private Offsets offsets = new([]);

    public void Pair(Rung content)
    {
        offsets = new(Unique());
        // Equal lines in their order; among several, those with the same surroundings that are where their neighbours went.
        Align(content, (i, j, alike) => alike.IsExact ? 100 + alike.Support + (PlaceCounts * Closeness(i, j)) : alike.StartsEqual ? 50 + alike.Support + (PlaceCounts * Closeness(i, j)) : null);
        // Equal lines that changed their order.
        foreach (var (olds, news) in Left())
            Greedy.Pair(matching, olds, news, content, alike => 1 + alike.Support);
        if (!edits || (from != to && !MostlyTheSame()))
            return;
        offsets = new(Paired());
        Align(Rung.EditedLine, Edited);
    }

    /// <summary>Lines that were edited stay between the same neighbours.</summary>
    private double? Edited(int i, int j, Likeness alike)
    {
        if (!offsets.Keeps(matching.Old(i).Line, matching.New(j).Line))
            return null;
        var worth = (60 * alike.Words) + alike.Support + (PlaceCounts * Closeness(i, j));
        return alike switch
        {
            { Words: >= 0.75 } when alike.Around > 0 || alike.Symbol is true => worth,
            { Words: >= 0.8 } when Closeness(i, j) >= 0.5 => worth,
            { Words: >= 0.5 } when alike.Symbol is true || (from == to && alike.Around >= 2) => worth,
            { Words: >= 0.25, Around: >= 2, Symbol: not false } when from == to => worth,
            _ => null,
        };
    }

    /// <summary>A file that was renamed and written anew at once has another's code, edited or not.</summary>
    private bool MostlyTheSame() => Paired().Count() >= Left().Sum(rule => Math.Min(rule.Old.Length, rule.New.Length));

    private double Closeness(int i, int j) => offsets.Closeness(matching.Old(i).Line, matching.New(j).Line);

    /// <summary>Lines that are there once on both sides.</summary>
    private IEnumerable<(int, int)> Unique() =>
        from rule in Left()
        from pair in rule.Old.GroupBy(i => matching.Old(i).Content).Where(equal => equal.Count() == 1)
            .Join(rule.New.GroupBy(j => matching.New(j).Content).Where(equal => equal.Count() == 1), equal => equal.Key, equal => equal.Key, (i, j) => (Old: i.Single(), New: j.Single()))
        select (matching.Old(pair.Old).Line, matching.New(pair.New).Line);

    private IEnumerable<(int, int)> Paired() => matching.Pairs
        .Where(pair => matching.Old(pair.Old).Path == from && matching.New(pair.New).Path == to)
        .Select(pair => (matching.Old(pair.Old).Line, matching.New(pair.New).Line));

    private void Align(Rung rung, Func<int, int, Likeness, double?> worth)
    {
        foreach (var (olds, news) in Left())
            foreach (var (i, j) in Alignment.Best(olds.Length, news.Length, (i, j) => worth(olds[i], news[j], matching.Likeness(olds[i], news[j]))))
                matching.Pair(olds[i], news[j], rung);
    }

    private List<(int[] Old, int[] New)> Left() => matching.Left(from, to);
}
