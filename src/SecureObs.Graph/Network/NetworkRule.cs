using SecureObs.Graph.Model;

namespace SecureObs.Graph.Network;

/// <summary>
/// One rule of a filter, for one direction and one target: rules that are about other targets are left out before. A rule of which it is unknown whether it is about
/// the target is <see cref="Maybe"/>. Unknown whether it allows: an allowing and a denying one, both maybe. Unknown priority of one that allows: maybe at
/// the lowest number and certainly at the highest (of one that denies the same). A sender chooses the port that it sends from: leave out a rule that denies some of
/// those, and take one that allows some as if it allowed all.
/// </summary>
/// <param name="Priority">The lowest number decides; nothing where rules only add up.</param>
/// <param name="Ports">What it is about for certain.</param>
/// <param name="MaybePorts">What it is about or not, by something unknown.</param>
/// <param name="Basis">The attributes that say so; none for a rule that is there by itself.</param>
internal sealed record NetworkRule(int Priority, bool Allows, PortSet Ports, PortSet MaybePorts, PeerMatch Peers, IReadOnlyList<Basis> Basis)
{
    public NetworkRule(int priority, bool allows, PortSet ports, PeerMatch peers, params IReadOnlyList<Basis> basis) : this(priority, allows, ports, PortSet.None, peers, basis) { }

    /// <summary>It may be there, or not.</summary>
    public NetworkRule Maybe() => this with { Ports = PortSet.None, MaybePorts = Ports.Union(MaybePorts) };

    /// <summary>Part of what it says is unknown.</summary>
    internal bool HasUnknown => Peers.IsUnknown || !MaybePorts.IsEmpty;
}
