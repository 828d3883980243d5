using System.Numerics;

namespace SecureObs.Graph.Network;

/// <summary>Numbers from <paramref name="From"/> to <paramref name="To"/>, both included.</summary>
internal readonly record struct Interval<T>(T From, T To) where T : struct, IBinaryInteger<T>;

/// <summary>An immutable set of numbers, as intervals in order that neither overlap nor touch: equal sets have equal intervals.</summary>
internal sealed class Intervals<T> : IEquatable<Intervals<T>> where T : struct, IBinaryInteger<T>, IMinMaxValue<T>, IUnsignedNumber<T>
{
    public static readonly Intervals<T> None = new([]);

    private readonly Interval<T>[] parts;
    private int hash; // 0: not asked for yet

    private Intervals(Interval<T>[] parts) => this.parts = parts;

    public IReadOnlyList<Interval<T>> Parts => parts;

    public ReadOnlySpan<Interval<T>> Span => parts;

    public bool IsEmpty => parts.Length == 0;

    /// <summary>The numbers of some intervals, in whatever order; one that ends before it begins has none.</summary>
    public static Intervals<T> Of(params IEnumerable<Interval<T>> intervals)
    {
        var sorted = intervals.Where(each => each.From <= each.To).ToList();
        sorted.Sort((a, b) => a.From.CompareTo(b.From));
        return Joined(sorted);
    }

    public bool Contains(T number)
    {
        var at = FirstEndingAtOrAfter(number);
        return at < parts.Length && parts[at].From <= number;
    }

    public Intervals<T> Union(Intervals<T> other)
    {
        if (IsEmpty || ReferenceEquals(this, other))
            return other;
        if (other.IsEmpty)
            return this;
        var sorted = new List<Interval<T>>(parts.Length + other.parts.Length);
        for (int mine = 0, its = 0; mine < parts.Length || its < other.parts.Length;)
            sorted.Add(its == other.parts.Length || (mine < parts.Length && parts[mine].From <= other.parts[its].From) ? parts[mine++] : other.parts[its++]);
        return Joined(sorted);
    }

    public Intervals<T> Intersect(Intervals<T> other)
    {
        var both = new List<Interval<T>>();
        for (int mine = 0, its = 0; mine < parts.Length && its < other.parts.Length;)
        {
            var (a, b) = (parts[mine], other.parts[its]);
            var (from, to) = (T.Max(a.From, b.From), T.Min(a.To, b.To));
            if (from <= to)
                both.Add(new(from, to));
            if (a.To < b.To)
                mine++;
            else
                its++;
        }
        return From(both);
    }

    public Intervals<T> Except(Intervals<T> other) => IsEmpty || other.IsEmpty ? this : Intersect(other.Complement());

    public bool Overlaps(Intervals<T> other)
    {
        for (int mine = 0, its = 0; mine < parts.Length && its < other.parts.Length;)
        {
            if (parts[mine].To < other.parts[its].From)
                mine++;
            else if (other.parts[its].To < parts[mine].From)
                its++;
            else
                return true;
        }
        return false;
    }

    public bool Equals(Intervals<T>? other) => ReferenceEquals(this, other) || (other is not null && GetHashCode() == other.GetHashCode() && Span.SequenceEqual(other.Span));

    public override bool Equals(object? obj) => Equals(obj as Intervals<T>);

    public override int GetHashCode()
    {
        if (hash != 0)
            return hash;
        var code = new HashCode();
        foreach (var each in parts)
            code.Add(each);
        return hash = code.ToHashCode();
    }

    private Intervals<T> Complement()
    {
        var gaps = new List<Interval<T>>(parts.Length + 1);
        var next = T.MinValue;
        foreach (var part in parts)
        {
            if (next < part.From)
                gaps.Add(new(next, part.From - T.One));
            if (part.To == T.MaxValue)
                return From(gaps);
            next = part.To + T.One;
        }
        gaps.Add(new(next, T.MaxValue));
        return From(gaps);
    }

    private int FirstEndingAtOrAfter(T number)
    {
        var (low, high) = (0, parts.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = parts[middle].To < number ? (middle + 1, high) : (low, middle);
        }
        return low;
    }

    /// <summary>Of intervals in the order of their beginnings.</summary>
    private static Intervals<T> Joined(List<Interval<T>> sorted)
    {
        var joined = new List<Interval<T>>(sorted.Count);
        foreach (var each in sorted)
        {
            if (joined is [.., var last] && (last.To == T.MaxValue || each.From <= last.To + T.One))
                joined[^1] = last with { To = T.Max(last.To, each.To) };
            else
                joined.Add(each);
        }
        return From(joined);
    }

    private static Intervals<T> From(List<Interval<T>> parts) => parts.Count == 0 ? None : new([.. parts]);
}
