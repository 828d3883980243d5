namespace SecureObs.Identity;

/// <summary>
/// Pairs two lists so that the order is kept and the pairs are worth most together (Needleman and Wunsch, 1970): what was
/// above stays above, and among equal lines the surroundings decide.
/// </summary>
internal static class Alignment
{
    /// <summary>More cells than this are not compared; what is then left is paired without an order.</summary>
    private const long MostCells = 16_000_000;

    /// <param name="worth">Of the i-th of the first with the j-th of the second; null when they must not be paired.</param>
    /// <returns>Positions, in order.</returns>
    public static List<(int First, int Second)> Best(int first, int second, Func<int, int, double?> worth)
    {
        if ((long)first * second > MostCells || first == 0 || second == 0)
            return [];
        var best = new double[first + 1, second + 1];
        for (var i = first - 1; i >= 0; i--)
        {
            for (var j = second - 1; j >= 0; j--)
            {
                var without = Math.Max(best[i + 1, j], best[i, j + 1]);
                best[i, j] = worth(i, j) is { } pair ? Math.Max(without, pair + best[i + 1, j + 1]) : without;
            }
        }
        return Trace(best, first, second, worth);
    }

    private static List<(int, int)> Trace(double[,] best, int first, int second, Func<int, int, double?> worth)
    {
        var pairs = new List<(int, int)>();
        for (int i = 0, j = 0; i < first && j < second;)
        {
            if (worth(i, j) is { } pair && best[i, j] == pair + best[i + 1, j + 1])
                pairs.Add((i++, j++));
            else if (best[i, j] == best[i + 1, j])
                i++;
            else
                j++;
        }
        return pairs;
    }
}
