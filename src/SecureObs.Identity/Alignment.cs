namespace SecureObs.Identity;

/// <summary>Two that may be paired, and what the pair is worth: more than 0.</summary>
internal readonly record struct Candidate(int First, int Second, double Worth);

/// <summary>
/// Pairs two lists so that the order is kept and the pairs are worth most together: what was above stays above, and among
/// equal lines the surroundings decide. It is the alignment of Needleman and Wunsch (1970), found as the heaviest chain of
/// candidates, which costs n log n of their number and not the product of the lists.
/// </summary>
internal static class Alignment
{
    private readonly record struct Link(Candidate Pair, double Value, double Rest);

    /// <param name="second">The length of the second list.</param>
    /// <returns>Positions, in order.</returns>
    public static List<(int First, int Second)> Best(List<Candidate> candidates, int second)
    {
        var best = new SuffixMaximum(second);
        var links = new List<Link>(candidates.Count);
        foreach (var row in candidates.GroupBy(candidate => candidate.First).OrderByDescending(row => row.Key))
        {
            var start = links.Count;
            foreach (var pair in row)
            {
                var rest = best.After(pair.Second);
                links.Add(new(pair, pair.Worth + rest, rest));
            }
            for (var at = start; at < links.Count; at++)
                best.Raise(links[at].Pair.Second, links[at].Value);
        }
        return Trace(links, best.After(-1));
    }

    private static List<(int, int)> Trace(List<Link> links, double most)
    {
        var (pairs, ofValue) = (new List<(int, int)>(), links.ToLookup(link => link.Value));
        for (var (i, j) = (0, 0); most > 0;)
        {
            var next = ofValue[most].Where(link => link.Pair.First >= i && link.Pair.Second >= j).ToList();
            // Of chains that are worth the same: the first of the second list keeps its place, else the last of the first goes first.
            var link = next.Where(link => link.Pair.Second == j).OrderBy(link => link.Pair.First).Take(1)
                .Concat(next.OrderByDescending(link => link.Pair.First).ThenBy(link => link.Pair.Second)).First();
            pairs.Add((link.Pair.First, link.Pair.Second));
            (i, j, most) = (link.Pair.First + 1, link.Pair.Second + 1, link.Rest);
        }
        return pairs;
    }

    /// <summary>The greatest value behind a position (Fenwick, 1994).</summary>
    private sealed class SuffixMaximum(int length)
    {
        private readonly double[] tree = new double[length + 1];

        public void Raise(int at, double value)
        {
            for (var node = length - at; node <= length; node += node & -node)
                tree[node] = Math.Max(tree[node], value);
        }

        public double After(int at)
        {
            var most = 0.0;
            for (var node = length - at - 1; node > 0; node -= node & -node)
                most = Math.Max(most, tree[node]);
            return most;
        }
    }
}
