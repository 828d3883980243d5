using SecureObs.Graph.Building;

namespace SecureObs.Graph.Aws.Policies;

/// <summary>
/// Reads <c>data.aws_iam_policy_document</c>
/// (registry.terraform.io/providers/hashicorp/aws, "Data Source: aws_iam_policy_document"), with the documents that it is put together from.
/// A document that overrides statements of another one adds to it here: which of them have the same <c>sid</c> is not sent.
/// </summary>
internal sealed class DocumentReader(GraphDraft draft)
{
    public const string Type = "aws_iam_policy_document";

    private readonly Dictionary<PlanResource, IReadOnlyList<Statement>> read = [];

    public IReadOnlyList<Statement> Of(PlanResource document)
    {
        if (read.TryGetValue(document, out var known))
            return known;
        read[document] = [];   // also ends documents in a circle
        var own = document.Blocks("statement").Select(block => One(document, block));
        var others = document.References.Where(each => each.Plain is "source_policy_documents" or "override_policy_documents" or "source_json" or "override_json" && each.Target.Type == Type).Select(each => each.Target).Distinct();
        return read[document] = [.. own, .. others.SelectMany(Of)];
    }

    private Statement One(PlanResource document, Block block)
    {
        var effect = block.Text("effect").Or("Allow");
        var actions = Names(block, "actions", "not_actions");
        var resources = Names(block, "resources", "not_resources");
        var linked = draft.Links(document, block, resources.IsNegated ? "not_resources" : "resources").Select(link => link.Target);
        // Who may be meant by a denial with an unknown effect is not told: it is taken for one that allows, by what is unknown.
        var unknown = effect.IsUnknown ? actions with { Names = [], IsUnknown = true } : actions;
        return new(!effect.Is("Deny"), unknown, resources, PrincipalsOf(document, block), ConditionsOf(block), new(document.Address, block.Prefix)) { Linked = [.. linked] };
    }

    private static Patterns Names(Block block, string name, string negated)
    {
        var (plain, not) = (block.Texts(name), block.Texts(negated));
        var isNegated = not.IsUnknown || not.Value is { Count: > 0 };
        var texts = isNegated ? not : plain;
        return new(texts.Value ?? [], isNegated, texts.IsUnknown);
    }

    /// <summary>Blocks of a set are in another order in the configuration: references count for the statement as a whole.</summary>
    private static Principals PrincipalsOf(PlanResource document, Block block)
    {
        var name = block.Blocks("not_principals").Count > 0 ? "not_principals" : "principals";
        var blocks = block.Blocks(name);
        IReadOnlyList<string> Of(params string[] kinds) =>
            [.. blocks.Where(each => kinds.Contains(each.Text("type").Value)).SelectMany(each => each.Texts("identifiers").Value ?? [])];
        var prefix = $"{block.Prefix}.{name}";
        var linked = document.References.Where(each => each.Path.StartsWith(prefix, StringComparison.Ordinal) && each.Path[prefix.Length..] is "" or ['.' or '[', ..]).Select(each => each.Target).Distinct();
        return new(Of("AWS", "*"), Of("Service"), Of("Federated"), [.. linked], name == "not_principals", blocks.Any(each => each.Texts("identifiers").IsUnknown));
    }

    private static Conditions ConditionsOf(Block block) => block.Blocks("condition") is { Count: > 0 } conditions
        ? new(true, [.. conditions.Select(each => each.Text("variable").Value).OfType<string>().Select(key => key.ToLowerInvariant())])
        : Conditions.None;
}
