using System.Text.Json.Nodes;
using SecureObs.Contracts;
using SecureObs.Graph.Building;

namespace SecureObs.Graph.Tests.Infrastructure;

/// <summary>
/// A topology in few words. Attributes are JSON as in the plan, where <c>"?"</c> is a value that is known only after apply, and <c>"@aws_vpc.main"</c> one
/// that is made from another resource (from several: <c>"@aws_vpc.a @aws_vpc.b"</c>).
/// </summary>
internal sealed class TestPlan
{
    private readonly List<TopologyResource> resources = [];
    private readonly List<TopologyReference> references = [];

    public TestPlan With(string address, string attributes = "{}")
    {
        var unknown = new List<string>();
        var values = (JsonObject)Reduced(JsonNode.Parse(attributes)!, address, "", unknown)!;
        var isData = address.StartsWith("data.", StringComparison.Ordinal);
        var steps = (isData ? address["data.".Length..] : address).Split('.', 2);
        resources.Add(new(address, null, isData ? "data" : "managed", steps[0], steps[1].Split('[')[0], null, [isData ? "read" : "create"], values, unknown, []));
        return this;
    }

    /// <summary>A reference of an attribute whose value is known.</summary>
    public TestPlan Refers(string source, string path, string target)
    {
        references.Add(new(source, target, "terraform", path));
        return this;
    }

    public GraphDraft Draw(IProviderRules rules)
    {
        var draft = new GraphDraft(new(1, "project", "run", new string('0', 64), "1.2", null, null, null, resources, references, []));
        rules.Draw(draft);
        return draft;
    }

    /// <summary>Null for what is unknown.</summary>
    private JsonNode? Reduced(JsonNode? value, string address, string path, List<string> unknown)
    {
        switch (value)
        {
            case JsonObject block:
                return new JsonObject(block.Select(each => KeyValuePair.Create(each.Key, Reduced(each.Value, address, path.Length == 0 ? each.Key : $"{path}.{each.Key}", unknown))).Where(each => each.Value is not null));
            case JsonArray list:
                return new JsonArray([.. list.Select((each, at) => Reduced(each, address, $"{path}[{at}]", unknown)).Where(each => each is not null)]);
            case JsonValue text when text.TryGetValue<string>(out var word) && word is "?" or ['@', ..]:
                unknown.Add(path);
                foreach (var target in word.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(each => each != "?"))
                    references.Add(new(address, target[1..], "terraform", path.EndsWith(']') ? path[..path.LastIndexOf('[')] : path));
                return null;
            default:
                return value?.DeepClone();
        }
    }
}
