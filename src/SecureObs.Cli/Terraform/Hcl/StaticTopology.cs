using System.Globalization;
using System.Text.Json;
using SecureObs.Contracts;

namespace SecureObs.Cli.Terraform.Hcl;

/// <summary>
/// Makes of modules what <see cref="PlanReader"/> makes of a plan: each instance of a resource in the form of an entry of
/// <c>resource_changes</c>, through the same sanitizer, and the references of the configuration through the same resolver.
/// </summary>
internal sealed class StaticTopology
{
    /// <summary>How the first warning begins: the published sign of a topology that was made without a plan.</summary>
    public const string Mark = "Topology extracted by static HCL analysis";

    private const string Undecided = "which instances there are cannot be told: one stands for all of them";

    private readonly ResourceSanitizer sanitizer = new();
    private readonly Dictionary<string, TopologyResource> resources = new(StringComparer.Ordinal);
    private readonly List<Dropped> undecided = [];
    private int modules;
    private int undecidedModules;

    public static CommandFailure TooLarge() =>
        new(ExitCode.Failed, $"the Terraform root cannot be read: it has more than {PlanReader.MostResources} resources, which one analysis may have: analyse its parts");

    /// <param name="values">Of the root's variables.</param>
    /// <param name="remote">How many modules were not read.</param>
    /// <exception cref="CommandFailure">It is larger than an analysis may be.</exception>
    public static SanitizedPlan Of(StaticModule root, IReadOnlyDictionary<string, Expression> values, int remote)
    {
        var topology = new StaticTopology();
        var scope = new ModuleInstance(root, "", name => values.TryGetValue(name, out var value) ? TfVars.Constant(value) : null, new());
        topology.Add(scope);
        List<TopologyResource> resources = [.. topology.resources.Values];
        var tags = NetworkTags.Limit(resources);
        var resolver = new ReferenceResolver(References.Of(root), resources);
        var references = PlanReader.References(resolver);
        return new("1.0", null, [.. resources, .. resolver.DataSources], references, resolver.Unresolved, [.. topology.sanitizer.Dropped, .. tags, .. topology.undecided])
        {
            IsStatic = true,
            Warnings = [.. topology.Warnings(remote, root.Variables.Count(variable => !values.ContainsKey(variable.Key) && variable.Value.At("default") is null))],
        };
    }

    private void Add(ModuleInstance scope)
    {
        if (++modules > PlanReader.MostResources)
            throw TooLarge();
        foreach (var ((type, name), body) in scope.Module.Resources)
            Add(new(scope, "managed", type, name, body), scope.Expand("resource", type, name));
        foreach (var ((type, name), body) in scope.Module.Data)
            Add(new(scope, "data", type, name, body), scope.Expand("data", type, name));
        foreach (var call in scope.Module.Called.Keys)
        {
            var expansion = scope.Expand("module", "", call);
            undecidedModules += expansion.IsKnown ? 0 : 1;
            foreach (var instance in expansion.Instances)
                Add(scope.Child(call, instance));
        }
    }

    private void Add(StaticResource resource, Expansion expansion)
    {
        foreach (var instance in expansion.Instances)
        {
            resource.Module.Evaluation.Spend(1 + resource.Body.Items.Count);
            using var change = JsonDocument.Parse(resource.Change(instance).ToJsonString());
            if (sanitizer.Change(change.RootElement) is { } safe)
                resources[safe.Address] = safe;
            if (resources.Count > PlanReader.MostResources)
                throw TooLarge();
        }
        if (!expansion.IsKnown)
            undecided.Add(new(resource.Address(Instance.Single), resource.Body.At("count") is null ? "for_each" : "count", Undecided));
    }

    private IEnumerable<string> Warnings(int remote, int unset)
    {
        yield return $"{Mark}: there was no plan, and what providers, data sources and state would say is unknown";
        var counted = new[]
        {
            (undecided.Count, "resources have a count or for_each that cannot be told: one stands for all of its instances"),
            (undecidedModules, "modules have a count or for_each that cannot be told: one stands for all of its instances"),
            (remote, "modules are not local and were not read"),
            (unset, "variables of the root have neither a value nor a default"),
            (resources.Values.Sum(resource => resource.UnknownAttributePaths.Count), "attributes have values that cannot be told"),
        };
        foreach (var (count, what) in counted.Where(counted => counted.Item1 > 0))
            yield return string.Create(CultureInfo.InvariantCulture, $"{count} {what}");
    }
}
