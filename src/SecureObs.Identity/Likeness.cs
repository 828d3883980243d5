namespace SecureObs.Identity;

/// <summary>How much two findings of one rule look like one.</summary>
internal readonly struct Likeness(Known one, Known other)
{
    /// <summary>Their lines are equal but for white space.</summary>
    public bool IsExact => one.Features.Content == other.Features.Content;

    /// <summary>The first of their lines are.</summary>
    public bool StartsEqual => one.Features.FirstLine == other.Features.FirstLine;

    /// <summary>The share of common words: 0 to 1 (Dice).</summary>
    public double Words => IsExact ? 1 : Shared(one.Words, other.Words);

    /// <summary>How many of the lines next to them are equal.</summary>
    public int Around { get; } = Equal(one.Features.Before, other.Features.Before) + Equal(one.Features.After, other.Features.After);

    /// <summary>The share of <see cref="Around"/> in the lines that are there: 0 to 1.</summary>
    public double Share => Around / (double)Math.Max(1, Math.Max(one.Features.Before.Count + one.Features.After.Count, other.Features.Before.Count + other.Features.After.Count));

    /// <summary>Whether enough of the lines around are equal; fewer are enough in something of the same name.</summary>
    public bool HasAround(double share, double inSame) => Share >= share || (Symbol is true && Share >= inSame);

    /// <summary>Whether they stand in something of the same name; null when neither stands in anything.</summary>
    public bool? Symbol => one.Features.Symbol == 0 && other.Features.Symbol == 0 ? null : one.Features.Symbol == other.Features.Symbol;

    /// <summary>What speaks for the pair beside its own lines.</summary>
    public double Support => (4 * Around) + (Symbol is true ? 6 : 0);

    public override string ToString() => $"exact {IsExact}, starts equal {StartsEqual}, words {Words:0.00}, around {Around}, symbol {Symbol}";

    private static double Shared(uint[] some, uint[] others)
    {
        if (some.Length + others.Length == 0)
            return 0;
        var shared = 0;
        for (int i = 0, j = 0; i < some.Length && j < others.Length;)
        {
            if (some[i] == others[j])
                (shared, i, j) = (shared + 1, i + 1, j + 1);
            else if (some[i] < others[j])
                i++;
            else
                j++;
        }
        return 2.0 * shared / (some.Length + others.Length);
    }

    private static int Equal(IReadOnlyList<uint> some, IReadOnlyList<uint> others)
    {
        var equal = 0;
        for (var i = 0; i < Math.Min(some.Count, others.Count); i++)
            equal += some[i] == others[i] ? 1 : 0;
        return equal;
    }
}

/// <summary>Features with their words in the order of numbers, in which they are compared.</summary>
internal sealed class Known(CodeFeatures features)
{
    public CodeFeatures Features => features;

    public uint[] Words => field ??= [.. features.Words.Order()];
}
