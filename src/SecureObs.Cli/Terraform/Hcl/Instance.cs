namespace SecureObs.Cli.Terraform.Hcl;

/// <summary>One of the things that <c>count</c> or <c>for_each</c> makes of a block.</summary>
/// <param name="Key">As it stands in an address: <c>[0]</c>, <c>["a"]</c>; empty for one without.</param>
/// <param name="Name">The key itself; null for one without.</param>
internal sealed record Instance(string Key, string? Name, Value EachKey, Value EachValue, Value CountIndex)
{
    public static readonly Instance Single = new("", null, Value.Unknown, Value.Unknown, Value.Unknown);

    public static Instance Of(int index) => new($"[{index}]", $"{index}", Value.Unknown, Value.Unknown, Value.Of((decimal)index));

    public static Instance Of(string key, Value value) => new($"[\"{Escaped(key)}\"]", key, Value.Of(key), value, Value.Unknown);

    /// <summary>As Terraform writes text of HCL.</summary>
    public static string Escaped(string key) => key
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)
        .Replace("${", "$${", StringComparison.Ordinal).Replace("%{", "%%{", StringComparison.Ordinal);
}

/// <summary>What a block is made into. When that cannot be told, one that stands for all of them.</summary>
internal sealed record Expansion(IReadOnlyList<Instance> Instances, bool IsKnown)
{
    private static readonly Expansion One = new([Instance.Single], IsKnown: true);
    private static readonly Expansion Undecided = new([Instance.Single], IsKnown: false);

    private readonly Lazy<Dictionary<string, Instance>> named = new(() => Instances.Where(instance => instance.Name is not null).ToDictionary(instance => instance.Name!, StringComparer.Ordinal));

    public bool HasKeys => Instances is not [{ Name: null }];

    public Instance? Find(string key) => named.Value.GetValueOrDefault(key);

    public IReadOnlyList<string>? Keys => HasKeys ? [.. Instances.Select(instance => instance.Name!)] : null;

    /// <exception cref="CommandFailure">There would be more than an analysis may have.</exception>
    public static Expansion Of(MapExpression body, Context context)
    {
        if (body.At("count") is { } count)
            return OfCount(Evaluator.Of(count, context));
        return body.At("for_each") is { } each ? OfEach(Evaluator.Of(each, context)) : One;
    }

    private static Expansion OfCount(Value count)
    {
        // Terraform refuses a sensitive one: how many there are would tell it.
        if (count.HasSensitive || count.AsNumber() is not { } number || number < 0 || decimal.Truncate(number) != number)
            return Undecided;
        return number <= PlanReader.MostResources
            ? new([.. Enumerable.Range(0, (int)number).Select(Instance.Of)], IsKnown: true)
            : throw StaticTopology.TooLarge();
    }

    private static Expansion OfEach(Value each)
    {
        // Of a set of resources the keys are known; the keys of anything sensitive must stay.
        if (each.IsSensitive || each is ListValue { HasSensitive: true })
            return Undecided;
        // A list stands for a set: a variable may say so by its type.
        var set = each is ListValue list ? Functions.Of("toset", [list]) ?? Value.Unknown : each;
        return Evaluator.Entries(set) is { } entries && entries.All(entry => entry.Key.AsText() is not null)
            ? new([.. entries.OrderBy(entry => entry.Key.AsText(), StringComparer.Ordinal).Select(entry => Instance.Of(entry.Key.AsText()!, entry.Value))], IsKnown: true)
            : Undecided;
    }
}
