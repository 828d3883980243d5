using SecureObs.Graph.Model;

namespace SecureObs.Graph.Paths;

/// <summary>A path in plain sentences, one for each hop. None says more than its evidence: what is inferred or depends on something unknown says so itself.</summary>
public static class Narrative
{
    private const int MostNamed = 3;

    public static IReadOnlyList<string> Of(AttackPath path) => [.. path.Hops.Select(Sentence), Worth(path)];

    /// <summary>One hop, qualified by its evidence.</summary>
    public static string Sentence(GraphEdge hop) => hop.Evidence switch
    {
        Evidence.Observed => $"{Capital(Says(hop))}.",
        Evidence.Inferred => $"As far as defaults of the provider and equal names tell, {Says(hop)}.",
        _ => $"Depending on what is not known yet ({Named(hop)}), {Says(hop)}.",
    };

    private static string Says(GraphEdge hop) => hop.Verb switch
    {
        Verb.Reaches => $"{Who(hop.Source)} can send packets to {hop.Target}{On(hop.Ports)}",
        Verb.ForwardsTo => $"{hop.Source} passes on to {hop.Target}{On(hop.Ports)}",
        Verb.SitsIn => $"{hop.Source} sends from {hop.Target}{On(hop.Ports)}",
        Verb.RunsAs => $"code on {hop.Source} has the rights of {hop.Target}",
        Verb.MayAssume => $"{Who(hop.Source)} can take on the rights of {hop.Target}{By(hop.Detail)}",
        Verb.Controls => $"{Who(hop.Source)} can change {hop.Target} at will{By(hop.Detail)}",
        Verb.MayRead => $"{Who(hop.Source)} may read {hop.Target}{By(hop.Detail)}",
        Verb.MayWrite => $"{Who(hop.Source)} may write to {hop.Target}{By(hop.Detail)}",
        Verb.Contains => $"{hop.Source} contains {hop.Target}",
        Verb.Filters => $"{hop.Source} decides what reaches {hop.Target}",
        Verb.PeersWith => $"{hop.Source} is connected with {hop.Target}",
        _ => $"{hop.Source} depends on {hop.Target}",
    };

    private static string Worth(AttackPath path) => path.Asset switch
    {
        AssetKind.Admin => $"{path.Target} has the rights of an administrator.",
        AssetKind.Secrets => $"{path.Target} keeps secrets.",
        AssetKind.Database => $"{path.Target} is a database.",
        _ => $"{path.Target} stores data.",
    };

    private static string Who(string address) => address switch
    {
        GraphNode.Internet => "any machine of the internet",
        GraphNode.Anyone => "anyone, without a login,",
        GraphNode.Ci => "a job of the trusted CI system",
        _ => address,
    };

    private static string On(string ports) => ports.Length == 0 ? "" : $" on {ports}";

    private static string By(string detail) => detail.Length == 0 ? "" : $" ({detail})";

    private static string Named(GraphEdge hop) =>
        string.Join(", ", hop.Basis.Take(MostNamed).Select(basis => basis.Path.Length == 0 ? basis.Address : $"{basis.Address} {basis.Path}")) + (hop.Basis.Count > MostNamed ? " and more" : "");

    private static string Capital(string text) => text.StartsWith("any", StringComparison.Ordinal) || text.StartsWith("a job", StringComparison.Ordinal) || text.StartsWith("code", StringComparison.Ordinal)
        ? char.ToUpperInvariant(text[0]) + text[1..] : text;
}
