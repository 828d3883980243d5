using System.Text.Json;
using SecureObs.Cli.Importing.Reading;

namespace SecureObs.Cli.Terraform;

/// <summary>
/// What the configuration of a plan says about which attribute is made from what, before <c>count</c> and <c>for_each</c>
/// (developer.hashicorp.com/terraform/internals/json-format, "Configuration Representation"). Of its constants nothing is read.
/// </summary>
internal sealed class ConfigModule
{
    private const int MostDepth = 32;

    /// <summary>By <c>type.name</c>, data sources with <c>data.</c> before it.</summary>
    public Dictionary<string, IReadOnlyList<ConfigExpression>> Resources { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ConfigCall> Calls { get; } = new(StringComparer.Ordinal);

    /// <summary>What each output is made from.</summary>
    public Dictionary<string, IReadOnlyList<string>> Outputs { get; } = new(StringComparer.Ordinal);

    public static ConfigModule Read(JsonElement module, int depth = 0)
    {
        var read = new ConfigModule();
        foreach (var resource in module.At("resources").Items())
        {
            if (resource.Text("type") is not { } type || resource.Text("name") is not { } name)
                continue;
            var expressions = new List<ConfigExpression>();
            Collect(resource.At("expressions"), "", expressions, 0);
            Collect(resource.At("count_expression"), "count", expressions, 0);
            Collect(resource.At("for_each_expression"), "for_each", expressions, 0);
            if (resource.At("depends_on").Texts() is { Count: > 0 } depends)
                expressions.Add(new("depends_on", depends));
            read.Resources.TryAdd((resource.Text("mode") is "data" ? "data." : "") + type + "." + name, expressions);
        }
        foreach (var (name, output) in module.At("outputs").Members())
            read.Outputs[name] = References(output.At("expression"));
        if (depth < MostDepth)
            foreach (var (name, call) in module.At("module_calls").Members())
                read.Calls[name] = new(call.At("expressions").Members().ToDictionary(input => input.Name, input => References(input.Value), StringComparer.Ordinal), Read(call.At("module"), depth + 1));
        return read;
    }

    /// <summary>An expression has its references; a block is an object of expressions, several blocks are a list of those.</summary>
    private static void Collect(JsonElement expression, string path, List<ConfigExpression> into, int depth)
    {
        if (depth > MostDepth)
            return;
        if (expression.ValueKind is JsonValueKind.Array)
        {
            foreach (var (at, item) in expression.Items().Index())
                Collect(item, $"{path}[{at}]", into, depth + 1);
            return;
        }
        if (expression.At("references").ValueKind is JsonValueKind.Array)
        {
            if (expression.At("references").Texts() is { Count: > 0 } references)
                into.Add(new(path, references));
            return;
        }
        if (expression.At("constant_value").ValueKind is not JsonValueKind.Undefined)
            return;
        foreach (var (name, below) in expression.Members())
            if (ResourceSanitizer.Identifier().IsMatch(name))
                Collect(below, path.Length == 0 ? name : $"{path}.{name}", into, depth + 1);
    }

    /// <summary>All that an expression refers to, however deep it stands.</summary>
    private static List<string> References(JsonElement expression)
    {
        var found = new List<ConfigExpression>();
        Collect(expression, "", found, 0);
        return [.. found.SelectMany(each => each.References)];
    }
}

/// <param name="Path">The attribute, blocks with their positions.</param>
/// <param name="References">As Terraform lists them: <c>a.b.id</c> and <c>a.b</c> both.</param>
internal sealed record ConfigExpression(string Path, IReadOnlyList<string> References);

/// <param name="Inputs">What each variable of the module is given.</param>
internal sealed record ConfigCall(IReadOnlyDictionary<string, List<string>> Inputs, ConfigModule Module);
