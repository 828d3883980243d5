using SecureObs.Graph.Building;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Azure;

/// <summary>What public load balancers and application gateways pass on to machines.</summary>
internal sealed class AzureBalancers(GraphDraft draft, AzureFilters filters)
{
    private readonly ILookup<PlanResource, PlanResource> rulesOf = draft.OfType("azurerm_lb_rule", "azurerm_lb_nat_rule")
        .SelectMany(rule => draft.Links(rule, "backend_address_pool_ids").Concat(draft.Links(rule, "backend_address_pool_id")).Select(pool => (Pool: pool.Target, Rule: rule)).Distinct())
        .ToLookup(pair => pair.Pool, pair => pair.Rule);

    public void Draw(AzureCard card)
    {
        foreach (var pool in card.Pools)
        {
            if (pool.Target.Type == "azurerm_application_gateway")
                Gateway(card, pool);
            else if (pool.Target.Type == "azurerm_lb_nat_rule")
                Rule(card, pool.Target, pool);
            else
                foreach (var rule in rulesOf[pool.Target])
                    Rule(card, rule, pool);
        }
    }

    /// <summary>A balancer keeps the sender's address: the machine's rules see the internet.</summary>
    private void Rule(AzureCard card, PlanResource rule, Link pool)
    {
        foreach (var balancer in draft.Links(rule, "loadbalancer_id", "azurerm_lb").Where(balancer => IsPublic(balancer.Target)))
        {
            var isBasic = balancer.Target.Text("sku").Is("Basic");
            if (card.Groups.Count == 0 && !isBasic)
                continue;
            var word = rule.Text("protocol").Or("Tcp").Value is { } protocol && !protocol.Equals("All", StringComparison.OrdinalIgnoreCase) ? protocol : "*";
            var (frontend, backend) = (PortsOf(word, rule.Text("frontend_port")), PortsOf(word, rule.Text("backend_port")));
            var reach = filters.Of(card.Groups, inbound: true, card.Place).EvaluateInternet(Peer.InternetV4).Open.And(new(backend, backend, [rule.Says("backend_port")]));
            if (reach.Possible.IsEmpty)
                continue;
            draft.Expose(card.Machine, reach.Certain.IsEmpty ? Exposure.Unknown : Exposure.Internet);
            Open(balancer.Target, frontend, rule.Says("frontend_port"));
            draft.Reaches(balancer.Target.Address, card.Machine, reach, pool.Evidence, [pool.Basis, balancer.Basis], Verb.ForwardsTo);
        }
    }

    private void Gateway(AzureCard card, Link pool)
    {
        var subnet = draft.Links(pool.Target, "gateway_ip_configuration.subnet_id", "azurerm_subnet").Select(link => link.Target).FirstOrDefault();
        var from = subnet is null ? AddressSet.Private : AddressSet.Parse((subnet.Texts("address_prefixes").Value ?? []).Where(text => AddressSet.TryParse(text, out _)));
        var reach = filters.Of(card.Groups, inbound: true, card.Place).Evaluate(Peer.At(from.IsEmpty ? AddressSet.Private : from, AzureDefaults.VirtualNetwork));
        if (!AzureServices.OpensGateway(draft, pool.Target) || reach.Possible.IsEmpty)
            return;
        draft.Reaches(pool.Target.Address, card.Machine, reach, pool.Evidence, [pool.Basis], Verb.ForwardsTo);
    }

    private bool IsPublic(PlanResource balancer) => draft.Links(balancer, "frontend_ip_configuration.public_ip_address_id").Count > 0
        || balancer.Blocks("frontend_ip_configuration").Any(front => front.IsUnknown("public_ip_address_id") && front.Text("subnet_id").IsAbsent);

    private void Open(PlanResource balancer, PortSet ports, Basis says)
    {
        draft.Expose(balancer, Exposure.Internet);
        draft.Reaches(GraphNode.Internet, balancer, new(ports, ports, []), Evidence.Observed, [says, .. draft.Links(balancer, "frontend_ip_configuration.public_ip_address_id").Select(link => link.Basis).Take(1)]);
    }

    private static PortSet PortsOf(string protocol, Fact<string> port) => port.IsKnown && port.Value != "0" && PortSet.TryParse(protocol, port.Value!, out var ports) ? ports : PortSet.Of(protocol);
}
