using SecureObs.Graph.Model;

namespace SecureObs.Graph.Tests;

/// <summary>Small roots with the paths that they have, and as important, those that they have not.</summary>
public sealed class ScenarioTests
{
    public static TheoryData<string> Names => [.. Scenario.Names];

    [Theory, MemberData(nameof(Names))]
    public void Has_the_paths_that_it_should_and_no_others(string name)
    {
        var scenario = new Scenario(name);
        var expected = scenario.Expected.Paths.Select(path => $"{path.Entry} -> {Scenario.Block(path.Target)}").Distinct().Order(StringComparer.Ordinal);
        var found = scenario.Found.Paths.Select(path => $"{path.Entry} -> {Scenario.Block(path.Target)}").Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(string.Join('\n', expected), string.Join('\n', found));

        foreach (var path in scenario.Expected.Paths)
        {
            var alike = scenario.Found.Paths.Where(each => each.Entry == path.Entry && Scenario.Block(each.Target) == Scenario.Block(path.Target)).ToList();
            Assert.True(alike.Exists(each => IsOver(each.Hops, path.Via) && Word(each.Evidence) == path.Evidence),
                $"{path.Entry} -> {path.Target} over {string.Join(", ", path.Via)} ({path.Evidence}), but there are:\n{string.Join('\n', alike.Select(Text))}");
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Knows_what_the_internet_gets_to(string name)
    {
        var scenario = new Scenario(name);
        var open = scenario.Graph.Nodes.Where(node => node.Exposure is Exposure.Internet).Select(node => node.Address).ToHashSet();
        Assert.All(scenario.Expected.Exposed, address => Assert.Contains(address, open));
        Assert.All(scenario.Expected.NotExposed, address => Assert.DoesNotContain(address, open));
        Assert.All(scenario.Found.Paths, path => Assert.DoesNotContain(path.Target, scenario.Expected.None));
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_hop_says_by_what(string name)
    {
        var scenario = new Scenario(name);
        var known = scenario.Graph.Nodes.Select(node => node.Address).ToHashSet();
        Assert.All(scenario.Graph.Edges, edge =>
        {
            Assert.NotEmpty(edge.Basis);
            Assert.All(edge.Basis, basis => Assert.Contains(basis.Address, known));
        });
        Assert.All(scenario.Found.Paths, path =>
        {
            Assert.All(path.Hops.Zip(path.Hops.Skip(1)), pair => Assert.Equal(pair.First.Target, pair.Second.Source));
            Assert.All(path.Hops, hop => Assert.Contains(hop, scenario.Graph.Edges));
            Assert.InRange(path.Score.Value, 1, 100);
        });
    }

    private static bool IsOver(IReadOnlyList<GraphEdge> hops, IReadOnlyList<string> via)
    {
        var at = 0;
        foreach (var hop in hops)
            if (at < via.Count && Scenario.Block(hop.Target) == Scenario.Block(via[at]))
                at++;
        return at == via.Count;
    }

    private static string Word(Evidence evidence) => evidence switch { Evidence.Observed => "observed", Evidence.Inferred => "inferred", _ => "unknown-dependent" };

    private static string Text(SecureObs.Graph.Paths.AttackPath path) => $"{path.Score.Value} {path.Entry}{string.Concat(path.Hops.Select(hop => $" -{hop.Verb} {hop.Ports} ({hop.Evidence})-> {hop.Target}"))}";
}
