using System.Globalization;

namespace SecureObs.Cli.Terraform.Hcl;

/// <summary>What an expression comes to. Sensitive is what was made from a sensitive variable or output, however little of it.</summary>
internal abstract record Value
{
    public static readonly Value Unknown = new UnknownValue();
    public static readonly Value Null = new Scalar(null);

    public bool IsSensitive { get; init; }

    /// <summary>Whether it or anything in it is sensitive.</summary>
    public virtual bool HasSensitive => IsSensitive;

    /// <summary>Whether nothing in it is unknown.</summary>
    public virtual bool IsKnown => true;

    public Value Marked(bool sensitive) => sensitive && !IsSensitive ? this with { IsSensitive = true } : this;

    public static Value Of(object? content) => new Scalar(content);

    /// <summary>What is below a name, key or position; unknown when nothing is there: an optional attribute may have a default.</summary>
    public Value At(string key) => Below(key).Marked(IsSensitive);

    protected virtual Value Below(string key) => Unknown;

    /// <summary>As text in a template; null when it cannot be one.</summary>
    public string? AsText() => this is Scalar { Content: { } content }
        ? content switch
        {
            bool flag => flag ? "true" : "false",
            decimal number => number.ToString("0.############################", CultureInfo.InvariantCulture),
            _ => (string)content,
        }
        : null;

    public decimal? AsNumber() => this is not Scalar scalar ? null
        : scalar.Content is decimal number ? number
        : scalar.Content is string text && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var read) ? read
        : null;

    public bool? AsFlag() => (this as Scalar)?.Content switch { bool flag => flag, "true" => true, "false" => false, _ => null };
}

internal sealed record UnknownValue : Value
{
    public override bool IsKnown => false;
}

/// <param name="Content">Text, a decimal, a bool or null.</param>
internal sealed record Scalar(object? Content) : Value;

/// <param name="IsSet">Whether its items are their own keys.</param>
internal sealed record ListValue(IReadOnlyList<Value> Items, bool IsSet = false) : Value
{
    // Asked once: a value may hold another one many times, which holds another one many times.
    private readonly bool hasSensitive = Items.Any(item => item.HasSensitive);
    private readonly bool isKnown = Items.All(item => item.IsKnown);

    public override bool HasSensitive => IsSensitive || hasSensitive;

    public override bool IsKnown => isKnown;

    protected override Value Below(string key) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < Items.Count ? Items[at] : Unknown;
}

/// <summary>A map or an object, in the order of its keys.</summary>
internal sealed record MapValue : Value
{
    private readonly bool hasSensitive;
    private readonly bool isKnown;

    public MapValue(IEnumerable<(string Key, Value Value)> entries)
    {
        foreach (var (key, value) in entries)
            Entries[key] = value;
        hasSensitive = Entries.Values.Any(entry => entry.HasSensitive);
        isKnown = Entries.Values.All(entry => entry.IsKnown);
    }

    public SortedDictionary<string, Value> Entries { get; } = new(StringComparer.Ordinal);

    public override bool HasSensitive => IsSensitive || hasSensitive;

    public override bool IsKnown => isKnown;

    protected override Value Below(string key) => Entries.GetValueOrDefault(key, Unknown);
}

/// <summary>A resource or a module: evaluated where somebody looks.</summary>
/// <param name="Keys">Of its instances, for somebody who iterates over them; null of one that has none.</param>
internal sealed record DeferredValue(IReadOnlyList<string>? Keys, Func<string, Value> Look) : Value
{
    public override bool IsKnown => false;

    protected override Value Below(string key) => Look(key);
}
