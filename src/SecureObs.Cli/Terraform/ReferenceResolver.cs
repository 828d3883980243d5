using SecureObs.Contracts;

namespace SecureObs.Cli.Terraform;

/// <summary>
/// Finds the resources that an expression is made from: through variables of modules to what the call gives, through outputs to what they
/// are made from, from a resource in the configuration to its instances. What leads to none is counted with the reason.
/// </summary>
internal sealed class ReferenceResolver(ConfigModule root, IEnumerable<TopologyResource> resources)
{
    private readonly InstanceIndex instances = new(resources.Select(resource => resource.Address));
    private readonly Dictionary<string, TopologyResource> data = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> unresolved = new(StringComparer.Ordinal);

    /// <summary>Data sources that something refers to and of which the plan says nothing but that they are there.</summary>
    public IReadOnlyCollection<TopologyResource> DataSources => data.Values;

    /// <summary>How many references lead to no resource, by the reason.</summary>
    public IReadOnlyDictionary<string, int> Unresolved => unresolved;

    /// <summary>Each pair of source and target once for an attribute, in the order of the configuration.</summary>
    public IEnumerable<TopologyReference> All() => Module(new(root, "", null));

    private IEnumerable<TopologyReference> Module(ModuleScope scope)
    {
        foreach (var (resource, expressions) in scope.Module.Resources)
        {
            if (instances.Of(scope.Path, resource) is not { } sources)
                continue;
            foreach (var expression in expressions)
            {
                var search = new ReferenceSearch(instances, Note);
                search.Follow(expression, scope, KeyOf.Own);
                foreach (var source in sources.All)
                    foreach (var target in search.Found.SelectMany(target => Meant(source, scope.Path, target)).Where(target => target != source.Address).Distinct())
                        yield return new(source.Address, target, "terraform", expression.Path);
            }
        }
        foreach (var name in scope.Module.Calls.Keys)
            foreach (var reference in Module(scope.Called(name)))
                yield return reference;
    }

    /// <summary>The instances of the target that the source means: in the same instances of the modules that both are in, of the key that is asked for, or of its own.</summary>
    private IEnumerable<string> Meant(Instance source, string module, ReferenceTarget target)
    {
        if (instances.Of(target.Module, target.Resource) is not { } all)
        {
            if (target.Resource.StartsWith("data.", StringComparison.Ordinal))
                return [DataSource(target)];
            Note("a resource with no instance in the plan");
            return [];
        }
        var near = all.Near(source, ModuleScope.Shared(module, target.Module));
        var meant = target.Key is { } asked && near.Of(asked) is { Count: > 0 } keyed ? keyed
            : target.Key is null && target.Keyed?.Of(source, module) is { } own && near.Of(own) is { Count: > 0 } same ? same
            : near.All;
        return meant.Where(each => target.Modules.All(step => each.Modules[step.Depth] == step.Key)).Select(each => each.Address);
    }

    private string DataSource(ReferenceTarget target)
    {
        var module = target.Module.Length == 0 ? null : string.Join('.', target.Module.Split('.').Select(name => $"module.{name}"));
        var address = module is null ? target.Resource : $"{module}.{target.Resource}";
        var parts = target.Resource.Split('.');
        data.TryAdd(address, new(address, module, "data", parts[1], parts[2], null, ["read"], [], [], []));
        return address;
    }

    private void Note(string why) => unresolved[why] = unresolved.GetValueOrDefault(why) + 1;
}
