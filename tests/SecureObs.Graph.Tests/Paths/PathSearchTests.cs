using CsCheck;
using SecureObs.Graph.Model;
using SecureObs.Graph.Paths;

namespace SecureObs.Graph.Tests.Paths;

public sealed class PathSearchTests
{
    private static GraphNode Node(string address, NodeKind kind = NodeKind.Compute, AssetKind asset = AssetKind.None) => new(address, "t") { Kind = kind, Asset = asset };

    private static GraphEdge Edge(string source, string target, Verb verb, string ports = "", Evidence evidence = Evidence.Observed) =>
        new(source, target, verb is Verb.SitsIn ? EdgeFamily.Containment : EdgeFamily.Network, verb, evidence, [new(source, "x")]) { Ports = ports };

    private static InfrastructureGraph Graph(GraphNode[] nodes, params GraphEdge[] edges) =>
        new([.. nodes.Append(new GraphNode(GraphNode.Internet, "") { Kind = NodeKind.Entry }).OrderBy(node => node.Address, StringComparer.Ordinal)], edges, new Dictionary<string, int>());

    private static string Text(AttackPath path) => string.Join(" ", path.Hops.Select(hop => hop.Target).Prepend(path.Entry));

    private static readonly GraphNode[] Three = [Node("vm"), Node("role", NodeKind.Identity), Node("vault", NodeKind.Store, AssetKind.Secrets)];

    [Fact]
    public void A_path_is_as_sure_as_its_weakest_hop_and_its_score_is_the_product_of_its_parts()
    {
        var path = Assert.Single(PathSearch.Find(Graph(Three, Edge("internet", "vm", Verb.Reaches, "tcp/22"), Edge("vm", "role", Verb.RunsAs, evidence: Evidence.Inferred), Edge("role", "vault", Verb.MayRead))).Paths);

        Assert.Equal("internet vm role vault", Text(path));
        Assert.Equal(Evidence.Inferred, path.Evidence);
        Assert.Equal((0.95, 0.8, 0.9), (path.Score.Entry, path.Score.Evidence, path.Score.Target));
        Assert.Equal((int)Math.Round(100 * 0.95 * 0.95 * 0.95 * 0.8 * 0.9), path.Score.Value);
    }

    [Theory]
    [InlineData(NodeKind.Store), InlineData(NodeKind.Other), InlineData(NodeKind.Group), InlineData(NodeKind.Forwarder)]
    public void Nothing_is_done_from_where_nothing_can_be_done(NodeKind kind) =>
        Assert.Empty(PathSearch.Find(Graph([Node("vm", kind), Three[1], Three[2]], Edge("internet", "vm", Verb.Reaches), Edge("vm", "role", Verb.RunsAs), Edge("role", "vault", Verb.MayRead))).Paths);

    [Fact]
    public void What_is_worth_having_is_the_end()
    {
        var found = PathSearch.Find(Graph([Node("vm"), Node("admin", NodeKind.Identity, AssetKind.Admin), Three[2]], Edge("internet", "vm", Verb.Reaches), Edge("vm", "admin", Verb.RunsAs), Edge("admin", "vault", Verb.Controls)));
        Assert.Equal(["internet vm admin"], found.Paths.Select(Text));
    }

    [Theory]
    [InlineData("tcp/5432", true), InlineData("tcp/443", false), InlineData("", true)]
    public void What_is_sent_on_from_a_segment_must_have_been_let_out_into_it(string egress, bool isThere)
    {
        var found = PathSearch.Find(Graph([Node("vm"), Node("subnet", NodeKind.Segment), Node("db", NodeKind.Store, AssetKind.Database)],
            Edge("internet", "vm", Verb.Reaches, "tcp/22"), Edge("vm", "subnet", Verb.SitsIn, egress), Edge("subnet", "db", Verb.Reaches, "tcp/5000-6000")));
        Assert.Equal(isThere ? ["internet vm subnet db"] : [], found.Paths.Select(Text));
    }

    /// <summary>Two machines share the segment; only one of them may send.</summary>
    [Fact]
    public void A_segment_is_not_lent_to_who_may_not_send_into_it()
    {
        var found = PathSearch.Find(Graph([Node("a"), Node("b"), Node("subnet", NodeKind.Segment), Node("db", NodeKind.Store, AssetKind.Database)],
            Edge("internet", "a", Verb.Reaches, "tcp/22"), Edge("a", "subnet", Verb.SitsIn, "tcp/443"), Edge("b", "subnet", Verb.SitsIn), Edge("subnet", "db", Verb.Reaches, "tcp/5432")));
        Assert.Empty(found.Paths);
    }

    [Fact]
    public void Instances_of_a_block_that_are_alike_are_one_path()
    {
        GraphNode[] nodes = [.. Enumerable.Range(0, 37).Select(at => Node($"vm[{at}]")), Three[1], Three[2]];
        GraphEdge[] edges = [.. Enumerable.Range(0, 37).SelectMany(at => new[] { Edge("internet", $"vm[{at}]", Verb.Reaches, "tcp/22"), Edge($"vm[{at}]", "role", Verb.RunsAs) }), Edge("role", "vault", Verb.MayRead)];
        var path = Assert.Single(PathSearch.Find(Graph(nodes, edges)).Paths);

        Assert.Equal(("internet vm[0] role vault", 37), (Text(path), path.Alike));
    }

    /// <summary>Pairs by key: the vault of the machine that is not open cannot be got to, although its block is.</summary>
    [Fact]
    public void Instances_that_differ_stay_apart()
    {
        GraphNode[] nodes = [Node("vm[\"a\"]"), Node("vm[\"b\"]"), Node("vault[\"a\"]", NodeKind.Store, AssetKind.Secrets), Node("vault[\"b\"]", NodeKind.Store, AssetKind.Secrets)];
        var path = Assert.Single(PathSearch.Find(Graph(nodes, Edge("internet", "vm[\"a\"]", Verb.Reaches, "tcp/22"), Edge("vm[\"a\"]", "vault[\"a\"]", Verb.MayRead), Edge("vm[\"b\"]", "vault[\"b\"]", Verb.MayRead))).Paths);

        Assert.Equal(("internet vm[\"a\"] vault[\"a\"]", 1), (Text(path), path.Alike));
    }

    [Fact]
    public void The_shape_is_the_same_for_other_instances_and_other_ports_and_another_for_another_way()
    {
        static string Shape(params GraphEdge[] hops) => PathShape.Of(hops);
        Assert.Equal(Shape(Edge("internet", "vm[0]", Verb.Reaches, "tcp/22"), Edge("vm[0]", "vault", Verb.MayRead)), Shape(Edge("internet", "vm[\"x\"]", Verb.Reaches, "tcp/23"), Edge("vm[\"x\"]", "vault", Verb.MayRead)));
        Assert.NotEqual(Shape(Edge("internet", "vm", Verb.Reaches), Edge("vm", "vault", Verb.MayRead)), Shape(Edge("internet", "vm", Verb.Reaches), Edge("vm", "vault", Verb.Controls)));
        Assert.NotEqual(Shape(Edge("internet", "module.a.vm", Verb.Reaches)), Shape(Edge("internet", "module.b.vm", Verb.Reaches)));
    }

    [Fact]
    public void A_chokepoint_is_what_there_is_no_way_around()
    {
        GraphNode[] nodes = [Node("lb"), Node("a"), Node("b"), Node("v1", NodeKind.Store, AssetKind.Secrets), Node("v2", NodeKind.Store, AssetKind.Secrets)];
        var found = PathSearch.Find(Graph(nodes, Edge("internet", "lb", Verb.Reaches), Edge("lb", "a", Verb.MayAssume), Edge("lb", "b", Verb.MayAssume), Edge("a", "v1", Verb.MayRead), Edge("b", "v1", Verb.MayRead), Edge("b", "v2", Verb.MayRead)));

        Assert.Equal([("internet", "lb", 2), ("b", "v2", 1), ("lb", "b", 1)],
            found.Chokepoints.Select(choke => (choke.Edge.Source, choke.Edge.Target, choke.Cuts)).OrderByDescending(choke => choke.Cuts).ThenBy(choke => choke.Source, StringComparer.Ordinal));
    }

    /// <summary>Random graphs: an asset has a path exactly when it can be got to by hops that can be followed, and each listed path is one of edges that are there.</summary>
    [Fact]
    public void Whatever_can_be_got_to_has_a_path_and_nothing_else() =>
        Gen.Select(Gen.Int[3, 9], Gen.Int[0, 3].Array[9], Gen.Select(Gen.Int[0, 8], Gen.Int[0, 8], Gen.Int[0, 5]).Array[0, 24]).Sample((count, kinds, pairs) =>
        {
            NodeKind[] all = [NodeKind.Compute, NodeKind.Identity, NodeKind.Store, NodeKind.Segment];
            Verb[] verbs = [Verb.Reaches, Verb.SitsIn, Verb.RunsAs, Verb.MayAssume, Verb.MayRead, Verb.ForwardsTo];
            var nodes = Enumerable.Range(0, count).Select(at => Node($"n{at}", all[kinds[at]], all[kinds[at]] is NodeKind.Store ? AssetKind.Storage : AssetKind.None)).ToArray();
            GraphEdge[] edges = [.. pairs.Where(pair => pair.Item1 < count && pair.Item2 < count && pair.Item1 != pair.Item2)
                .Select(pair => Edge(pair.Item1 == 0 ? GraphNode.Internet : $"n{pair.Item1}", $"n{pair.Item2}", verbs[pair.Item3])).DistinctBy(edge => (edge.Source, edge.Target, edge.Verb))];
            var found = PathSearch.Find(Graph(nodes, edges)).Paths;

            Assert.Equal(Reached(nodes, edges).Order(StringComparer.Ordinal), found.Select(path => path.Target).Distinct().Order(StringComparer.Ordinal));
            Assert.All(found, path => Assert.All(path.Hops, hop => Assert.Contains(hop, edges)));
            Assert.All(found, path => Assert.Equal(path.Hops.Count, path.Hops.Select(hop => hop.Target).Distinct().Count()));
        });

    private static HashSet<string> Reached(GraphNode[] nodes, GraphEdge[] edges)
    {
        var kinds = nodes.ToDictionary(node => node.Address, node => node.Kind);
        var seen = new HashSet<string>();
        var open = new Stack<(string Address, NodeKind Kind)>([(GraphNode.Internet, NodeKind.Entry)]);
        while (open.TryPop(out var at))
            foreach (var edge in edges.Where(edge => edge.Source == at.Address && at.Kind switch
            {
                NodeKind.Entry => edge.Verb is Verb.Reaches or Verb.MayAssume or Verb.MayRead,
                NodeKind.Compute => edge.Verb is not Verb.ForwardsTo,
                NodeKind.Identity => edge.Verb is Verb.MayAssume or Verb.MayRead,
                NodeKind.Segment => edge.Verb is Verb.Reaches,
                _ => false,
            }))
                if (seen.Add(edge.Target))
                    open.Push((edge.Target, kinds[edge.Target]));
        return [.. seen.Where(address => kinds[address] is NodeKind.Store)];
    }
}
