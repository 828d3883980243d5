using System.Text.Json;
using SecureObs.Cli.Importing.Reading;

namespace SecureObs.Cli.Terraform.Hcl;

/// <summary>Reads the trees that parse.cjs writes.</summary>
internal static class ExpressionReader
{
    public static Expression Read(JsonElement node) => node.Text("kind") switch
    {
        "literal" => new LiteralExpression(Literal(node.At("value"))),
        "template" => new TemplateExpression(Items(node)),
        "traversal" when Steps(node) is { Count: > 0 } steps => new TraversalExpression(steps),
        "steps" => new StepsExpression(Read(node.At("of")), Steps(node)),
        "index" => new IndexExpression(Read(node.At("of")), Read(node.At("key"))),
        "list" => new ListExpression(Items(node)),
        "map" => new MapExpression([.. node.At("items").Items().Select(item => (Read(item.At("key")), Read(item.At("value"))))], node.At("json").ValueKind is JsonValueKind.True),
        "if" when Items(node) is [var condition, var then, var otherwise] => new ConditionalExpression(condition, then, otherwise),
        "operator" => new OperatorExpression(node.Text("name") ?? "", Items(node)),
        "call" => new CallExpression(node.Text("name") ?? "", Items(node)),
        "for" => For(node),
        _ => new OtherExpression(Items(node)),
    };

    private static Expression For(JsonElement node)
    {
        var items = Items(node);
        var (makesMap, conditional) = (node.At("makesMap").ValueKind is JsonValueKind.True, node.At("hasCondition").ValueKind is JsonValueKind.True);
        var value = makesMap ? 2 : 1;
        // With `...` the values of a key are a list: not evaluated.
        return node.At("grouped").ValueKind is JsonValueKind.True || items.Length != value + (conditional ? 2 : 1)
            ? new OtherExpression(items)
            : new ForExpression(node.Text("keyName") ?? "", node.Text("valueName") ?? "", items[0], makesMap ? items[1] : null, items[value], conditional ? items[^1] : null);
    }

    private static object? Literal(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.Text() ?? value.GetString(),   // a blank is text too
        JsonValueKind.Number when value.TryGetDecimal(out var number) => number,
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        _ => null,
    };

    private static Expression[] Items(JsonElement node) => [.. node.At("items").Items().Select(Read)];

    private static List<Step> Steps(JsonElement node) =>
        [.. node.At("steps").Items().Select(step => step.ValueKind is JsonValueKind.String ? new Step(step.Text() ?? "")
            : step.At("at").ValueKind is JsonValueKind.Number && step.At("at").TryGetInt32(out var position) ? new Step("", IsKey: true, position)
            : new Step(step.Text("key") ?? "", IsKey: true))];
}
