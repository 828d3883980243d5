using SecureObs.Graph.Building;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Azure;

/// <summary>Who gets to databases and caches: the internet by their firewall, networks by private endpoints, delegated subnets and network rules.</summary>
internal static class AzureDatabases
{
    /// <summary>Firewall rules by their type, with the attribute that names the server.</summary>
    private static readonly (string Type, string Server)[] FirewallRules =
    [
        ("azurerm_mssql_firewall_rule", "server_id"), ("azurerm_sql_firewall_rule", "server_name"), ("azurerm_synapse_firewall_rule", "synapse_workspace_id"),
        ("azurerm_postgresql_firewall_rule", "server_name"), ("azurerm_postgresql_flexible_server_firewall_rule", "server_id"),
        ("azurerm_mysql_firewall_rule", "server_name"), ("azurerm_mysql_flexible_server_firewall_rule", "server_name"),
        ("azurerm_mariadb_firewall_rule", "server_name"), ("azurerm_redis_firewall_rule", "redis_cache_name"),
    ];

    private static readonly (string Type, string Server)[] NetworkRules =
    [
        ("azurerm_mssql_virtual_network_rule", "server_id"), ("azurerm_sql_virtual_network_rule", "server_name"),
        ("azurerm_postgresql_virtual_network_rule", "server_name"), ("azurerm_mysql_virtual_network_rule", "server_name"), ("azurerm_mariadb_virtual_network_rule", "server_name"),
    ];

    public static void Draw(GraphDraft draft)
    {
        var servers = AzureTypes.Databases.SelectMany(pair => draft.OfType(pair.Key).Select(server => (Server: server, Port: PortSet.Parse(pair.Value)))).ToList();
        if (servers.Count == 0)
            return;
        var (subnets, filters) = (new AzureSubnets(draft), new AzureFilters(draft));
        var rules = FirewallRules.SelectMany(type => draft.OfType(type.Type).SelectMany(rule => draft.Links(rule, type.Server, [.. AzureTypes.Databases.Keys]).Take(1), (rule, link) => (link.Target, Rule: rule))).ToLookup(pair => pair.Target, pair => pair.Rule);
        foreach (var (server, port) in servers)
        {
            FromInternet(draft, server, port, [.. rules[server]]);
            foreach (var place in draft.Links(server, "delegated_subnet_id", "azurerm_subnet").Concat(draft.Links(server, "subnet_id", "azurerm_subnet")))
                FromNetwork(draft, subnets, filters, server, port, place);
        }
        Private(draft, subnets, filters);
        foreach (var (type, attribute) in NetworkRules)
            foreach (var rule in draft.OfType(type))
                foreach (var server in draft.Links(rule, attribute, [.. AzureTypes.Databases.Keys]))
                    foreach (var subnet in draft.Links(rule, "subnet_id", "azurerm_subnet"))
                        draft.Draw(new GraphEdge(subnet.Target.Address, server.Target.Address, EdgeFamily.Network, Verb.Reaches, subnet.Evidence, [subnet.Basis, server.Basis]) { Ports = AzureTypes.Databases[server.Target.Type] });
    }

    private static void FromInternet(GraphDraft draft, PlanResource server, PortSet port, IReadOnlyList<PlanResource> rules)
    {
        var isPublic = server.Flag("public_network_access_enabled").Or(true);
        if (isPublic.Is(false) || server.Text("delegated_subnet_id") is { IsAbsent: false } || draft.Links(server, "delegated_subnet_id").Count > 0 || draft.Links(server, "subnet_id").Count > 0 || server.Type == "azurerm_mssql_managed_instance")
        {
            draft.Expose(server, Exposure.Private);
            return;
        }
        // A cache without rules lets everybody in who has its key (learn.microsoft.com/azure/azure-cache-for-redis/cache-network-isolation).
        IEnumerable<NetworkRule> allowed = server.Type.StartsWith("azurerm_redis", StringComparison.Ordinal) && rules.Count == 0
            ? [new NetworkRule(1, true, port, PeerMatch.Everybody, server.Says("public_network_access_enabled"))] : rules.Select(rule => Read(rule, port));
        var reach = new UnionRules(allowed).EvaluateInternet(Peer.InternetV4);
        var all = rules.FirstOrDefault(rule => rule.Text(Start(rule)).Is("0.0.0.0") && rule.Text(End(rule)).Is("0.0.0.0"));
        draft.Expose(server, isPublic.IsUnknown ? Exposure.Unknown : all is not null ? Exposure.Internet : reach.Exposure);
        var open = isPublic.IsUnknown ? new Reach(PortSet.None, reach.Open.Possible, reach.Open.Basis) : reach.Open;
        draft.Reaches(GraphNode.Internet, server, open, Evidence.Observed, [server.Says("public_network_access_enabled")]);
        // Azure's own way to say: whatever machine of Azure, of whichever customer.
        if (all is not null && open.Certain.IsEmpty)
            draft.Draw(new GraphEdge(GraphNode.Internet, server.Address, EdgeFamily.Network, Verb.Reaches, isPublic.IsUnknown ? Evidence.UnknownDependent : Evidence.Inferred, [all.Says(Start(all)), all.Says(End(all))]) { Ports = $"{port}", Detail = "any machine in Azure" });
    }

    private static NetworkRule Read(PlanResource rule, PortSet port)
    {
        var (start, end) = (rule.Text(Start(rule)), rule.Text(End(rule)));
        var peers = start.IsUnknown || end.IsUnknown ? PeerMatch.Unknown
            : start.Is("0.0.0.0") && end.Is("0.0.0.0") ? PeerMatch.None
            : AddressSet.TryParse($"{start.Value}-{end.Value}", out var addresses) ? PeerMatch.At(addresses) : PeerMatch.None;
        return new(1, true, port, peers, rule.Says(Start(rule)), rule.Says(End(rule)));
    }

    private static string Start(PlanResource rule) => rule.Type == "azurerm_redis_firewall_rule" ? "start_ip" : "start_ip_address";

    private static string End(PlanResource rule) => rule.Type == "azurerm_redis_firewall_rule" ? "end_ip" : "end_ip_address";

    /// <summary>Network security groups do not hold for private endpoints unless a subnet says so (learn.microsoft.com/azure/private-link/disable-private-endpoint-network-policy).</summary>
    private static void Private(GraphDraft draft, AzureSubnets subnets, AzureFilters filters)
    {
        foreach (var endpoint in draft.OfType("azurerm_private_endpoint"))
            foreach (var target in draft.Links(endpoint, "private_service_connection.private_connection_resource_id"))
            {
                draft.Draw(endpoint.Address, target.Target.Address, EdgeFamily.Network, Verb.ForwardsTo, target.Evidence, target.Basis);
                if (AzureTypes.Databases.TryGetValue(target.Target.Type, out var port))
                    foreach (var place in draft.Links(endpoint, "subnet_id", "azurerm_subnet"))
                        FromNetwork(draft, subnets, filters, target.Target, PortSet.Parse(port), place with { Basis = target.Basis });
            }
    }

    private static void FromNetwork(GraphDraft draft, AzureSubnets subnets, AzureFilters filters, PlanResource server, PortSet port, Link place)
    {
        var groups = GraphDraft.ReferrersOf(place.Target, "azurerm_subnet_network_security_group_association").Where(each => each.Path == "subnet_id")
            .SelectMany(each => draft.Links(each.Source, "network_security_group_id")).Select(link => link.Target).Distinct().ToList();
        // A delegated subnet obeys its groups; a private endpoint only with network policies.
        var obeys = place.Basis.Address == server.Address || place.Target.Text("private_endpoint_network_policies").Value is "Enabled" or "NetworkSecurityGroupEnabled";
        var filter = obeys ? filters.Of(groups, inbound: true, new(AddressSet.Private, [])) : NetworkFilter.Open;
        if (subnets.NetworkOf(place.Target) is { } network)
            subnets.Receives(server, network, peer => filter.Evaluate(peer).And(new(port, port, [])), groups.Count == 0 || !obeys ? Evidence.Inferred : place.Evidence, [place.Basis]);
    }
}
