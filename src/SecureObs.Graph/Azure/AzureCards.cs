using SecureObs.Graph.Building;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Azure;

/// <summary>A network interface of a machine or of the machines of a scale set, and what lies around it.</summary>
/// <param name="Subnets">Where it is; usually one.</param>
/// <param name="Groups">Network security groups that its packets pass: its own and those of its subnets.</param>
/// <param name="Pools">Backend pools and inbound NAT rules that it is in.</param>
internal sealed record AzureCard(
    PlanResource Machine, IReadOnlyList<Link> PublicAddresses, IReadOnlyList<Link> Subnets, IReadOnlyList<PlanResource> Groups, IReadOnlyList<PlanResource> ApplicationGroups,
    IReadOnlyList<Link> Pools, IReadOnlyList<Basis> Basis)
{
    public AzureFilters.Place Place { get; } =
        new(AddressSet.Parse(Subnets.SelectMany(subnet => subnet.Target.Texts("address_prefixes").Value ?? []).Where(prefix => AddressSet.TryParse(prefix, out _))), ApplicationGroups);
}

internal sealed class AzureCards(GraphDraft draft)
{
    public IEnumerable<AzureCard> All() => draft.OfType(AzureTypes.Machines).SelectMany(OfMachine).Concat(draft.OfType(AzureTypes.ScaleSets).SelectMany(OfScaleSet));

    private IEnumerable<AzureCard> OfMachine(PlanResource machine)
    {
        foreach (var card in draft.Links(machine, "network_interface_ids", "azurerm_network_interface"))
        {
            var subnets = draft.Links(card.Target, "ip_configuration.subnet_id", "azurerm_subnet");
            yield return new(
                machine, draft.Links(card.Target, "ip_configuration.public_ip_address_id", "azurerm_public_ip"), subnets,
                [.. subnets.SelectMany(subnet => GroupsOf(subnet.Target)), .. Beside(card.Target, "azurerm_network_interface_security_group_association", "network_interface_id", "network_security_group_id").Select(link => link.Target)],
                [.. Beside(card.Target, "azurerm_network_interface_application_security_group_association", "network_interface_id", "application_security_group_id").Select(link => link.Target)],
                [
                    .. Beside(card.Target, "azurerm_network_interface_backend_address_pool_association", "network_interface_id", "backend_address_pool_id"),
                    .. Beside(card.Target, "azurerm_network_interface_nat_rule_association", "network_interface_id", "nat_rule_id"),
                    .. Beside(card.Target, "azurerm_network_interface_application_gateway_backend_address_pool_association", "network_interface_id", "backend_address_pool_id"),
                ],
                [card.Basis]);
        }
    }

    private IEnumerable<AzureCard> OfScaleSet(PlanResource set)
    {
        foreach (var name in new[] { "network_interface", "network_profile" })
            foreach (var card in set.Blocks(name))
                foreach (var address in card.Blocks("ip_configuration"))
                {
                    var subnets = draft.Links(set, address, "subnet_id", "azurerm_subnet");
                    // An address of its own for each machine; it takes the place of a resource.
                    IReadOnlyList<Link> open = address.Blocks("public_ip_address").Count + address.Blocks("public_ip_address_configuration").Count > 0
                        ? [new(set, Evidence.Observed, address.Says("public_ip_address"))] : [];
                    yield return new(set, open, subnets,
                        [.. subnets.SelectMany(subnet => GroupsOf(subnet.Target)), .. draft.Links(set, card, "network_security_group_id").Select(link => link.Target)],
                        [.. draft.Links(set, address, "application_security_group_ids").Select(link => link.Target)],
                        [
                            .. draft.Links(set, address, "load_balancer_backend_address_pool_ids"), .. draft.Links(set, address, "load_balancer_inbound_nat_rules_ids"),
                            .. draft.Links(set, address, "application_gateway_backend_address_pool_ids"),
                        ],
                        [address.Says("subnet_id")]);
                }
    }

    private IEnumerable<PlanResource> GroupsOf(PlanResource subnet) =>
        Beside(subnet, "azurerm_subnet_network_security_group_association", "subnet_id", "network_security_group_id").Concat(draft.Links(subnet, "network_security_group_id", "azurerm_network_security_group")).Select(link => link.Target).Distinct();

    /// <summary>What a resource between two names, when it names this one.</summary>
    private IEnumerable<Link> Beside(PlanResource one, string type, string names, string other) => GraphDraft.ReferrersOf(one, type)
        .Where(referrer => referrer.Path == names).Select(referrer => referrer.Source).Distinct().SelectMany(between => draft.Links(between, other));
}
