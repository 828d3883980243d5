using System.Globalization;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Paths;

/// <summary>
/// How likely it is that a hop is taken, from 0 to 1. Judgement, not measurement: the order is what matters. An open management
/// port comes before a web page, a right that is there before a service that has still to be broken into.
/// </summary>
internal static class Plausibility
{
    /// <summary>Whoever reaches these is asked for a password at most: SSH, Telnet, RPC, SMB, RDP, VNC, WinRM, Docker, kubelet.</summary>
    private static readonly HashSet<int> ManagementPorts = [22, 23, 135, 445, 2375, 2376, 3389, 5900, 5985, 5986, 10250];

    private static readonly HashSet<int> WebPorts = [80, 443, 8080, 8443];

    public static double Of(GraphEdge edge, bool isFirst) => edge.Verb switch
    {
        Verb.Reaches => isFirst ? Open(edge.Ports) : 0.8 * Open(edge.Ports),
        Verb.ForwardsTo => 0.95,
        Verb.SitsIn => 1,
        Verb.RunsAs => 0.95,
        Verb.MayAssume when edge.Source == GraphNode.Ci => edge.Detail.Contains("any subject", StringComparison.Ordinal) ? 0.9 : 0.5,
        Verb.MayAssume => 0.9,
        Verb.Controls => 0.9,
        Verb.MayRead or Verb.MayWrite => isFirst ? 1 : 0.95,
        _ => 0,
    };

    public static double Of(Evidence evidence) => evidence switch { Evidence.Observed => 1, Evidence.Inferred => 0.8, _ => 0.5 };

    public static double Of(AssetKind asset) => asset switch { AssetKind.Admin => 1, AssetKind.Secrets => 0.9, AssetKind.Database => 0.85, AssetKind.Storage => 0.75, _ => 0 };

    private static double Open(string ports)
    {
        var ranges = ports.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(Range).ToList();
        return ports.Length == 0 || ranges.Any(range => ManagementPorts.Any(port => range.From <= port && port <= range.To)) ? 0.95
            : ranges.All(range => range.From == range.To && WebPorts.Contains(range.From)) ? 0.6
            : 0.75;
    }

    /// <summary><c>tcp/22</c>, <c>tcp/8000-8080</c>; a protocol alone and <c>all</c> have every port.</summary>
    private static (int From, int To) Range(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0)
            return text is "icmp" or "other" ? (-1, -1) : (0, ushort.MaxValue);
        var ends = text[(slash + 1)..].Split('-');
        return int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var from) && int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var to)
            ? (from, to) : (-1, -1);
    }
}
