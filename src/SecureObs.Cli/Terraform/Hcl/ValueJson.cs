using System.Text.Json.Nodes;

namespace SecureObs.Cli.Terraform.Hcl;

/// <summary>A value in the three trees of a plan's change: what is known, what is not, what is sensitive.</summary>
internal sealed class ValueJson
{
    /// <summary>Deeper than anything on the allowlist.</summary>
    private const int MostDepth = 24;
    private const int MostNodes = 100_000;

    private int nodes;
    private bool isWhole = true;

    public (JsonNode? After, JsonNode? Unknown, JsonNode? Sensitive) Of(Value value, int depth = 0)
    {
        if (value.IsSensitive)
        {
            isWhole = false;
            return (null, null, true);
        }
        if (++nodes > MostNodes || depth > MostDepth)
        {
            isWhole = false;
            return (null, true, null);
        }
        return value switch
        {
            Scalar scalar => (Plain(scalar), null, null),
            ListValue list => List(list, depth),
            MapValue map => Map(map, depth),
            _ => (null, true, null),
        };
    }

    /// <summary>A value that is known as a whole, as <c>jsonencode</c> has it.</summary>
    /// <returns>Null when it is too large or too deep.</returns>
    public static string? Encoded(Value value)
    {
        var json = new ValueJson();
        var known = json.Of(value with { IsSensitive = false }).After;
        return json.isWhole ? known?.ToJsonString() ?? "null" : null;
    }

    private (JsonNode?, JsonNode?, JsonNode?) List(ListValue list, int depth)
    {
        var items = list.Items.Select(item => Of(item, depth + 1)).ToList();
        return (new JsonArray([.. items.Select(item => item.After)]), new JsonArray([.. items.Select(item => item.Unknown ?? false)]), new JsonArray([.. items.Select(item => item.Sensitive ?? false)]));
    }

    private (JsonNode?, JsonNode?, JsonNode?) Map(MapValue map, int depth)
    {
        var (after, unknown, sensitive) = (new JsonObject(), new JsonObject(), new JsonObject());
        foreach (var (key, value) in map.Entries)
            (after[key], unknown[key], sensitive[key]) = Of(value, depth + 1);
        return (after, unknown, sensitive);
    }

    private static JsonValue? Plain(Scalar scalar) => scalar.Content switch
    {
        string text => JsonValue.Create(text),
        decimal number => JsonValue.Create(number),
        bool flag => JsonValue.Create(flag),
        _ => null,
    };
}
