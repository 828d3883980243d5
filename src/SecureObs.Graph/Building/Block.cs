using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Building;

/// <summary>A resource, or a block in it, and what the plan says of its attributes.</summary>
/// <param name="prefix">Where the block stands, such as <c>ip_configuration[0]</c>; empty for the resource as a whole.</param>
internal class Block(PlanResource? resource, JsonObject values, string prefix)
{
    private PlanResource Owner => resource ?? (PlanResource)this;

    public string Prefix => prefix;

    public Basis Says(string name) => new(Owner.Address, Path(name));

    /// <summary>A flag; also one that is written as text.</summary>
    public Fact<bool> Flag(string name) => Text(name) switch
    {
        { IsUnknown: true } => Fact<bool>.Unknown,
        { IsKnown: true, Value: var text } when bool.TryParse(text, out var flag) => Fact<bool>.Known(flag),
        _ => Fact<bool>.Absent,
    };

    /// <summary>Text, and a number or flag as text. Empty text is none.</summary>
    public Fact<string> Text(string name) => Read(name, value => TextOf(value) is { Length: > 0 } text ? Fact<string>.Known(text) : Fact<string>.Absent);

    public Fact<int> Number(string name) => Text(name) switch
    {
        { IsUnknown: true } => Fact<int>.Unknown,
        { IsKnown: true, Value: var text } when decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < int.MaxValue => Fact<int>.Known((int)number),
        _ => Fact<int>.Absent,
    };

    /// <summary>A list of texts, or one text. Of a list of which parts are unknown <see cref="Fact{T}.IsUnknown"/> is true and the known ones are there too.</summary>
    public Fact<IReadOnlyList<string>> Texts(string name)
    {
        IReadOnlyList<string> known = values[name] switch
        {
            JsonArray list => [.. list.Select(each => TextOf(each)).OfType<string>().Where(text => text.Length > 0)],
            JsonValue value when TextOf(value) is { Length: > 0 } text => [text],
            _ => [],
        };
        var unknown = Owner.IsUnknownAtOrBelow(Path(name));
        return new(known, known.Count > 0 || (values[name] is JsonArray && !unknown), unknown);
    }

    /// <summary>The blocks of this name, in order: a list, a set or a single one.</summary>
    public IReadOnlyList<Block> Blocks(string name) => values[name] switch
    {
        JsonArray list => [.. list.Select((each, at) => (each, at)).Where(pair => pair.each is JsonObject).Select(pair => new Block(Owner, (JsonObject)pair.each!, $"{Path(name)}[{pair.at}]"))],
        JsonObject single => [new Block(Owner, single, Path(name))],
        _ => [],
    };

    /// <summary>The block, when there is exactly one or the first of several; an empty one when there is none.</summary>
    public Block First(string name) => Blocks(name) is [var first, ..] ? first : new Block(Owner, [], $"{Path(name)}[0]");

    /// <summary>A policy or another object as it is; null when it is none.</summary>
    public JsonObject? Object(string name) => values[name] as JsonObject;

    /// <summary>It is known only after apply, or stayed on the machine; also when this is true of the whole of it alone.</summary>
    public bool IsUnknown(string name) => Owner.IsUnknownAt(Path(name));

    private Fact<T> Read<T>(string name, Func<JsonNode, Fact<T>> read) =>
        values[name] is { } value ? read(value) : IsUnknown(name) ? Fact<T>.Unknown : Fact<T>.Absent;

    private string Path(string name) => prefix.Length == 0 ? name : $"{prefix}.{name}";

    private static string? TextOf(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String => value.GetValue<string>(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.ToJsonString(),
        _ => null,
    };
}
