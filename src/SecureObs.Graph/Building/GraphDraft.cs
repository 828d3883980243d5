using System.Text.RegularExpressions;
using SecureObs.Contracts;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Building;

/// <summary>
/// A topology that can be asked questions, and the graph that grows from the answers. The rules of a provider
/// (<see cref="IProviderRules"/>) ask and draw.
/// </summary>
internal sealed partial class GraphDraft
{
    private readonly Dictionary<string, PlanResource> byAddress = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<PlanResource>> byType = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<PlanResource>> byId = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, GraphNode> nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string, Verb, string), GraphEdge> edges = [];
    private readonly Dictionary<PlanResource, List<PlanResource>> contents = [];
    private readonly SortedDictionary<string, int> left = new(StringComparer.Ordinal);

    public GraphDraft(TerraformTopology topology)
    {
        foreach (var resource in topology.Resources.Where(WillBeThere))
            Add(new PlanResource(resource));
        foreach (var reference in topology.References.Distinct())
            Connect(reference);
        foreach (var each in byAddress.Values)
            nodes[each.Address] = new(each.Address, each.Type);
    }

    public IReadOnlyCollection<GraphNode> Nodes => nodes.Values;
    public IReadOnlyCollection<GraphEdge> Edges => edges.Values;

    /// <summary>What could not be told, by the reason, in words without data.</summary>
    public IReadOnlyDictionary<string, int> Left => left;

    public PlanResource? At(string address) => byAddress.GetValueOrDefault(address);

    /// <summary>Resources of these types; data sources only when asked for by <see cref="DataOfType"/>.</summary>
    public IEnumerable<PlanResource> OfType(params IEnumerable<string> types) => types.SelectMany(type => byType.GetValueOrDefault(type) ?? []).Where(each => !each.IsData);

    public IEnumerable<PlanResource> DataOfType(params IEnumerable<string> types) => types.SelectMany(type => byType.GetValueOrDefault(type) ?? []).Where(each => each.IsData);

    public IEnumerable<PlanResource> All => byAddress.Values;

    /// <summary>
    /// What an attribute of a resource names: by reference, else by a known id, ARN or self link, else, when <paramref name="types"/> are
    /// given, by an equal name of a resource of those. Paths are without positions: <c>ip_configuration.subnet_id</c>.
    /// </summary>
    public IReadOnlyList<Link> Links(PlanResource from, string path, params string[] types) => Find(from, path, reference => reference.Plain == path, () => Values(from, path), types);

    /// <summary>The same for an attribute of one block.</summary>
    public IReadOnlyList<Link> Links(PlanResource from, Block block, string name, params string[] types)
    {
        var path = block.Says(name).Path;
        return Find(from, path, reference => reference.Path == path || (reference.Path.StartsWith(path, StringComparison.Ordinal) && reference.Path[path.Length] == '['), () => block.Texts(name).Value ?? [], types);
    }

    /// <summary>Who names this resource by an attribute: resources of a type, and the path without positions.</summary>
    public static IEnumerable<(PlanResource Source, string Path)> ReferrersOf(PlanResource target, string type) =>
        target.ReferredBy.Where(each => each.Source.Type == type).Select(each => (each.Source, each.Plain));

    public GraphNode Node(string address) => nodes.TryGetValue(address, out var node) ? node : nodes[address] = new(address, "") { Kind = NodeKind.Entry };

    public void Change(PlanResource resource, Func<GraphNode, GraphNode> change) => nodes[resource.Address] = change(Node(resource.Address));

    public void Is(PlanResource resource, NodeKind kind, AssetKind asset = AssetKind.None) => Change(resource, node => node with { Kind = kind, Asset = asset });

    /// <summary>The wider exposure stays.</summary>
    public void Expose(PlanResource resource, Exposure exposure) => Change(resource, node => node.Exposure >= exposure ? node : node with { Exposure = exposure });

    /// <summary>Draws an edge, once for its ends, verb and ports: the surer evidence stays.</summary>
    public void Draw(GraphEdge edge)
    {
        if (edge.Source == edge.Target)
            return;
        Node(edge.Source);
        Node(edge.Target);
        var key = (edge.Source, edge.Target, edge.Verb, edge.Ports);
        if (!edges.TryGetValue(key, out var there) || edge.Evidence < there.Evidence)
            edges[key] = edge;
    }

    public void Draw(string source, string target, EdgeFamily family, Verb verb, Evidence evidence, params IReadOnlyList<Basis> basis) =>
        Draw(new GraphEdge(source, target, family, verb, evidence, basis));

    /// <summary>Draws that one resource lies in another one.</summary>
    public void Contain(PlanResource outer, PlanResource inner, Evidence evidence, Basis basis)
    {
        Draw(outer.Address, inner.Address, EdgeFamily.Containment, Verb.Contains, evidence, basis);
        Change(inner, node => node with { Parent = outer.Address });
        if (!contents.TryGetValue(outer, out var inside))
            contents[outer] = inside = [];
        inside.Add(inner);
    }

    /// <summary>A resource and all that lies in it, by edges that are drawn.</summary>
    public IEnumerable<PlanResource> Contents(PlanResource outer)
    {
        var seen = new HashSet<PlanResource> { outer };
        var open = new Queue<PlanResource>([outer]);
        while (open.TryDequeue(out var at))
            foreach (var inner in contents.GetValueOrDefault(at) ?? [])
                if (seen.Add(inner))
                    open.Enqueue(inner);
        return seen;
    }

    /// <summary>Notes something that cannot be told.</summary>
    public void Leave(string why) => left[why] = left.GetValueOrDefault(why) + 1;

    private IReadOnlyList<Link> Find(PlanResource from, string path, Func<(string Path, string Plain, PlanResource Target), bool> isMeant, Func<IEnumerable<string>> values, string[] types)
    {
        var found = new List<Link>();
        foreach (var reference in from.References)
            if (isMeant(reference) && (types.Length == 0 || types.Contains(reference.Target.Type)))
                found.Add(new(reference.Target, Evidence.Observed, new(from.Address, reference.Path)));
        if (found.Count > 0)
            return [.. found.DistinctBy(link => link.Target)];
        foreach (var value in values())
            foreach (var named in byId.GetValueOrDefault(value) ?? [])
                if (named != from && (types.Length == 0 ? IsId(value) : types.Contains(named.Type)))
                    found.Add(new(named, IsId(value) ? Evidence.Observed : Evidence.Inferred, new(from.Address, path)));
        return [.. found.DistinctBy(link => link.Target)];
    }

    /// <summary>Known texts at a path without positions.</summary>
    private static IEnumerable<string> Values(PlanResource from, string path)
    {
        IEnumerable<Block> blocks = [from];
        var steps = path.Split('.');
        foreach (var step in steps.SkipLast(1))
            blocks = blocks.SelectMany(block => block.Blocks(step));
        return blocks.SelectMany(block => block.Texts(steps[^1]).Value ?? []);
    }

    private void Add(PlanResource resource)
    {
        if (!byAddress.TryAdd(resource.Address, resource))
            return;
        Group(byType, resource.Type, resource);
        foreach (var name in new[] { "id", "arn", "self_link", "name", "bucket", "email" })
            if (resource.Text(name) is { IsKnown: true, Value: { } id })
                Group(byId, id, resource);
    }

    /// <summary>Published clients leave out indexes and modules: then all instances of the name are meant, or none.</summary>
    private void Connect(TopologyReference reference)
    {
        if (At(reference.SourceAddress) is not { } source || At(reference.TargetAddress) is not { } target)
        {
            Leave("references whose source or target is not among the resources");
            return;
        }
        if (source == target)
            return;
        var plain = WithoutPositions(reference.AttributePath);
        source.References.Add((reference.AttributePath, plain, target));
        target.ReferredBy.Add((reference.AttributePath, plain, source));
    }

    private static void Group(Dictionary<string, List<PlanResource>> groups, string key, PlanResource resource)
    {
        if (!groups.TryGetValue(key, out var group))
            groups[key] = group = [];
        group.Add(resource);
    }

    private static bool WillBeThere(TopologyResource resource) => resource.ChangeActions is not ["delete"];

    private static bool IsId(string value) => value.StartsWith('/') || value.StartsWith("arn:", StringComparison.Ordinal) || value.Contains("://", StringComparison.Ordinal) || value.Contains('@', StringComparison.Ordinal);

    /// <summary><c>a[0].b</c> is <c>a.b</c>.</summary>
    internal static string WithoutPositions(string path) => path.Contains('[', StringComparison.Ordinal) ? Position().Replace(path, "") : path;

    [GeneratedRegex(@"\[[0-9]+\]", RegexOptions.CultureInvariant)]
    private static partial Regex Position();
}

/// <summary>Knows the resource types of one provider.</summary>
internal interface IProviderRules
{
    /// <summary>Draws what the resources of the provider mean, in a topology that may have none.</summary>
    void Draw(GraphDraft draft);
}
