using SecureObs.Graph.Model;

namespace SecureObs.Graph.Network;

/// <summary>
/// One rule of a filter, for one direction and one target: rules that are about other targets are left out before. A sender chooses the port that it sends from: a rule that
/// denies some of those is left out as well, and one that allows some is taken as if it allowed all.
/// </summary>
/// <param name="Priority">The lowest number decides; nothing where rules only add up.</param>
/// <param name="Ports">What it is about for certain.</param>
/// <param name="MaybePorts">What it is about or not, by something unknown.</param>
/// <param name="Basis">The attributes that say so; none for a rule that is there by itself.</param>
internal sealed record NetworkRule(int Priority, bool Allows, PortSet Ports, PortSet MaybePorts, PeerMatch Peers, IReadOnlyList<Basis> Basis)
{
    public NetworkRule(int priority, bool allows, PortSet ports, PeerMatch peers, params IReadOnlyList<Basis> basis) : this(priority, allows, ports, PortSet.None, peers, basis) { }

    /// <summary>It may be there or about the target, or not.</summary>
    public NetworkRule Maybe() => this with { Ports = PortSet.None, MaybePorts = Ports.Union(MaybePorts) };

    /// <summary>Rules that together stand for this one when it is unknown whether it allows or denies.</summary>
    public IReadOnlyList<NetworkRule> WithUnknownAction() => [(this with { Allows = true }).Maybe(), (this with { Allows = false }).Maybe()];

    /// <summary>Rules that together stand for this one when its number is unknown: it is there at the last one, if it was not before all others.</summary>
    /// <param name="last">The highest number that it can have, such as 4096 in Azure.</param>
    public IReadOnlyList<NetworkRule> WithUnknownPriority(int last) => [(this with { Priority = int.MinValue }).Maybe(), this with { Priority = last }];

    /// <summary>Part of what it says is unknown.</summary>
    internal bool HasUnknown => Peers.IsUnknown || !MaybePorts.IsEmpty;
}
