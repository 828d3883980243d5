namespace SecureObs.Identity;

/// <summary>How much two findings of one rule look like one.</summary>
/// <param name="IsExact">Their lines are equal but for white space.</param>
/// <param name="StartsEqual">The first of their lines are.</param>
/// <param name="Words">The share of common words: 0 to 1 (Dice).</param>
/// <param name="Around">How many of the lines next to them are equal.</param>
/// <param name="Symbol">Whether they stand in something of the same name; null when neither stands in anything.</param>
internal readonly record struct Likeness(bool IsExact, bool StartsEqual, double Words, int Around, bool? Symbol)
{
    public static Likeness Of(CodeFeatures one, CodeFeatures other)
    {
        var exact = one.Content == other.Content;
        return new(exact, one.FirstLine == other.FirstLine, exact ? 1 : Shared(one.Words, other.Words), Equal(one.Before, other.Before) + Equal(one.After, other.After),
            one.Symbol == 0 && other.Symbol == 0 ? null : one.Symbol == other.Symbol);
    }

    /// <summary>What speaks for the pair beside its own lines.</summary>
    public double Support => (4 * Around) + (Symbol is true ? 6 : 0);

    private static double Shared(IReadOnlyList<uint> some, IReadOnlyList<uint> others)
    {
        if (some.Count + others.Count == 0)
            return 0;
        var left = new Dictionary<uint, int>(others.Count);
        foreach (var word in others)
            left[word] = left.GetValueOrDefault(word) + 1;
        var shared = 0;
        foreach (var word in some)
        {
            if (left.GetValueOrDefault(word) is var count and > 0)
            {
                left[word] = count - 1;
                shared++;
            }
        }
        return 2.0 * shared / (some.Count + others.Count);
    }

    private static int Equal(IReadOnlyList<uint> some, IReadOnlyList<uint> others)
    {
        var equal = 0;
        for (var i = 0; i < Math.Min(some.Count, others.Count); i++)
            equal += some[i] == others[i] ? 1 : 0;
        return equal;
    }
}
