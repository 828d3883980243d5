using SecureObs.Graph.Building;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Azure;

/// <summary>Services that are open by their own settings: web apps, functions, containers, gateways.</summary>
internal static class AzureServices
{
    private static readonly PortSet Web = PortSet.Of("tcp", 443, 443);

    public static void Draw(GraphDraft draft)
    {
        foreach (var app in draft.OfType(AzureTypes.WebApps))
            WebApp(draft, app);
        foreach (var app in draft.OfType("azurerm_container_app"))
            ContainerApp(draft, app);
        foreach (var group in draft.OfType("azurerm_container_group"))
            ContainerGroup(draft, group);
        foreach (var gateway in draft.OfType("azurerm_application_gateway"))
            if (OpensGateway(draft, gateway))
                Forwards(draft, gateway, "backend_address_pool.fqdns");
        foreach (var origin in draft.OfType("azurerm_cdn_frontdoor_origin").Where(origin => !origin.Flag("enabled").Is(false)))
        {
            Open(draft, origin, Web, Evidence.Inferred, [origin.Says("enabled")]);
            Forwards(draft, origin, "host_name");
        }
        foreach (var cluster in draft.OfType("azurerm_kubernetes_cluster"))
            draft.Expose(cluster, cluster.Flag("private_cluster_enabled").Is(true) ? Exposure.Private
                : cluster.First("api_server_access_profile").Texts("authorized_ip_ranges").Value!.Count > 0 ? Exposure.Restricted : Exposure.Internet);
    }

    /// <summary>Exposure of a service by its two usual switches: whether there is a public endpoint at all, and whether its firewall lets in what no rule names.</summary>
    public static Exposure Public(PlanResource service, Fact<string> defaultAction) =>
        service.Flag("public_network_access_enabled") switch
        {
            { IsUnknown: true } => Exposure.Unknown,
            { IsKnown: true, Value: false } => Exposure.Private,
            _ => defaultAction.IsUnknown ? Exposure.Unknown : defaultAction.Value is "Deny" ? Exposure.Restricted : Exposure.Internet,
        };

    /// <summary>Draws that the internet gets to a public gateway; false when it has no public front.</summary>
    public static bool OpensGateway(GraphDraft draft, PlanResource gateway)
    {
        var fronts = draft.Links(gateway, "frontend_ip_configuration.public_ip_address_id");
        if (fronts.Count == 0)
            return false;
        var ports = gateway.Blocks("frontend_port").Select(port => port.Number("port")).Where(port => port.IsKnown).Aggregate(PortSet.None, (sum, port) => sum.Union(PortSet.Of("tcp", port.Value, port.Value)));
        Open(draft, gateway, ports.IsEmpty ? Web : ports, fronts[0].Evidence, [fronts[0].Basis]);
        return true;
    }

    /// <summary>
    /// Public unless it says otherwise; restrictions by address are rules by priority, with a default of their own. Who has to log in
    /// before anything of the app runs does not get to it (learn.microsoft.com/azure/app-service/app-service-ip-restrictions and overview-authentication-authorization).
    /// </summary>
    private static void WebApp(GraphDraft draft, PlanResource app)
    {
        var isPublic = app.Flag("public_network_access_enabled").Or(true);
        if (app.Flag("enabled").Is(false) || isPublic.Is(false))
        {
            draft.Expose(app, Exposure.Private);
            return;
        }
        var site = app.First("site_config");
        var rules = site.Blocks("ip_restriction").Select(rule => Restriction(rule)).ToList();
        var action = site.Text("ip_restriction_default_action");
        var reach = new PriorityRules(rules, defaultAllows: action.IsAbsent ? rules.Count == 0 : !action.Is("Deny")).EvaluateInternet(Peer.Internet);
        draft.Expose(app, reach.Exposure);
        var login = app.First("auth_settings_v2");
        if (login.Flag("auth_enabled").Is(true) && login.Flag("require_authentication").Is(true))
            return;
        var open = isPublic.IsUnknown || action.IsUnknown ? new Reach(PortSet.None, reach.Open.Possible, reach.Open.Basis) : reach.Open;
        draft.Reaches(GraphNode.Internet, app, open.And(new(Web, Web, [app.Says("public_network_access_enabled")])),
            app.Flag("public_network_access_enabled").IsAbsent ? Evidence.Inferred : Evidence.Observed, []);
    }

    private static NetworkRule Restriction(Block rule)
    {
        var (address, tag) = (rule.Text("ip_address"), rule.Text("service_tag"));
        var peers = address.IsKnown ? AzureDefaults.Peers(address.Value!) : tag.IsKnown ? AzureDefaults.Peers(tag.Value!) : address.IsUnknown || tag.IsUnknown ? PeerMatch.Unknown : PeerMatch.None;
        return new(rule.Number("priority").Or(65_000).Value, !rule.Text("action").Is("Deny"), PortSet.All, peers, rule.Says(address.IsAbsent ? "service_tag" : "ip_address"));
    }

    private static void ContainerApp(GraphDraft draft, PlanResource app)
    {
        var ingress = app.First("ingress");
        var isInternal = draft.Links(app, "container_app_environment_id").Select(link => link.Target.Flag("internal_load_balancer_enabled")).FirstOrDefault();
        var external = ingress.Flag("external_enabled").Or(false);
        if (external.Is(false) || isInternal.Is(true))
        {
            draft.Expose(app, Exposure.Private);
            return;
        }
        // Either all of its rules allow, and nobody else gets in, or all deny, and everybody else does.
        var rules = ingress.Blocks("ip_security_restriction").Select(rule => new NetworkRule(1, rule.Text("action").Is("Allow"), PortSet.All,
            rule.Text("ip_address_range") is { IsKnown: true, Value: { } range } ? AzureDefaults.Peers(range) : PeerMatch.Unknown, rule.Says("ip_address_range"))).ToList();
        var reach = new PriorityRules(rules, defaultAllows: !rules.Exists(rule => rule.Allows)).EvaluateInternet(Peer.Internet);
        draft.Expose(app, external.IsUnknown || isInternal.IsUnknown ? Exposure.Unknown : reach.Exposure);
        var open = external.IsUnknown || isInternal.IsUnknown ? new Reach(PortSet.None, reach.Open.Possible, reach.Open.Basis) : reach.Open;
        draft.Reaches(GraphNode.Internet, app, open.And(new(Web, Web, [ingress.Says("external_enabled")])), Evidence.Observed, []);
    }

    private static void ContainerGroup(GraphDraft draft, PlanResource group)
    {
        var type = group.Text("ip_address_type");
        if (type.IsKnown && !type.Is("Public"))
        {
            draft.Expose(group, type.Is("None") ? Exposure.None : Exposure.Private);
            return;
        }
        var ports = group.Blocks("exposed_port").Concat(group.Blocks("container").SelectMany(container => container.Blocks("ports")))
            .Where(port => port.Number("port").IsKnown).Aggregate(PortSet.None, (sum, port) => sum.Union(PortSet.Of(port.Text("protocol").Or("tcp").Value!, port.Number("port").Value, port.Number("port").Value)));
        if (!ports.IsEmpty)
            Open(draft, group, ports, type.IsUnknown ? Evidence.UnknownDependent : type.IsAbsent ? Evidence.Inferred : Evidence.Observed, [group.Says("ip_address_type")]);
    }

    private static void Open(GraphDraft draft, PlanResource service, PortSet ports, Evidence evidence, IReadOnlyList<Basis> basis)
    {
        draft.Expose(service, evidence is Evidence.UnknownDependent ? Exposure.Unknown : Exposure.Internet);
        draft.Draw(new GraphEdge(GraphNode.Internet, service.Address, EdgeFamily.Network, Verb.Reaches, evidence, basis) { Ports = $"{ports}" });
    }

    private static void Forwards(GraphDraft draft, PlanResource from, string attribute)
    {
        foreach (var backend in draft.Links(from, attribute, [.. AzureTypes.WebApps, "azurerm_container_app", "azurerm_container_group"]))
            draft.Draw(new GraphEdge(from.Address, backend.Target.Address, EdgeFamily.Network, Verb.ForwardsTo, backend.Evidence, [backend.Basis]) { Ports = $"{Web}" });
    }
}
