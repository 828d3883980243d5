namespace SecureObs.Identity;

/// <summary>
/// Equal lines that are told apart by what stands around them: each is the other's best by far. They are surely the same,
/// also when their order changed.
/// </summary>
internal static class Anchors
{
    /// <summary>How much better than the next best: eight equal lines around.</summary>
    private const double ByFar = 32;

    public static void Pair(Matching matching, int[] olds, int[] news, IEnumerable<(int First, int Second)> near, Rung rung)
    {
        var (ofOld, ofNew) = (new Best[olds.Length], new Best[news.Length]);
        foreach (var (first, second) in near)
        {
            if (matching.Likeness(olds[first], news[second]) is not { IsExact: true } alike)
                continue;
            ofOld[first] = ofOld[first].With(second, alike.Support);
            ofNew[second] = ofNew[second].With(first, alike.Support);
        }
        for (var first = 0; first < olds.Length; first++)
            if (ofOld[first] is { IsByFar: true } best && ofNew[best.At] is { IsByFar: true } back && back.At == first)
                matching.Pair(olds[first], news[best.At], rung);
    }

    private readonly record struct Best(int At, double Support, double Next, bool Any)
    {
        public bool IsByFar => Any && Support >= Next + ByFar;

        public Best With(int at, double support) =>
            !Any || support > Support ? new(at, support, Any ? Support : 0, true) : this with { Next = Math.Max(Next, support) };
    }
}
