using SecureObs.Graph.Building;
using SecureObs.Graph.Google.Services;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Google.Vpc;

/// <summary>
/// What external load balancers pass on: from a forwarding rule over proxies, URL maps and backend services to groups of machines and to serverless services
/// (cloud.google.com/load-balancing/docs/forwarding-rule-concepts).
/// </summary>
internal sealed class GoogleBalancers(GraphDraft draft, GoogleFirewalls firewalls, IReadOnlyList<GoogleCard> cards, GoogleServices services, GoogleNetworks networks)
{
    /// <summary>Where proxies of the global balancers send from (cloud.google.com/load-balancing/docs/https#firewall-rules).</summary>
    private static readonly AddressSet Proxies = AddressSet.Parse("130.211.0.0/22", "35.191.0.0/16");

    private readonly ILookup<PlanResource, GoogleCard> byMachine = cards.ToLookup(card => card.Machine);

    private sealed record Front(PlanResource Rule, PortSet Ports, bool IsProxy, AddressSet From, IReadOnlyList<Basis> Basis);

    public void Draw()
    {
        foreach (var rule in draft.OfType(GoogleTypes.ForwardingRules))
        {
            var scheme = rule.Written(rule, "load_balancing_scheme").Or("EXTERNAL");
            var ports = Ports(rule);
            if (scheme.IsKnown && !scheme.Value!.StartsWith("EXTERNAL", StringComparison.OrdinalIgnoreCase))
            {
                Internal(rule, ports, scheme.Value);
                continue;
            }
            var evidence = scheme.IsUnknown ? Evidence.UnknownDependent : Evidence.Observed;
            draft.Expose(rule, scheme.IsUnknown ? Exposure.Unknown : Exposure.Internet);
            draft.Reaches(GraphNode.Internet, rule, new(ports, ports, []), evidence, [rule.Says("load_balancing_scheme"), rule.Says("port_range")]);
            foreach (var target in draft.Links(rule, "target").Concat(draft.Links(rule, "backend_service", GoogleTypes.BackendServices)))
                Target(rule, ports, target);
        }
    }

    /// <summary>One with proxies sends from their subnet. What others pass on has the sender's address, and gets there without them as well.</summary>
    private void Internal(PlanResource rule, PortSet ports, string scheme)
    {
        draft.Expose(rule, Exposure.Private);
        if (scheme != "INTERNAL_MANAGED" || (networks.Of(rule, rule, "network") ?? networks.OfSubnet(rule, rule, "subnetwork")) is not { Resource: { } network })
            return;
        draft.Reaches(network.Address, rule, new(ports, ports, []), Evidence.Observed, [rule.Says("load_balancing_scheme"), rule.Says("network")]);
        foreach (var target in draft.Links(rule, "target"))
            Target(rule, ports, target);
    }

    private void Target(PlanResource rule, PortSet ports, Link target)
    {
        var direct = new Front(rule, ports, IsProxy: false, AddressSet.Public, [target.Basis]);
        switch (target.Target.Type)
        {
            case "google_compute_target_pool":
                foreach (var instance in draft.Links(target.Target, "instances", GoogleTypes.Instances))
                    Machine(direct, instance, null);
                foreach (var manager in GoogleTypes.GroupManagers.SelectMany(type => GraphDraft.ReferrersOf(target.Target, type)).Where(each => each.Path == "target_pools"))
                    Machine(direct, new(manager.Source, Evidence.Observed, manager.Source.Says("target_pools")), null);
                break;
            case "google_compute_target_instance":
                foreach (var instance in draft.Links(target.Target, "instance", GoogleTypes.Instances))
                    Machine(direct, instance, null);
                break;
            case var type when GoogleTypes.BackendServices.Contains(type):
                Backend(direct, target.Target);
                break;
            default:
                foreach (var service in Behind(target.Target))
                    Backend(direct with { IsProxy = true, From = FromProxies(rule) }, service);
                break;
        }
    }

    /// <summary>Balancers of a region have proxies in a subnet that is there for them.</summary>
    private AddressSet FromProxies(PlanResource rule)
    {
        var own = draft.OfType("google_compute_subnetwork").Where(subnet => subnet.Text("purpose").Value is "REGIONAL_MANAGED_PROXY" or "GLOBAL_MANAGED_PROXY" or "INTERNAL_HTTPS_LOAD_BALANCER")
            .Select(GoogleNetworks.AddressesOf).Aggregate(AddressSet.None, (sum, each) => sum.Union(each));
        return rule.Type == "google_compute_forwarding_rule" && rule.Text("load_balancing_scheme").Value is "EXTERNAL_MANAGED" or "INTERNAL_MANAGED" && !own.IsEmpty ? own : Proxies;
    }

    /// <summary>Backend services of a proxy, or of the URL map of one: any of them may be asked for.</summary>
    private IEnumerable<PlanResource> Behind(PlanResource proxy)
    {
        var maps = draft.Links(proxy, "url_map").Select(link => link.Target);
        return maps.Append(proxy).SelectMany(each => each.References.Select(reference => reference.Target).Concat(draft.Links(each, "default_service", GoogleTypes.BackendServices).Select(link => link.Target)))
            .Where(each => GoogleTypes.BackendServices.Contains(each.Type)).Distinct();
    }

    private void Backend(Front front, PlanResource service)
    {
        // Identity-Aware Proxy asks for a login before anything passes.
        if (service.Blocks("iap").Any(iap => !iap.Flag("enabled").Is(false)))
            return;
        if (GoogleArmor.Of(draft, service) is not { } armor)
            return;
        front = front with { Basis = [.. front.Basis, .. armor.Basis] };
        foreach (var group in draft.Links(service, "backend.group"))
        {
            var weaker = armor.IsSure ? group : group with { Evidence = Evidence.UnknownDependent };
            if (GoogleTypes.GroupManagers.Contains(group.Target.Type))
                Machine(front, weaker, BackendPorts(service, group.Target));
            else if (group.Target.Type == "google_compute_instance_group")
                foreach (var instance in draft.Links(group.Target, "instances", GoogleTypes.Instances))
                    Machine(front, weaker with { Target = instance.Target }, BackendPorts(service, group.Target));
            else if (group.Target.Type.EndsWith("network_endpoint_group", StringComparison.Ordinal))
                foreach (var serverless in group.Target.References.Select(reference => reference.Target).Where(GoogleServices.IsServerless).Distinct())
                    services.Forwards(front.Rule, serverless, weaker.Evidence, [.. front.Basis, group.Basis]);
        }
    }

    /// <summary>A proxy sends to the port that the group gives the service's name; without a name that is <c>http</c>, without a port 80.</summary>
    private static PortSet BackendPorts(PlanResource service, PlanResource group)
    {
        var name = service.Written(service, "port_name").Or("http");
        var ports = group.Blocks("named_port").Where(port => name.IsUnknown || port.Text("name").Is(name.Value!)).Select(port => port.Number("port")).ToList();
        return name.IsUnknown || ports.Exists(port => port.IsUnknown) ? PortSet.Of("tcp")
            : ports.Count == 0 ? PortSet.Of("tcp", 80, 80)
            : ports.Aggregate(PortSet.None, (sum, port) => sum.Union(PortSet.Of("tcp", port.Value, port.Value)));
    }

    private void Machine(Front front, Link machine, PortSet? backend)
    {
        // A proxy keeps no address and may choose a port; what is passed through keeps the sender's address and its port.
        var ports = front.IsProxy ? backend ?? PortSet.Of("tcp") : front.Ports;
        foreach (var card in byMachine[machine.Target].Take(1))
        {
            var filter = firewalls.Of(card, inbound: true);
            var let = front.IsProxy ? filter.Evaluate(Peer.At(front.From)) : filter.EvaluateInternet(Peer.InternetV4).Open;
            var reach = let.And(new(ports, ports, []));
            if (!front.IsProxy && !reach.Possible.IsEmpty)
                draft.Expose(machine.Target, reach.Certain.IsEmpty || machine.Evidence is Evidence.UnknownDependent ? Exposure.Unknown : Exposure.Internet);
            draft.Reaches(front.Rule.Address, machine.Target, reach, machine.Evidence, [machine.Basis, .. front.Basis], Verb.ForwardsTo);
        }
    }

    private static PortSet Ports(PlanResource rule)
    {
        var protocol = rule.Written(rule, "ip_protocol").Or("TCP").Value ?? "TCP";
        var word = protocol.Equals("L3_DEFAULT", StringComparison.OrdinalIgnoreCase) ? "all" : protocol;
        var texts = (rule.Texts("ports").Value ?? []).Concat(rule.Text("port_range") is { IsKnown: true, Value: { } range } ? [range] : []).ToList();
        return rule.Flag("all_ports").Is(true) || texts.Count == 0 ? PortSet.Of(word)
            : texts.Aggregate(PortSet.None, (sum, text) => PortSet.TryParse(word, text, out var ports) ? sum.Union(ports) : sum);
    }
}
