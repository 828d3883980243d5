using System.Numerics;
using System.Runtime.InteropServices;

namespace SecureObs.Graph.Network.Evaluation;

/// <summary>A set of small numbers. Equal sets are equal; one that is a key must not change.</summary>
internal sealed class Bits(int count) : IEquatable<Bits>
{
    private readonly ulong[] words = new ulong[(count + 63) / 64];

    public bool IsEmpty => !words.AsSpan().ContainsAnyExcept(0UL);

    public static Bits Ones(int count)
    {
        var bits = new Bits(count);
        bits.words.AsSpan().Fill(ulong.MaxValue);
        if (count % 64 != 0)
            bits.words[^1] = (1UL << (count % 64)) - 1;
        return bits;
    }

    public bool this[int at]
    {
        get => (words[at / 64] & (1UL << (at % 64))) != 0;
        set => words[at / 64] = value ? words[at / 64] | (1UL << (at % 64)) : words[at / 64] & ~(1UL << (at % 64));
    }

    public Bits Copy()
    {
        var copy = new Bits(count);
        words.CopyTo(copy.words, 0);
        return copy;
    }

    public void Add(Bits other)
    {
        for (var at = 0; at < words.Length; at++)
            words[at] |= other.words[at];
    }

    /// <summary>Takes those that are in <paramref name="which"/> out of here, and adds them to the others. False when there are none.</summary>
    public bool MoveTo(Bits one, Bits? another, Bits which)
    {
        var moved = 0UL;
        for (var at = 0; at < words.Length; at++)
        {
            var both = words[at] & which.words[at];
            moved |= both;
            words[at] &= ~both;
            one.words[at] |= both;
            if (another is not null)
                another.words[at] |= both;
        }
        return moved != 0;
    }

    /// <summary>The numbers in it, in order.</summary>
    public IEnumerator<int> GetEnumerator()
    {
        for (var at = 0; at < words.Length; at++)
            for (var rest = words[at]; rest != 0; rest &= rest - 1)
                yield return (at * 64) + BitOperations.TrailingZeroCount(rest);
    }

    public bool Equals(Bits? other) => other is not null && words.AsSpan().SequenceEqual(other.words);

    public override bool Equals(object? obj) => Equals(obj as Bits);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(MemoryMarshal.AsBytes(words.AsSpan()));
        return hash.ToHashCode();
    }
}
