using System.Collections.Immutable;
using System.Globalization;

namespace SecureObs.Cli.Terraform.Hcl;

/// <summary>
/// What the configuration says about which attribute is made from what, in the words of a plan. Local values, of which a plan does not say
/// what they are made from, are followed: into an object only where the key is known.
/// </summary>
internal sealed class References
{
    /// <summary>Local values made from local values, so deep.</summary>
    private const int MostLocals = 128;

    private static readonly HashSet<string> NoAttributes = new(StringComparer.Ordinal) { "lifecycle", "provider", "provisioner", "connection", "dynamic" };
    private static readonly HashSet<string> NoInputs = new(StringComparer.Ordinal) { "source", "version", "providers", "count", "for_each", "depends_on" };

    private readonly StaticModule root;

    private References(StaticModule root) => this.root = root;

    public static ConfigModule Of(StaticModule root)
    {
        var configuration = new ConfigModule();
        new References(root).Fill(configuration, root);
        return configuration;
    }

    private void Fill(ConfigModule configuration, StaticModule module)
    {
        foreach (var ((type, name), body) in module.Resources)
            configuration.Resources[$"{type}.{name}"] = Expressions(module, body, Allowlist.Of(type));
        foreach (var ((type, name), body) in module.Data)
            configuration.Resources[$"data.{type}.{name}"] = Expressions(module, body, Allowlist.OfData(type));
        foreach (var (name, output) in module.Outputs)
            configuration.Outputs[name] = output.At("value") is { } value ? In(module, value) : [];
        foreach (var (name, called) in module.Called)
        {
            var call = configuration.Call(name);
            foreach (var (input, value) in module.Calls[name].Named.Where(input => !NoInputs.Contains(input.Name)))
                call.Inputs[input] = In(module, value);
            Fill(call.Module, called);
        }
    }

    private List<ConfigExpression> Expressions(StaticModule module, MapExpression body, AllowedAttribute? allowed)
    {
        var found = new List<ConfigExpression>();
        Collect(module, body, allowed, "", [], found);
        return found;
    }

    private void Collect(StaticModule module, MapExpression body, AllowedAttribute? allowed, string at, ImmutableHashSet<string> bound, List<ConfigExpression> into)
    {
        foreach (var (name, value) in body.Named.Where(argument => !NoAttributes.Contains(argument.Name)))
        {
            var below = allowed?.Below.GetValueOrDefault(name);
            // Of an attribute that is not on the list it is not known whether it is a block: most lists of objects are.
            if (below is not { Kind: not null } && ResourceBody.IsBlocks(value))
                foreach (var (position, block) in StaticModule.Blocks(value).Index())
                    Collect(module, block, below, $"{at}{name}[{position}].", bound, into);
            else
                Add(at + name, In(module, value, bound), into);
        }
        foreach (var (name, dynamic) in ResourceBody.Dynamic(body))
        {
            // Where its blocks stand among others is not the same for each instance.
            if (dynamic.At("for_each") is { } each)
                Add(at + name, In(module, each, bound), into);
            foreach (var content in StaticModule.Blocks(dynamic.At("content")))
                Collect(module, content, allowed?.Below.GetValueOrDefault(name), $"{at}{name}.", bound.Add(ResourceBody.Iterator(name, dynamic)), into);
        }
    }

    private static void Add(string path, List<string> references, List<ConfigExpression> into)
    {
        if (references.Count > 0)
            into.Add(new(path, references));
    }

    private List<string> In(StaticModule module, Expression expression, ImmutableHashSet<string>? bound = null)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        Find(module, expression, bound ?? [], new([], 0), found);
        return [.. found];
    }

    private void Find(StaticModule module, Expression expression, ImmutableHashSet<string> bound, Followed locals, HashSet<string> found)
    {
        if (expression is ForExpression each)
            bound = bound.Add(each.KeyName).Add(each.ValueName);
        if (expression is TraversalExpression { Second: { } second } traversal && !bound.Contains(traversal.Root))
        {
            if (traversal.Root is "local")
                Follow(module, second, traversal, locals, found);
            else if (traversal.Root is not ("path" or "terraform" or "self" or "ephemeral") && (traversal.Root is not "var" || module != root))
                found.Add(Text(traversal.Steps));
        }
        foreach (var part in expression.Parts)
            Find(module, part, bound, locals, found);
    }

    /// <param name="Seen">What was followed, each once: a value may have the same one in it many times, also itself.</param>
    private readonly record struct Followed(HashSet<string> Seen, int Depth);

    private void Follow(StaticModule module, string name, TraversalExpression traversal, Followed locals, HashSet<string> found)
    {
        if (locals.Depth >= MostLocals || !locals.Seen.Add(Text(traversal.Steps)) || !module.Locals.TryGetValue(name, out var local))
            return;
        foreach (var step in traversal.Steps.Skip(2))
        {
            var below = local switch
            {
                MapExpression map when step.Position is null => map.At(step.Text),
                ListExpression list when step.Position is >= 0 and var at && at < list.Items.Count => list.Items[at],
                _ => null,
            };
            if (below is null)
                break;
            local = below;
        }
        Find(module, local, [], locals with { Depth = locals.Depth + 1 }, found);
    }

    /// <summary>As Terraform writes it: <c>azurerm_subnet.app["a"].id</c>.</summary>
    private static string Text(IReadOnlyList<Step> steps) => string.Concat(steps.Select((step, at) =>
        !step.IsKey ? (at == 0 ? step.Text : "." + step.Text)
        : step.Position is { } position ? string.Create(CultureInfo.InvariantCulture, $"[{position}]") : $"[\"{Instance.Escaped(step.Text)}\"]"));
}
