using System.Text.Json.Nodes;
using SecureObs.Graph.Building;

namespace SecureObs.Graph.Aws.Policies;

/// <summary>
/// Reads the policy of an attribute: from its value; else from the documents (<c>data.aws_iam_policy_document</c>) that it is made from; else from what it
/// refers to itself, as <c>jsonencode</c> with ARNs of other resources does: then it is unknown what the policy says about them.
/// </summary>
internal sealed class PolicyReader(GraphDraft draft)
{
    private readonly DocumentReader documents = new(draft);

    /// <summary>The statements, also those that only may be there. Paths are without positions.</summary>
    public IReadOnlyList<Statement> Of(PlanResource resource, string path = "policy")
    {
        IReadOnlyList<Block> blocks = [resource];
        var steps = path.Split('.');
        foreach (var step in steps.SkipLast(1))
            blocks = [.. blocks.SelectMany(block => block.Blocks(step))];
        var known = blocks.Where(block => block.Object(steps[^1]) is not null).ToList();
        // Sets of blocks are in another order in the configuration: all references count when one block is unknown.
        return known.Count > 0 && known.Count == blocks.Count ? [.. known.SelectMany(block => Known(block, steps[^1]))]
            : [.. known.SelectMany(block => Known(block, steps[^1])), .. Referred(resource, path)];
    }

    /// <summary>Whether there is any policy, known or not.</summary>
    public static bool IsThere(PlanResource resource, string path = "policy") =>
        resource.Object(path) is not null || resource.IsUnknown(path) || resource.References.Any(each => each.Plain == path);

    private List<Statement> Referred(PlanResource resource, string path)
    {
        var references = resource.References.Where(each => each.Plain == path).DistinctBy(each => each.Target).ToList();
        var documented = references.Where(each => each.Target.Type == DocumentReader.Type).SelectMany(each => documents.Of(each.Target)).ToList();
        var direct = references.Where(each => each.Target.Type != DocumentReader.Type).ToList();
        if (direct.Count == 0)
            return documented;
        List<PlanResource> targets = [.. direct.Select(each => each.Target)];
        return [.. documented, new(true, Patterns.Unknown, Patterns.None, Principals.None with { Linked = targets, IsUnknown = true }, Conditions.None, new(resource.Address, direct[0].Path)) { Linked = targets }];
    }

    private static IEnumerable<Statement> Known(Block block, string name)
    {
        if (block.Object(name)!["Statement"] is not JsonArray statements)
            yield break;
        foreach (var (at, statement) in statements.Index())
            if (statement is JsonObject one && Effect(one) is { } allows)
                yield return new(allows, Names(one, "Action"), Names(one, "Resource"), PrincipalsOf(one), ConditionsOf(one), new(block.Says(name).Address, $"{block.Says(name).Path}.Statement[{at}]"));
    }

    private static bool? Effect(JsonObject statement) => (statement["Effect"] as JsonValue)?.GetValue<string>() switch { "Allow" => true, "Deny" => false, _ => null };

    /// <summary>An element that is there with nothing in it had something that did not leave the machine.</summary>
    private static Patterns Names(JsonObject statement, string name)
    {
        var negated = statement.ContainsKey("Not" + name);
        var key = negated ? "Not" + name : name;
        var names = Texts(statement[key]);
        return statement.ContainsKey(key) ? new(names, negated, IsUnknown: names.Length == 0) : Patterns.None;
    }

    private static Principals PrincipalsOf(JsonObject statement)
    {
        var negated = statement.ContainsKey("NotPrincipal");
        var principal = statement[negated ? "NotPrincipal" : "Principal"];
        if (principal is not JsonObject kinds)
            return Principals.None with { Accounts = Texts(principal), IsNegated = negated };
        return new(Texts(kinds["AWS"]), Texts(kinds["Service"]), Texts(kinds["Federated"]), [], negated);
    }

    private static Conditions ConditionsOf(JsonObject statement) => statement["Condition"] is JsonObject { Count: > 0 } operators
        ? new(true, [.. operators.SelectMany(each => Texts(each.Value)).Select(Lower)])
        : Conditions.None;

    private static string Lower(string key) => key.ToLowerInvariant();

    private static string[] Texts(JsonNode? node) => node switch
    {
        JsonArray list => [.. list.OfType<JsonValue>().Where(each => each.TryGetValue<string>(out _)).Select(each => each.GetValue<string>())],
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };
}
