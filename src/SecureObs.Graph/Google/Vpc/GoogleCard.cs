using SecureObs.Graph.Building;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Google.Vpc;

/// <summary>What firewall rules may call a machine by: <c>tag:NAME</c> and <c>account:ADDRESS</c> (<c>account:EMAIL</c> of one that is not in the plan).</summary>
/// <param name="AreTagsKnown">False: it may have other tags too.</param>
internal sealed record GoogleGroups(IReadOnlyList<string> Names, bool AreTagsKnown, bool IsAccountKnown)
{
    public static string Tag(string name) => $"tag:{name}";

    public static string Account(string name) => $"account:{name}";
}

/// <summary>A network interface of a machine, or of the machines of a group or a pool, and what lies around it.</summary>
/// <param name="Subnet">Null when the plan does not have it.</param>
/// <param name="Public">What says that it has a public address, and how sure that is; null when it has none.</param>
internal sealed record GoogleCard(
    PlanResource Machine, GoogleNetwork Network, PlanResource? Subnet, (Basis Says, Evidence Evidence, bool IsV6)? Public, GoogleGroups Groups, Evidence Evidence, Basis Place)
{
    public AddressSet Addresses => Subnet is not null && GoogleNetworks.AddressesOf(Subnet) is { IsEmpty: false } known ? known : Network.Addresses;

    public IReadOnlyList<PlanResource> Segments => [.. new[] { Subnet, Network.Resource }.OfType<PlanResource>()];
}
