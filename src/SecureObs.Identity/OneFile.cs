namespace SecureObs.Identity;

/// <summary>Pairs the findings of a file of before with those of the same file now, under whatever name.</summary>
/// <param name="edits">Whether edited lines count, too: not where it is only likely that the two files are one.</param>
internal sealed class OneFile(Matching matching, string from, string to, bool edits)
{
    /// <summary>What being where the neighbours went is worth: as much as nearly three equal lines around.</summary>
    private const double PlaceCounts = 11;

    private readonly int earlier = matching.Pairs.Count;
    private Offsets offsets = new([]);

    public void Pair(Rung content)
    {
        offsets = new(Unique());
        foreach (var (olds, news) in Left())
            Anchors.Pair(matching, olds, news, Near.Equal(matching, olds, news, offsets), content);
        // Equal lines in their order; among several, those with the same surroundings that are where their neighbours went.
        foreach (var (olds, news) in Left())
            Align(content, olds, news, Near.Equal(matching, olds, news, offsets), Equal);
        // Equal lines that changed their order.
        foreach (var (olds, news) in Left())
            Greedy.Pair(matching, olds, news, content, alike => alike.HasAround(0.3, inSame: 0.1) ? 1 + alike.Support : null);
        if (!edits || (from != to && !MostlyTheSame()))
            return;
        offsets = new(Paired());
        foreach (var (olds, news) in Left())
            Align(Rung.EditedLine, olds, news, Near.Any(matching, olds, news, offsets), Edited);
    }

    private double? Equal(int i, int j)
    {
        var alike = matching.Likeness(i, j);
        var worth = alike.Support + (PlaceCounts * Closeness(i, j));
        return alike.IsExact ? 100 + worth : alike.StartsEqual && alike.HasAround(0.3, inSame: 0) ? 50 + worth : null;
    }

    /// <summary>Lines that were edited stay between the same neighbours.</summary>
    private double? Edited(int i, int j)
    {
        var alike = matching.Likeness(i, j);
        if (alike.IsExact || !offsets.Keeps(matching.Old(i).Line, matching.New(j).Line))
            return null;
        var words = alike.Words;
        var enough = words >= 0.75 ? alike.HasAround(0.2, inSame: 0) : words >= 0.5 && alike.HasAround(0.5, inSame: 0.4);
        return enough ? (60 * words) + alike.Support + (PlaceCounts * Closeness(i, j)) : null;
    }

    /// <summary>An equal line alone, elsewhere, between other lines and in something of another name: nobody can say.</summary>
    private bool IsDoubtful(int i, int j) =>
        matching.Likeness(i, j) is { IsExact: true, Symbol: false, Share: < 0.2 } && Closeness(i, j) < 0.5;

    /// <summary>A file that was renamed and written anew at once has another's code, edited or not.</summary>
    private bool MostlyTheSame() => Paired().Count() >= Left().Sum(rule => Math.Min(rule.Old.Length, rule.New.Length));

    private double Closeness(int i, int j) => offsets.Closeness(matching.Old(i).Line, matching.New(j).Line);

    /// <summary>Lines that are there once on both sides with what stands around them.</summary>
    private IEnumerable<(int, int)> Unique() =>
        from rule in Left()
        from pair in rule.Old.GroupBy(i => Place(matching.Old(i))).Where(equal => equal.Count() == 1)
            .Join(rule.New.GroupBy(j => Place(matching.New(j))).Where(equal => equal.Count() == 1), equal => equal.Key, equal => equal.Key, (i, j) => (Old: i.Single(), New: j.Single()))
        select (matching.Old(pair.Old).Line, matching.New(pair.New).Line);

    private static (ulong, uint, uint, uint) Place(CodeFeatures finding) =>
        (finding.Content, finding.Symbol, finding.Before is [var above, ..] ? above : 0, finding.After is [var below, ..] ? below : 0);

    private IEnumerable<(int, int)> Paired() => matching.Pairs.Skip(earlier).Select(pair => (matching.Old(pair.Old).Line, matching.New(pair.New).Line));

    /// <param name="near">Of each of the olds, by position, the positions of the news that it is compared with.</param>
    private void Align(Rung rung, int[] olds, int[] news, IEnumerable<(int First, int Second)> near, Func<int, int, double?> worth)
    {
        var candidates = new List<Candidate>();
        foreach (var (first, second) in near)
            if (worth(olds[first], news[second]) is { } value)
                candidates.Add(new(first, second, value));
        foreach (var (first, second) in Alignment.Best(candidates, news.Length))
        {
            if (IsDoubtful(olds[first], news[second]))
                matching.LeaveAlone(olds[first], news[second]);
            else
                matching.Pair(olds[first], news[second], rung);
        }
    }

    private List<(int[] Old, int[] New)> Left() => matching.Left(from, to);
}
