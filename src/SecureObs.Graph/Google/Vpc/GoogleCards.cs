using SecureObs.Graph.Building;
using SecureObs.Graph.Google.Iam;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Google.Vpc;

/// <summary>The network interfaces of instances, of groups by their template, and of the nodes of clusters.</summary>
internal sealed class GoogleCards(GraphDraft draft, GoogleNetworks networks, GoogleAccounts accounts)
{
    public IEnumerable<GoogleCard> All()
    {
        foreach (var instance in draft.OfType(GoogleTypes.Instances))
            foreach (var card in instance.Blocks("network_interface").Count > 0 ? Of(instance, instance) : OfTemplates(instance, "source_instance_template"))
                yield return card;
        foreach (var manager in draft.OfType(GoogleTypes.GroupManagers))
            foreach (var card in OfTemplates(manager, "version.instance_template").Concat(OfTemplates(manager, "instance_template")))
                yield return card;
        foreach (var pool in draft.OfType("google_container_node_pool"))
            foreach (var cluster in draft.Links(pool, "cluster", "google_container_cluster"))
                if (Nodes(pool, cluster.Target) is { } card)
                    yield return card;
        foreach (var cluster in draft.OfType("google_container_cluster").Where(HasNodes))
            if (Nodes(cluster, cluster) is { } card)
                yield return card;
    }

    /// <summary>A cluster has nodes of its own unless its first pool is taken away (cloud.google.com/kubernetes-engine/docs/concepts/node-pools).</summary>
    public static bool HasNodes(PlanResource cluster) => !cluster.Flag("remove_default_node_pool").Is(true);

    private IEnumerable<GoogleCard> OfTemplates(PlanResource machine, string attribute) =>
        draft.Links(machine, attribute, GoogleTypes.Templates).SelectMany(template => Of(machine, template.Target));

    private IEnumerable<GoogleCard> Of(PlanResource machine, PlanResource owner)
    {
        var account = owner.First("service_account");
        var groups = Groups(owner, owner, account, "email");
        foreach (var card in owner.Blocks("network_interface"))
        {
            var subnet = networks.LinkOf(owner, card, "subnetwork", "google_compute_subnetwork");
            if ((networks.Of(owner, card, "network") ?? networks.OfSubnet(owner, card, "subnetwork")) is not { } network)
            {
                draft.Leave("network interfaces whose network is not known");
                continue;
            }
            yield return new(machine, network, subnet?.Target, Public(owner, card), groups, subnet?.Evidence ?? Evidence.Observed, card.Says(subnet is null ? "network" : "subnetwork"));
        }
    }

    /// <summary>A block for an address is one, whatever the address will be (cloud.google.com/compute/docs/ip-addresses/configure-static-external-ip-address).</summary>
    private static (Basis, Evidence, bool)? Public(PlanResource owner, Block card) =>
        card.Blocks("access_config").Count > 0 ? (card.Says("access_config"), Evidence.Observed, card.Blocks("ipv6_access_config").Count > 0)
        : card.Blocks("ipv6_access_config").Count > 0 ? (card.Says("ipv6_access_config"), Evidence.Observed, true)
        : card.IsUnknown("access_config") && !owner.IsLeftOut(card, "access_config") ? (card.Says("access_config"), Evidence.UnknownDependent, false)
        : null;

    /// <summary>Nodes have public addresses unless they are told not to (cloud.google.com/kubernetes-engine/docs/concepts/network-isolation).</summary>
    private GoogleCard? Nodes(PlanResource nodes, PlanResource cluster)
    {
        if ((networks.Of(cluster, cluster, "network") ?? networks.OfSubnet(cluster, cluster, "subnetwork")) is not { } network)
            return null;
        var subnet = networks.LinkOf(cluster, cluster, "subnetwork", "google_compute_subnetwork");
        var inCluster = cluster.First("private_cluster_config");
        var inPool = nodes.First("network_config");
        var (isPrivate, says) = nodes.WrittenFlag(inPool, "enable_private_nodes") is { IsAbsent: false } own && nodes != cluster ? (own, inPool.Says("enable_private_nodes"))
            : (cluster.WrittenFlag(inCluster, "enable_private_nodes"), inCluster.Says("enable_private_nodes"));
        (Basis, Evidence, bool)? open = isPrivate.Is(true) ? null : (says, isPrivate.IsUnknown ? Evidence.UnknownDependent : Evidence.Inferred, false);
        var config = nodes.First("node_config");
        return new(nodes, network, subnet?.Target, open, Groups(nodes, config, config, "service_account"), subnet?.Evidence ?? Evidence.Observed, cluster.Says(subnet is null ? "network" : "subnetwork"));
    }

    private GoogleGroups Groups(PlanResource owner, Block config, Block account, string email)
    {
        var tags = config.Texts("tags");
        var known = accounts.Of(owner, account, email);
        var literal = account.Text(email);
        return new(
            [.. tags.Value!.Select(GoogleGroups.Tag), .. known.Select(link => GoogleGroups.Account(link.Target.Address)), .. known.Count == 0 && literal.IsKnown ? [GoogleGroups.Account(literal.Value!)] : (string[])[]],
            !tags.IsUnknown, known.Count > 0 || !literal.IsUnknown || owner.IsLeftOut(account, email));
    }
}
