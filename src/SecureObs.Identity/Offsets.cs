namespace SecureObs.Identity;

/// <summary>How far lines of a file moved, told by those that are surely the same.</summary>
internal sealed class Offsets
{
    private readonly (int Old, int New)[] sure;

    // The greatest new line up to each, and the least from each on.
    private readonly int[] greatest;
    private readonly int[] least;

    /// <param name="sure">Line numbers of before and now.</param>
    public Offsets(IEnumerable<(int Old, int New)> sure)
    {
        this.sure = [.. sure.Distinct().OrderBy(pair => pair.Old).ThenBy(pair => pair.New)];
        (greatest, least) = (new int[this.sure.Length], new int[this.sure.Length]);
        for (var at = 0; at < greatest.Length; at++)
            greatest[at] = Math.Max(this.sure[at].New, at == 0 ? int.MinValue : greatest[at - 1]);
        for (var at = least.Length - 1; at >= 0; at--)
            least[at] = Math.Min(this.sure[at].New, at == least.Length - 1 ? int.MaxValue : least[at + 1]);
    }

    /// <summary>1 when the line is where its neighbours went, towards 0 the farther it is from there.</summary>
    public double Closeness(int old, int @new)
    {
        const double lines = 8;
        return 1 / (1 + (Math.Abs(@new - Expected(old)) / lines));
    }

    /// <summary>Where a line is when it went with its nearest neighbour.</summary>
    public long Expected(int old)
    {
        if (sure is [])
            return old;
        var from = First(old);
        // Of neighbours equally near the one above; of several on its line the first.
        var above = from == 0 ? -1 : First(sure[from - 1].Old);
        var nearest = above < 0 || (from < sure.Length && sure[from].Old - old < old - sure[above].Old) ? from : above;
        return (long)old + sure[nearest].New - sure[nearest].Old;
    }

    /// <summary>Whether no pair would be above on one side and below on the other.</summary>
    public bool Keeps(int old, int @new)
    {
        var (from, behind) = (First(old), First(old + 1));
        return (from == 0 || greatest[from - 1] <= @new) && (behind == sure.Length || least[behind] >= @new);
    }

    /// <summary>The first that is not above a line.</summary>
    private int First(int line)
    {
        var (from, to) = (0, sure.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            if (sure[middle].Old < line)
                from = middle + 1;
            else
                to = middle;
        }
        return from;
    }
}
