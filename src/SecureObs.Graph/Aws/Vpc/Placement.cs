using SecureObs.Graph.Building;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Aws.Vpc;

/// <summary>Where a machine, database or load balancer has its interfaces.</summary>
/// <param name="Owner">Whom packets are for.</param>
/// <param name="Subnets">Those of the plan.</param>
/// <param name="Groups">Its security groups, those of the plan.</param>
internal sealed record Placement(PlanResource Owner, IReadOnlyList<Link> Subnets, IReadOnlyList<Link> Groups)
{
    /// <summary>A public address that it has wherever it is.</summary>
    public Claim? Address { get; init; }

    /// <summary>Without one it gets one when its subnet gives them to all.</summary>
    public bool TakesAddressOfSubnet { get; init; }

    /// <summary>It names a subnet that the plan does not have.</summary>
    public bool IsElsewhere { get; init; }

    /// <summary>It has security groups that the plan does not have.</summary>
    public bool HasOtherGroups { get; init; }

    /// <summary>It gets packets; a function only sends them.</summary>
    public bool Listens { get; init; } = true;

    /// <summary>Nothing filters what it gets: it has no security groups, and no default one either.</summary>
    public bool IsUnfiltered { get; init; }

    /// <summary>All that it listens on; null when that is not known.</summary>
    public PortSet? Ports { get; init; }

    /// <summary>For who listens on one port of TCP.</summary>
    public static PortSet? Tcp(int? port) => port is { } number ? PortSet.Of("tcp", number, number) : null;
}
