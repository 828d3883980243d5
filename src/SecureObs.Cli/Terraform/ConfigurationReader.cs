using System.Text.Json;
using SecureObs.Cli.Importing.Reading;

namespace SecureObs.Cli.Terraform;

/// <summary>
/// Takes the configuration of a plan in piece by piece, one resource, output or input at a time
/// (developer.hashicorp.com/terraform/internals/json-format, "Configuration Representation"). Of its constants nothing is read.
/// </summary>
internal sealed class ConfigurationReader
{
    private const int MostDepth = 32;

    /// <summary>Of one reference, so many are looked at.</summary>
    private const int MostSteps = 64;

    /// <summary>Modules in modules, so deep.</summary>
    private const int MostModules = 16;

    /// <summary>Three for each depth: resources, outputs, inputs of the calls.</summary>
    public static IReadOnlyList<string> Paths { get; } =
    [
        .. from depth in Enumerable.Range(0, MostModules)
           let module = "configuration.root_module" + string.Concat(Enumerable.Repeat(".module_calls.*.module", depth))
           from path in new[] { "resources[]", "outputs.*.expression", "module_calls.*.expressions.*" }
           select $"{module}.{path}",
    ];

    /// <summary>The same few texts come again and again.</summary>
    private readonly HashSet<string> texts = new(StringComparer.Ordinal);

    public ConfigModule Root { get; } = new();

    /// <param name="path">Position in <see cref="Paths"/>.</param>
    /// <param name="names">Of the modules on the way, then of the output, or of the call and the input.</param>
    public void Take(int path, IReadOnlyList<string> names, JsonElement value)
    {
        var (depth, what) = Math.DivRem(path, 3);
        if (!names.All(name => ResourceSanitizer.Identifier().IsMatch(name)))
            return;
        var module = names.Take(depth).Aggregate(Root, (outer, name) => outer.Call(name).Module);
        if (what == 0)
            Resource(module, value);
        else if (what == 1)
            module.Outputs[names[^1]] = References(value);
        else
            module.Call(names[^2]).Inputs[names[^1]] = References(value);
    }

    private void Resource(ConfigModule module, JsonElement resource)
    {
        if (resource.Text("type") is not { } type || resource.Text("name") is not { } name || !ResourceSanitizer.Identifier().IsMatch(type) || !ResourceSanitizer.Identifier().IsMatch(name))
            return;
        var expressions = new List<ConfigExpression>();
        Collect(resource.At("expressions"), "", expressions, 0);
        Collect(resource.At("count_expression"), "count", expressions, 0);
        Collect(resource.At("for_each_expression"), "for_each", expressions, 0);
        if (resource.At("depends_on").Texts() is { Count: > 0 } depends)
            expressions.Add(new("depends_on", MostSpecific(depends)));
        module.Resources.TryAdd((resource.Text("mode") is "data" ? "data." : "") + type + "." + name, [.. expressions.DistinctBy(each => each.Path)]);
    }

    /// <summary>An expression has its references; a block is an object of expressions, several blocks are a list of those.</summary>
    private void Collect(JsonElement expression, string path, List<ConfigExpression> into, int depth)
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
                into.Add(new(Kept(path), MostSpecific(references)));
            return;
        }
        if (expression.At("constant_value").ValueKind is not JsonValueKind.Undefined)
            return;
        foreach (var (name, below) in expression.Members())
            if (ResourceSanitizer.Identifier().IsMatch(name))
                Collect(below, path.Length == 0 ? name : $"{path}.{name}", into, depth + 1);
    }

    /// <summary>All that an expression refers to, however deep it stands.</summary>
    private List<string> References(JsonElement expression)
    {
        var found = new List<ConfigExpression>();
        Collect(expression, "", found, 0);
        return MostSpecific([.. found.SelectMany(each => each.References)]);
    }

    /// <summary>Terraform lists <c>a.b[0].id</c>, <c>a.b[0]</c> and <c>a.b</c> for one: what is the beginning of another one says nothing more.</summary>
    private List<string> MostSpecific(IReadOnlyList<string> references)
    {
        if (references.Count == 1)
            return [Kept(references[0])];
        var specific = references.ToHashSet(StringComparer.Ordinal);
        var beginnings = specific.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var reference in references)
        {
            for (var (at, steps) = (0, 0); at < reference.Length && steps < MostSteps; at++)
                if (reference[at] is '.' or '[' && ++steps > 0)
                    beginnings.Remove(reference.AsSpan(0, at));
        }
        return [.. references.Where(specific.Remove).Select(Kept)];
    }

    private string Kept(string text)
    {
        if (texts.TryGetValue(text, out var known))
            return known;
        texts.Add(text);
        return text;
    }
}
