namespace SecureObs.Identity;

/// <summary>
/// Which are compared with which. All with all, unless a file has thousands of one rule: then each with those that are
/// next to where it should be, so that a report of any size takes seconds.
/// </summary>
internal static class Near
{
    private const long AllWithAll = 250_000;
    private const int Each = 100;

    /// <summary>Those of which the lines are equal, or the first of them.</summary>
    public static IEnumerable<(int First, int Second)> Equal(Matching matching, int[] olds, int[] news, Offsets offsets)
    {
        var (byContent, byStart) = (news.Index().ToLookup(j => matching.New(j.Item).Content, j => j.Index), news.Index().ToLookup(j => matching.New(j.Item).FirstLine, j => j.Index));
        foreach (var (first, i) in olds.Index())
        {
            var (content, start) = (byContent[matching.Old(i).Content], byStart[matching.Old(i).FirstLine]);
            var near = (long)olds.Length * news.Length <= AllWithAll ? content.Union(start) : Nearest([.. content], i).Union(Nearest([.. start], i));
            foreach (var second in near)
                yield return (first, second);
        }

        IEnumerable<int> Nearest(int[] seconds, int i) => Near.Nearest(seconds, offsets.Expected(matching.Old(i).Line), second => matching.New(news[second]).Line);
    }

    public static IEnumerable<(int First, int Second)> Any(Matching matching, int[] olds, int[] news, Offsets offsets)
    {
        int[] all = [.. Enumerable.Range(0, news.Length)];
        foreach (var (first, i) in olds.Index())
        {
            var near = (long)olds.Length * news.Length <= AllWithAll ? all : Nearest(all, offsets.Expected(matching.Old(i).Line), second => matching.New(news[second]).Line);
            foreach (var second in near)
                yield return (first, second);
        }
    }

    /// <summary>Of positions in the order of their lines those next to a line.</summary>
    private static IEnumerable<int> Nearest(int[] positions, long expected, Func<int, int> line)
    {
        var (from, to) = (0, positions.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (line(positions[middle]) < expected)
                from = middle + 1;
            else
                to = middle;
        }
        var start = Math.Clamp(from - (Each / 2), 0, Math.Max(0, positions.Length - Each));
        return positions.Skip(start).Take(Each);
    }
}
