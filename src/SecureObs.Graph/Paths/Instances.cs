using SecureObs.Graph.Model;

namespace SecureObs.Graph.Paths;

/// <summary>
/// Instances of one block of the configuration of which each has the same edges to instances that are alike are one for the search of paths:
/// fifty machines of a <c>count</c> are one path, not fifty. Classes are split until all members of one have edges to the same
/// classes (partition refinement), so a path between classes is one between members, too.
/// </summary>
internal sealed class Instances
{
    private readonly Dictionary<string, string> first = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> sizes = new(StringComparer.Ordinal);

    public Instances(IReadOnlyList<GraphNode> nodes, IReadOnlyList<GraphEdge> edges)
    {
        var at = nodes.Select((node, number) => (node.Address, number)).ToDictionary(pair => pair.Address, pair => pair.number, StringComparer.Ordinal);
        var classes = Number(nodes.Select(node => (PathShape.Block(node.Address), node.Kind, node.Asset, node.Exposure)).ToList());
        for (var count = 0; classes.Select(each => each + 1).DefaultIfEmpty().Max() is var now && now > count;)
        {
            count = now;
            classes = Split(classes, edges, at);
        }
        foreach (var alike in nodes.Select((node, number) => (node.Address, Class: classes[number])).GroupBy(pair => pair.Class).Where(alike => alike.Count() > 1))
        {
            var address = alike.First().Address;
            sizes[address] = alike.Count();
            foreach (var member in alike)
                first[member.Address] = address;
        }
    }

    /// <summary>The instance that stands for it; itself when it is alone.</summary>
    public string First(string address) => first.GetValueOrDefault(address, address);

    /// <summary>How many instances this one stands for.</summary>
    public int Alike(string address) => sizes.GetValueOrDefault(address, 1);

    private static int[] Split(int[] classes, IReadOnlyList<GraphEdge> edges, Dictionary<string, int> at)
    {
        var does = new HashSet<(int, Verb, string, Evidence, int)>[classes.Length];
        for (var node = 0; node < classes.Length; node++)
            does[node] = [];
        foreach (var edge in edges)
        {
            var (source, target) = (at[edge.Source], at[edge.Target]);
            does[source].Add((0, edge.Verb, edge.Ports, edge.Evidence, classes[target]));
            does[target].Add((1, edge.Verb, edge.Ports, edge.Evidence, classes[source]));
        }
        // Order does not matter to a sum of hashes; 64 bits of them do not collide by chance.
        return Number(classes.Select((own, node) => (own, does[node].Aggregate(0UL, (sum, each) => sum + Mix(each)))).ToList());
    }

    private static ulong Mix((int Way, Verb Verb, string Ports, Evidence Evidence, int Class) edge)
    {
        var hash = ((ulong)(uint)string.GetHashCode(edge.Ports, StringComparison.Ordinal) << 32) ^ ((ulong)edge.Class << 12) ^ ((ulong)edge.Verb << 4) ^ ((ulong)edge.Evidence << 1) ^ (ulong)edge.Way;
        hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9;
        hash = (hash ^ (hash >> 27)) * 0x94d049bb133111eb;
        return hash ^ (hash >> 31);
    }

    private static int[] Number<T>(List<T> keys) where T : notnull
    {
        var numbers = new Dictionary<T, int>();
        return [.. keys.Select(key => numbers.TryGetValue(key, out var number) ? number : numbers[key] = numbers.Count)];
    }
}
