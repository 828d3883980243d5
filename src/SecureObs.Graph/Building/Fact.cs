namespace SecureObs.Graph.Building;

/// <summary>What a plan says of an attribute: a value, that it is not known yet, or nothing.</summary>
internal readonly record struct Fact<T>(T? Value, bool IsKnown, bool IsUnknown)
{
    public static Fact<T> Known(T value) => new(value, true, false);
    public static readonly Fact<T> Unknown = new(default, false, true);
    public static readonly Fact<T> Absent = new(default, false, false);

    public bool IsAbsent => !IsKnown && !IsUnknown;

    /// <summary>Known, and this.</summary>
    public bool Is(T value) => IsKnown && EqualityComparer<T>.Default.Equals(Value, value);

    /// <summary>The value, or what the provider does when nothing is said. What is unknown stays so.</summary>
    public Fact<T> Or(T otherwise) => IsAbsent ? Known(otherwise) : this;
}
