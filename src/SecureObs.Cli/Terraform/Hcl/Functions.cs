namespace SecureObs.Cli.Terraform.Hcl;

/// <summary>
/// The functions that shape which resources there are and what their names and addresses are (developer.hashicorp.com/terraform/language/functions).
/// No function that reads a file, a clock or a random number.
/// </summary>
internal static class Functions
{
    /// <returns>Null when the function is not known here, or gives an unknown value or an error.</returns>
    public static Value? Of(string name, IReadOnlyList<Value> arguments) => (name, arguments) switch
    {
        ("sensitive", [var value]) => value.Marked(true),
        ("nonsensitive", [var value]) => value,   // whoever declared it sensitive has the last word here
        ("try" or "coalesce", [var first, ..]) when first.IsKnown && first is not Scalar { Content: null or "" } => first,
        ("lookup", [MapValue map, var key, ..]) when key.AsText() is { } text =>
            map.Entries.TryGetValue(text, out var found) ? found : arguments.Count == 3 ? arguments[2] : null,
        ("element", [ListValue { Items.Count: > 0 } list, var at]) when at.AsNumber() is >= 0 and < int.MaxValue and var number => list.Items[(int)number % list.Items.Count],
        ("tostring", [var value]) when value.AsText() is { } text => Value.Of(text),
        ("tonumber", [var value]) when value.AsNumber() is { } number => Value.Of(number),
        ("tobool", [var value]) when value.AsFlag() is { } flag => Value.Of(flag),
        ("lower", [Scalar { Content: string text }]) => Value.Of(text.ToLowerInvariant()),
        ("upper", [Scalar { Content: string text }]) => Value.Of(text.ToUpperInvariant()),
        ("trimspace", [Scalar { Content: string text }]) => Value.Of(text.Trim()),
        ("replace", [Scalar { Content: string text }, Scalar { Content: string { Length: > 0 } old }, Scalar { Content: string with }]) when old is not ['/', .., '/'] =>
            Short(text.Replace(old, with, StringComparison.Ordinal)),
        ("join", [Scalar { Content: string between }, ListValue list]) when list.Items.All(item => item.AsText() is not null) =>
            Short(string.Join(between, list.Items.Select(item => item.AsText()))),
        ("split", [Scalar { Content: string { Length: > 0 } between }, Scalar { Content: string text }]) => List(text.Split(between).Select(Value.Of)),
        ("cidrsubnet", [var prefix, var bits, var number]) when prefix.AsText() is { } text => Cidr.Subnet(text, bits.AsNumber(), number.AsNumber()) is { } subnet ? Value.Of(subnet) : null,
        ("jsonencode", [{ IsKnown: true } value]) => ValueJson.Encoded(value) is { } text ? Short(text) : null,
        _ => Collections(name, arguments),
    };

    private static Value? Collections(string name, IReadOnlyList<Value> arguments) => (name, arguments) switch
    {
        ("toset", [ListValue list]) => Set(list),
        ("distinct", [ListValue list]) => list.Items.All(item => item is Scalar) ? List(list.Items.DistinctBy(item => ((Scalar)item).Content)) : null,
        ("tolist", [ListValue list]) => list with { IsSet = false },
        ("tomap", [MapValue map]) => map,
        ("length", [ListValue list]) => Value.Of((decimal)list.Items.Count),
        ("length", [MapValue map]) => Value.Of((decimal)map.Entries.Count),
        ("length", [DeferredValue { Keys: { } keys }]) => Value.Of((decimal)keys.Count),
        ("length", [Scalar { Content: string text }]) => Value.Of((decimal)text.Length),
        ("keys", [MapValue map]) => List(map.Entries.Keys.Select(Value.Of)),
        ("keys", [DeferredValue { Keys: { } keys }]) => List(keys.Select(Value.Of)),
        ("values", [MapValue map]) => List(map.Entries.Values),
        ("contains", [ListValue list, Scalar wanted]) => Contains(list, wanted),
        ("concat", _) when arguments.All(argument => argument is ListValue) => List(arguments.SelectMany(argument => ((ListValue)argument).Items)),
        ("flatten", [ListValue list]) => list.Items.All(item => item is Scalar or MapValue or ListValue) ? List(Flat(list, 0)) : null,
        ("merge", _) when arguments.All(argument => argument is MapValue or Scalar { Content: null }) =>
            new MapValue(arguments.OfType<MapValue>().SelectMany(map => map.Entries.Select(entry => (entry.Key, entry.Value)))),
        ("zipmap", [ListValue keys, ListValue values]) when keys.Items.Count == values.Items.Count && keys.Items.All(key => key.AsText() is not null) =>
            new MapValue(keys.Items.Zip(values.Items, (key, value) => (key.AsText()!, value))),
        ("range", [var count]) when count.AsNumber() is >= 0 and <= 1024 and var number => List(Enumerable.Range(0, (int)number).Select(at => Value.Of((decimal)at))),
        _ => null,
    };

    private static Value? Contains(ListValue list, Scalar wanted) =>
        list.Items.Any(item => item is Scalar scalar && Equals(scalar.Content, wanted.Content)) ? Value.Of(true) : list.Items.All(item => item is Scalar) ? Value.Of(false) : null;

    private static ListValue? Set(ListValue list) => !list.Items.All(item => item is Scalar) ? null
        : new ListValue([.. list.Items.DistinctBy(item => ((Scalar)item).Content).OrderBy(item => item.AsText(), StringComparer.Ordinal)], IsSet: true);

    private static IEnumerable<Value> Flat(ListValue list, int depth) =>
        list.Items.SelectMany(item => item is ListValue inner && depth < 16 ? Flat(inner, depth + 1) : [item]);

    private static Value? Short(string text) => text.Length <= Evaluation.LongestText ? Value.Of(text) : null;

    private static ListValue? List(IEnumerable<Value> items) =>
        items.Take(Evaluation.MostItems + 1).ToList() is { Count: <= Evaluation.MostItems } counted ? new ListValue(counted) : null;
}
