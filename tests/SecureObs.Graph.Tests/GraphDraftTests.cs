using System.Text.Json.Nodes;
using SecureObs.Contracts;
using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Tests;

public sealed class GraphDraftTests
{
    private static TopologyResource Resource(string address, string attributes = "{}", string action = "create", string mode = "managed") =>
        new(address, null, mode, address.Replace("data.", "", StringComparison.Ordinal).Split('.')[0], "x", null, [action], (JsonObject)JsonNode.Parse(attributes)!, ["later", "blocks[1].late"], ["hidden"]);

    private static TerraformTopology Topology(TopologyResource[] resources, params TopologyReference[] references) =>
        new(1, "", "", new string('a', 64), "1.2", null, null, null, resources, references, []);

    [Fact]
    public void What_is_destroyed_is_not_there_and_what_is_replaced_is()
    {
        var graph = GraphBuilder.Build(Topology([Resource("a.gone", action: "delete"), Resource("a.kept"), Resource("a.new") with { ChangeActions = ["delete", "create"] }]));
        Assert.Equal(["a.kept", "a.new"], graph.Nodes.Select(node => node.Address));
    }

    [Fact]
    public void References_without_ends_and_twice_are_counted_and_left_out()
    {
        TopologyReference good = new("a.one", "a.two", "terraform", "x"), bad = new("a.one", "module.net", "terraform", "y");
        var graph = GraphBuilder.Build(Topology([Resource("a.one"), Resource("a.two")], good, good, bad));

        var edge = Assert.Single(graph.Edges);
        Assert.Equal((Verb.DependsOn, Evidence.Observed, new Basis("a.one", "x")), (edge.Verb, edge.Evidence, Assert.Single(edge.Basis)));
        Assert.Equal(1, Assert.Single(graph.Left).Value);
    }

    [Fact]
    public void An_attribute_is_known_unknown_or_absent()
    {
        var resource = new PlanResource(Resource("a.one", """{"flag":true,"word":"false","list":["x"],"empty":[],"blocks":[{"name":"b"},{}]}"""));

        Assert.True(resource.Flag("flag").Is(true));
        Assert.True(resource.Flag("word").Is(false));
        Assert.True(resource.Flag("later").IsUnknown);
        Assert.True(resource.Flag("hidden").IsUnknown);
        Assert.True(resource.Flag("nothing").IsAbsent);
        Assert.True(resource.Flag("nothing").Or(true).Is(true));
        Assert.True(resource.Flag("later").Or(true).IsUnknown);
        Assert.Equal(["x"], resource.Texts("list").Value);
        Assert.True(resource.Texts("empty").IsKnown);
        Assert.True(resource.Texts("nothing").IsAbsent);
        Assert.Equal(2, resource.Blocks("blocks").Count);
        Assert.True(resource.Blocks("blocks")[1].Text("late").IsUnknown);
        Assert.Equal(new Basis("a.one", "blocks[1].late"), resource.Blocks("blocks")[1].Says("late"));
    }

    [Fact]
    public void A_name_that_is_equal_is_inferred_and_a_reference_is_observed()
    {
        var draft = new GraphDraft(Topology([Resource("azurerm_resource_group.g", """{"name":"shop"}"""), Resource("azurerm_key_vault.v", """{"resource_group_name":"shop"}"""), Resource("azurerm_key_vault.w", """{"resource_group_name":"other"}""")],
            new TopologyReference("azurerm_key_vault.w", "azurerm_resource_group.g", "terraform", "resource_group_name")));

        Assert.Equal(Evidence.Inferred, Assert.Single(draft.Links(draft.At("azurerm_key_vault.v")!, "resource_group_name", "azurerm_resource_group")).Evidence);
        Assert.Equal(Evidence.Observed, Assert.Single(draft.Links(draft.At("azurerm_key_vault.w")!, "resource_group_name", "azurerm_resource_group")).Evidence);
        Assert.Empty(draft.Links(draft.At("azurerm_key_vault.v")!, "resource_group_name", "azurerm_subnet"));
    }

    /// <summary>The same topology in another order is the same graph.</summary>
    [Fact]
    public void The_order_does_not_matter()
    {
        var one = new Scenario("azure-vm-user-identity");
        var turned = one.Topology with { Resources = [.. one.Topology.Resources.Reverse()], References = [.. one.Topology.References.Reverse()] };
        var other = GraphBuilder.Build(turned);

        Assert.Equal(one.Graph.Nodes, other.Nodes);
        Assert.Equal(one.Graph.Edges.Select(edge => (edge.Source, edge.Target, edge.Verb, edge.Ports, edge.Evidence)), other.Edges.Select(edge => (edge.Source, edge.Target, edge.Verb, edge.Ports, edge.Evidence)));
        Assert.Equal(one.Found.Paths.Select(path => path.Shape), SecureObs.Graph.Paths.PathSearch.Find(other).Paths.Select(path => path.Shape));
    }
}
