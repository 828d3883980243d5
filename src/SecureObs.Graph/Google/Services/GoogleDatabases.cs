using SecureObs.Graph.Building;
using SecureObs.Graph.Google.Vpc;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Google.Services;

/// <summary>Who can send packets to databases and caches: networks that they are connected to, and the internet to Cloud SQL by its authorized networks.</summary>
internal sealed class GoogleDatabases(GraphDraft draft, GoogleNetworks networks, GoogleFirewalls firewalls, IReadOnlyList<GoogleCard> cards)
{
    public void Draw()
    {
        foreach (var instance in draft.OfType("google_sql_database_instance"))
            Sql(instance);
        foreach (var cluster in draft.OfType("google_alloydb_cluster"))
            FromNetwork(cluster, Port(cluster), cluster.Blocks("network_config").Count > 0 ? cluster.First("network_config") : cluster, "network");
        foreach (var instance in draft.OfType("google_alloydb_instance"))
            foreach (var cluster in draft.Links(instance, "cluster", "google_alloydb_cluster"))
                AlloyDb(instance, cluster.Target);
        foreach (var cache in draft.OfType("google_redis_instance", "google_memcache_instance"))
            FromNetwork(cache, Port(cache), cache, "authorized_network", otherwise: "default");
    }

    /// <summary>
    /// A public address unless it is switched off, closed to every address that is not authorized (cloud.google.com/sql/docs/mysql/authorize-networks); a private
    /// one for the network that it names.
    /// </summary>
    private void Sql(PlanResource instance)
    {
        var port = Port(instance);
        var settings = instance.First("settings");
        var address = settings.First("ip_configuration");
        FromNetwork(instance, port, address, "private_network");
        var isPublic = instance.WrittenFlag(address, "ipv4_enabled");
        if (isPublic.Is(false) || instance.Type != "google_sql_database_instance")
            return;
        var rules = address.Blocks("authorized_networks").Select(network => Authorized(network.Text("value"), port, network.Says("value"))).ToList();
        if (address.IsUnknown("authorized_networks") && !instance.IsLeftOut(address, "authorized_networks"))
            rules.Add(new(1, true, port, PeerMatch.Unknown, address.Says("authorized_networks")));
        FromInternet(instance, new UnionRules(rules).EvaluateInternet(Peer.InternetV4), isPublic.IsUnknown, address.Says("ipv4_enabled"), isPublic.IsAbsent ? Evidence.Inferred : Evidence.Observed);
    }

    private void AlloyDb(PlanResource instance, PlanResource cluster)
    {
        var network = instance.First("network_config");
        if (instance.WrittenFlag(network, "enable_public_ip") is not { IsAbsent: false } isPublic || isPublic.Is(false))
            return;
        var rules = network.Blocks("authorized_external_networks").Select(each => Authorized(each.Text("cidr_range"), Port(cluster), each.Says("cidr_range")));
        FromInternet(cluster, new UnionRules(rules).EvaluateInternet(Peer.InternetV4), isPublic.IsUnknown, network.Says("enable_public_ip"), Evidence.Observed);
    }

    private void FromInternet(PlanResource database, InternetReach reach, bool isUnknown, Basis says, Evidence evidence)
    {
        draft.Expose(database, isUnknown && reach.Exposure > Exposure.Private ? Exposure.Unknown : reach.Exposure);
        var open = isUnknown ? new Reach(PortSet.None, reach.Open.Possible, reach.Open.Basis) : reach.Open;
        draft.Reaches(GraphNode.Internet, database, open, evidence, [says]);
    }

    private static NetworkRule Authorized(Fact<string> range, PortSet port, Basis says) => new(1, true, port,
        range.IsUnknown ? PeerMatch.Unknown : AddressSet.TryParse(range.Value ?? "", out var addresses) ? PeerMatch.At(addresses) : PeerMatch.None, says);

    /// <summary>Firewall rules of the network say nothing of what Google runs in a network of its own beside it, but of what may be sent there; networks that are peered do not get there.</summary>
    private void FromNetwork(PlanResource database, PortSet port, Block block, string name, string? otherwise = null)
    {
        draft.Expose(database, Exposure.Private);
        if (networks.Of(database, block, name) is { Resource: { } network })
            draft.Draw(new GraphEdge(network.Address, database.Address, EdgeFamily.Network, Verb.Reaches, Evidence.Observed, [block.Says(name)]) { Ports = $"{port}" });
        else if (networks.Of(database, block, name) is { } named)
            Machines(database, port, named.Key, Evidence.Inferred, block.Says(name));
        else if (otherwise is not null && database.Written(block, name).IsAbsent)
            Machines(database, port, $"network {otherwise}", Evidence.Inferred, block.Says(name));
    }

    /// <summary>Of a network that is not in the plan, each machine by itself.</summary>
    private void Machines(PlanResource database, PortSet port, string network, Evidence evidence, Basis says)
    {
        foreach (var card in cards.Where(card => card.Network.Key == network))
            draft.Reaches(card.Machine.Address, database, firewalls.Of(card, inbound: false).Evaluate(Peer.Somewhere(AddressSet.Private)).And(new(port, port, [])), evidence, [says, card.Place]);
    }

    private static PortSet Port(PlanResource database)
    {
        var version = database.Text("database_version").Value ?? "";
        var engine = version.Split('_')[0].ToUpperInvariant() switch { "MYSQL" => "tcp/3306", "POSTGRES" => "tcp/5432", "SQLSERVER" => "tcp/1433", _ => GoogleTypes.Databases[database.Type] };
        return database.Type == "google_redis_instance" && database.Number("port") is { IsKnown: true, Value: var own } ? PortSet.Of("tcp", own, own) : PortSet.Parse(engine);
    }
}
