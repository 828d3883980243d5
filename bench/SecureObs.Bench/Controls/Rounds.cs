namespace SecureObs.Bench.Controls;

/// <summary>Measures lanes in turns: A B C, C B A, then B C A, A C B …, so that none is always first or after the same one.</summary>
internal static class Rounds
{
    /// <returns>For each lane its measurements; those with the same number were made one after the other.</returns>
    public static async Task<List<T>[]> MeasureAsync<T>(int rounds, int warmUp, params Func<int, Task<T>>[] lanes)
    {
        var results = lanes.Select(_ => new List<T>(rounds)).ToArray();
        for (var round = -warmUp; round < rounds; round++)
        {
            foreach (var lane in Order(lanes.Length, round + warmUp))
            {
                var took = await lanes[lane](round + warmUp);
                if (round >= 0)
                    results[lane].Add(took);
            }
        }
        return results;
    }

    private static IEnumerable<int> Order(int lanes, int round)
    {
        var turned = Enumerable.Range(0, lanes).Select(i => (i + round / 2) % lanes);
        return round % 2 == 0 ? turned : turned.Reverse();
    }
}
