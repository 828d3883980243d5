using SecureObs.Contracts;

namespace SecureObs.Cli.Terraform;

/// <summary>
/// Finds the resources that an expression is made from: through variables of modules to what the call gives, through outputs to what they
/// are made from, from a resource in the configuration to its instances. What leads to none is counted with the reason.
/// </summary>
internal sealed class ReferenceResolver
{
    private const int MostSteps = 256;

    /// <summary>A resource as the configuration names it, in a module, with the key that was asked for.</summary>
    private readonly record struct Found(string Module, string Resource, string? Key);

    /// <summary>One instance of it.</summary>
    private sealed record Instance(string Address, IReadOnlyList<(string Name, string? Key)> Modules, string? Key);

    private readonly ConfigModule root;
    private readonly Dictionary<string, List<Instance>> instances = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TopologyResource> data = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> unresolved = new(StringComparer.Ordinal);

    public ReferenceResolver(ConfigModule root, IEnumerable<TopologyResource> resources)
    {
        this.root = root;
        foreach (var resource in resources)
            Add(resource.Address);
    }

    /// <summary>Data sources that something refers to and that were read before the plan: nothing of them is known but that they are there.</summary>
    public IReadOnlyCollection<TopologyResource> DataSources => data.Values;

    /// <summary>How many references lead to no resource, by the reason.</summary>
    public IReadOnlyDictionary<string, int> Unresolved => unresolved;

    /// <summary>Each pair of source and target once for an attribute, in the order of the configuration.</summary>
    public IEnumerable<TopologyReference> All() => Module(root, "", []);

    private IEnumerable<TopologyReference> Module(ConfigModule module, string path, IReadOnlyList<ConfigModule> outer)
    {
        foreach (var (resource, expressions) in module.Resources)
        {
            var sources = instances.GetValueOrDefault(Key(path, resource)) ?? [];
            foreach (var expression in expressions)
            {
                var (targets, byKey) = Targets(expression.References, module, path, outer);
                foreach (var source in sources)
                    foreach (var target in targets.SelectMany(target => Instances(source, target, byKey)).Where(target => target != source.Address).Distinct())
                        yield return new(source.Address, target, "terraform", expression.Path);
            }
        }
        foreach (var (name, call) in module.Calls)
            foreach (var reference in Module(call.Module, path.Length == 0 ? name : $"{path}.{name}", [.. outer, module]))
                yield return reference;
    }

    /// <returns>The resources, and whether the expression has a key of its own resource in it.</returns>
    private (List<Found> Targets, bool ByKey) Targets(IReadOnlyList<string> references, ConfigModule module, string path, IReadOnlyList<ConfigModule> outer)
    {
        var found = new List<Found>();
        foreach (var reference in MostSpecific(references))
            Resolve(reference, module, path, outer, found, [], 0);
        return ([.. found.Distinct()], references.Any(each => each.StartsWith("count.", StringComparison.Ordinal) || each.StartsWith("each.", StringComparison.Ordinal)));
    }

    private void Resolve(string reference, ConfigModule module, string path, IReadOnlyList<ConfigModule> outer, List<Found> found, HashSet<(string Path, string Reference)> seen, int steps)
    {
        // Also ends what leads in a circle.
        if (steps > MostSteps || !seen.Add((path, reference)))
            return;
        var parts = TerraformAddress.Steps(reference);
        switch (parts)
        {
            case [{ Name: "var" }, var variable, ..]:
                if (outer.Count == 0)
                    Note("a variable of the root module");
                else if (outer[^1].Calls.GetValueOrDefault(Last(path))?.Inputs.GetValueOrDefault(variable.Name) is { } given)
                    foreach (var one in MostSpecific(given))
                        Resolve(one, outer[^1], Before(path), [.. outer.SkipLast(1)], found, seen, steps + 1);
                break;   // else its default
            case [{ Name: "module" }, var called, var output, ..] when module.Calls.TryGetValue(called.Name, out var call):
                foreach (var one in MostSpecific(call.Module.Outputs.GetValueOrDefault(output.Name) ?? []))
                    Resolve(one, call.Module, path.Length == 0 ? called.Name : $"{path}.{called.Name}", [.. outer, module], found, seen, steps + 1);
                break;
            case [{ Name: "module" }, ..]:
                Note(parts is [_, var unread, ..] && !module.Calls.ContainsKey(unread.Name) ? "a module that was not read" : "a module as a whole");
                break;
            case [{ Name: "local" }, ..]:
                Note("a local value, of which a plan does not say what it is made from");
                break;
            case [{ Name: "each" or "count" or "self" or "path" or "terraform" }, ..]:
                break;
            case [{ Name: "data" }, var type, var name, ..]:
                AddFound(module, path, $"data.{type.Name}.{name.Name}", name.Key, found);
                break;
            case [var type, var name, ..]:
                AddFound(module, path, $"{type.Name}.{name.Name}", name.Key, found);
                break;
        }
    }

    private void AddFound(ConfigModule module, string path, string resource, string? key, List<Found> found)
    {
        if (module.Resources.ContainsKey(resource) || instances.ContainsKey(Key(path, resource)))
            found.Add(new(path, resource, key));
        else
            Note("a resource that the configuration does not have");
    }

    /// <summary>The instances of the target that the source means: in the same instances of the modules that both are in, of the key that is asked for, or of its own.</summary>
    private IEnumerable<string> Instances(Instance source, Found target, bool byKey)
    {
        if (!instances.TryGetValue(Key(target.Module, target.Resource), out var all))
        {
            if (target.Resource.StartsWith("data.", StringComparison.Ordinal))
                return [DataSource(target)];
            Note("a resource with no instance in the plan");
            return [];
        }
        var near = all.Where(each => each.Modules.Zip(source.Modules).TakeWhile(pair => pair.First.Name == pair.Second.Name).All(pair => pair.First.Key == pair.Second.Key));
        if (target.Key is { } asked && near.Where(each => each.Key == asked).ToList() is { Count: > 0 } keyed)
            return keyed.Select(each => each.Address);
        if (byKey && target.Key is null && source.Key is { } own && near.Where(each => each.Key == own).ToList() is { Count: > 0 } same)
            return same.Select(each => each.Address);
        return near.Select(each => each.Address);
    }

    private string DataSource(Found target)
    {
        var module = target.Module.Length == 0 ? null : string.Join('.', target.Module.Split('.').Select(name => $"module.{name}"));
        var address = module is null ? target.Resource : $"{module}.{target.Resource}";
        var parts = target.Resource.Split('.');
        data.TryAdd(address, new(address, module, "data", parts[1], parts[2], null, ["read"], [], [], []));
        return address;
    }

    private void Add(string address)
    {
        var steps = TerraformAddress.Steps(address);
        var modules = new List<(string Name, string? Key)>();
        var at = 0;
        for (; at + 1 < steps.Count && steps[at].Name == "module"; at += 2)
            modules.Add(steps[at + 1]);
        var key = Key(string.Join('.', modules.Select(module => module.Name)), string.Join('.', steps.Skip(at).Select(step => step.Name)));
        if (!instances.TryGetValue(key, out var known))
            instances[key] = known = [];
        known.Add(new(address, modules, steps[^1].Key));
    }

    /// <summary>Terraform lists <c>a.b[0].id</c>, <c>a.b[0]</c> and <c>a.b</c> for one: what is the beginning of another one says nothing more.</summary>
    private static IEnumerable<string> MostSpecific(IReadOnlyList<string> references)
    {
        var beginnings = references.SelectMany(Beginnings).ToHashSet(StringComparer.Ordinal);
        return references.Distinct(StringComparer.Ordinal).Where(each => !beginnings.Contains(each));
    }

    private static IEnumerable<string> Beginnings(string reference) =>
        Enumerable.Range(0, reference.Length).Where(at => reference[at] is '.' or '[').Select(at => reference[..at]);

    private void Note(string why) => unresolved[why] = unresolved.GetValueOrDefault(why) + 1;

    private static string Key(string module, string resource) => $"{module}|{resource}";

    private static string Last(string path) => path[(path.LastIndexOf('.') + 1)..];

    private static string Before(string path) => path.LastIndexOf('.') is > 0 and var dot ? path[..dot] : "";
}
