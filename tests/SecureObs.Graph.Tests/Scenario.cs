using System.Text.Json;
using SecureObs.Cli.Terraform;
using SecureObs.Contracts;
using SecureObs.Graph.Building;
using SecureObs.Graph.Model;
using SecureObs.Graph.Paths;

namespace SecureObs.Graph.Tests;

/// <summary>A root of Scenarios, on the way that a customer's plan goes: reduced by the command, made a graph, searched.</summary>
internal sealed class Scenario
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    public sealed record ExpectedPath(string Entry, string Target, IReadOnlyList<string> Via, string Evidence);

    public sealed record ExpectedOutcome(string Says, IReadOnlyList<ExpectedPath> Paths, IReadOnlyList<string> Exposed, IReadOnlyList<string> NotExposed, IReadOnlyList<string> None);

    public Scenario(string name)
    {
        var directory = Path.Combine(AppContext.BaseDirectory, "Scenarios", name);
        Expected = JsonSerializer.Deserialize<ExpectedOutcome>(File.ReadAllText(Path.Combine(directory, "expected.json")), Options)!;
        Topology = Reduce(Path.Combine(directory, "plan.json"));
        Graph = GraphBuilder.Build(Topology);
        Found = PathSearch.Find(Graph);
    }

    public static IEnumerable<string> Names => Directory.GetDirectories(Path.Combine(AppContext.BaseDirectory, "Scenarios")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    public ExpectedOutcome Expected { get; }
    public TerraformTopology Topology { get; }
    public InfrastructureGraph Graph { get; }
    public AttackPaths Found { get; }

    public static TerraformTopology Reduce(string plan)
    {
        using var stream = File.OpenRead(plan);
        return TopologyBody.Of(PlanReader.Read(stream), new string('0', 64), "", "", null, null);
    }

    /// <summary>Instances that are alike are one path: they are compared by the blocks that they are made of.</summary>
    public static string Block(string address) => System.Text.RegularExpressions.Regex.Replace(address, """\[(?:[0-9]+|"[^"]*")\]""", "");
}
