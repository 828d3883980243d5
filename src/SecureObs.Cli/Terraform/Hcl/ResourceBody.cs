namespace SecureObs.Cli.Terraform.Hcl;

/// <summary>
/// The arguments and blocks of a resource that are on the allowlist. The others are not evaluated, so that nothing of them is anywhere.
/// </summary>
internal static class ResourceBody
{
    public static MapValue Of(MapExpression body, Context context, AllowedAttribute allowed)
    {
        var values = new List<(string, Value)>();
        foreach (var (name, below) in allowed.Below)
        {
            var (written, dynamic) = (body.At(name), Dynamic(body, name).ToList());
            if (below.Below.Count > 0 && (dynamic.Count > 0 || IsBlocks(written)))
                values.Add((name, new ListValue([.. StaticModule.Blocks(written).Select(block => Of(block, context, below)), .. dynamic.SelectMany(block => Made(block.Name, block.Block, context, below))])));
            else if (written is not null)
                values.Add((name, Converted(Evaluator.Of(written, context), below.Kind, name)));
        }
        return new(values);
    }

    /// <summary>Whether it may be blocks of one name: a list of objects looks the same, and means the same in a plan.</summary>
    public static bool IsBlocks(Expression? written) =>
        written is MapExpression { MayBeBlock: true } || (written is ListExpression { Items.Count: > 0 } list && list.Items.All(item => item is MapExpression));

    /// <summary>The blocks that <c>dynamic</c> makes (developer.hashicorp.com/terraform/language/expressions/dynamic-blocks).</summary>
    public static IEnumerable<(string Name, MapExpression Block)> Dynamic(MapExpression body) =>
        StaticModule.Blocks(body.At("dynamic")).SelectMany(block => block.Named).SelectMany(named => StaticModule.Blocks(named.Value).Select(block => (named.Name, block)));

    /// <summary>The name that the content of a dynamic block has for what is iterated over.</summary>
    public static string Iterator(string name, MapExpression dynamic) => dynamic.At("iterator") switch
    {
        TraversalExpression { Steps.Count: 1 } named => named.Root,
        LiteralExpression { Value: string named } => named,
        _ => name,
    };

    /// <summary>
    /// A number that is written for text, and the like, as the provider's schema would have it: of ports a range or a list of several is text
    /// in all three providers, one alone a number.
    /// </summary>
    private static Value Converted(Value value, AttributeKind? kind, string name)
    {
        if (value is ListValue list && kind is not null)
            return list with { Items = [.. list.Items.Select(item => Converted(item, kind, name))] };
        var isText = kind is AttributeKind.Port ? name.Contains("range", StringComparison.Ordinal) || name.EndsWith("ports", StringComparison.Ordinal)
            : kind is not (null or AttributeKind.Flag or AttributeKind.Number or AttributeKind.Policy);
        object? content = (value, kind) switch
        {
            (Scalar { Content: decimal or bool }, _) when isText => value.AsText(),
            (Scalar { Content: string }, AttributeKind.Number or AttributeKind.Port) when !isText => value.AsNumber(),
            (Scalar { Content: string }, AttributeKind.Flag) => value.AsFlag(),
            _ => null,
        };
        return content is null ? value : Value.Of(content).Marked(value.IsSensitive);
    }

    private static IEnumerable<(string Name, MapExpression Block)> Dynamic(MapExpression body, string name) => Dynamic(body).Where(block => block.Name == name);

    /// <summary>One that is unknown when it cannot be told which there are.</summary>
    private static IEnumerable<Value> Made(string name, MapExpression dynamic, Context context, AllowedAttribute allowed)
    {
        var over = dynamic.At("for_each") is { } each ? Evaluator.Of(each, context) : Value.Unknown;
        if (Evaluator.Entries(over) is not { } entries || StaticModule.Blocks(dynamic.At("content")).FirstOrDefault() is not { } content)
            return [Evaluator.UnknownOf([over])];
        return entries.Select(entry =>
            Of(content, context.With(Iterator(name, dynamic), new MapValue([("key", entry.Key), ("value", entry.Value)])), allowed).Marked(over.IsSensitive));
    }
}
