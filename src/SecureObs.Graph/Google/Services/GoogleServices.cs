using SecureObs.Graph.Building;
using SecureObs.Graph.Google.Iam;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Google.Services;

/// <summary>
/// Cloud Run, functions and App Engine: the internet gets to them when their ingress lets it in and everybody may invoke them
/// (cloud.google.com/run/docs/securing/ingress, cloud.google.com/run/docs/authenticating/public).
/// </summary>
internal sealed class GoogleServices(GraphDraft draft, GoogleGrants grants)
{
    private static readonly PortSet Web = PortSet.Of("tcp", 443, 443);

    /// <summary>Who is let in by a setting or a grant, how sure that is, and what says so.</summary>
    private sealed record Door(bool IsOpen, bool ForBalancers, Evidence Evidence, IReadOnlyList<Basis> Basis)
    {
        public static readonly Door Closed = new(false, false, Evidence.Observed, []);
    }

    public static bool IsServerless(PlanResource resource) => GoogleTypes.CloudRun.Contains(resource.Type) || GoogleTypes.Functions.Contains(resource.Type) || GoogleTypes.AppEngine.Contains(resource.Type);

    public void Draw()
    {
        foreach (var service in draft.OfType([.. GoogleTypes.CloudRun, .. GoogleTypes.Functions]))
        {
            var ingress = Ingress(service);
            draft.Expose(service, !ingress.IsOpen ? Exposure.Private : ingress.Evidence is Evidence.UnknownDependent ? Exposure.Unknown : Exposure.Internet);
            if (ingress.IsOpen && Invokers(service) is { IsOpen: true } invokers)
                Open(service, Weaker(ingress.Evidence, invokers.Evidence), [.. invokers.Basis, .. ingress.Basis], "");
        }
        foreach (var version in draft.OfType(GoogleTypes.AppEngine))
            if (AppEngine() is { IsOpen: true } door)
                Open(version, door.Evidence, [version.Itself, .. door.Basis], "");
        foreach (var job in draft.OfType("google_cloud_run_v2_job", "google_dataflow_job"))
            draft.Expose(job, Exposure.Private);
        foreach (var cluster in draft.OfType("google_container_cluster"))
            draft.Expose(cluster, ControlPlane(cluster));
        Segments();
    }

    /// <summary>A balancer hands on to a service; whoever invokes it still has to be allowed to.</summary>
    public void Forwards(PlanResource from, PlanResource service, Evidence evidence, IReadOnlyList<Basis> basis)
    {
        var isAppEngine = GoogleTypes.AppEngine.Contains(service.Type);
        var (ingress, invokers) = isAppEngine ? (AppEngine(), AppEngine()) : (Ingress(service), Invokers(service));
        if (ingress.ForBalancers && invokers.IsOpen)
            draft.Draw(new GraphEdge(from.Address, service.Address, EdgeFamily.Network, Verb.ForwardsTo, Weaker(evidence, Weaker(ingress.Evidence, invokers.Evidence)), [.. basis, .. invokers.Basis]) { Ports = $"{Web}" });
    }

    /// <summary>It asks for credentials: exposure, and no hop (cloud.google.com/kubernetes-engine/docs/concepts/network-isolation).</summary>
    private static Exposure ControlPlane(PlanResource cluster)
    {
        var authorized = cluster.Blocks("master_authorized_networks_config");
        if (cluster.First("private_cluster_config").Flag("enable_private_endpoint").Is(true))
            return Exposure.Private;
        var ranges = authorized.SelectMany(config => config.Blocks("cidr_blocks")).Select(block => block.Text("cidr_block")).ToList();
        return authorized.Count == 0 ? Exposure.Internet : new UnionRules(ranges.Select(range => new NetworkRule(1, true, Web,
            range.IsUnknown ? PeerMatch.Unknown : AddressSet.TryParse(range.Value ?? "", out var addresses) ? PeerMatch.At(addresses) : PeerMatch.None))).EvaluateInternet(Peer.InternetV4).Exposure;
    }

    private void Open(PlanResource service, Evidence evidence, IReadOnlyList<Basis> basis, string detail)
    {
        draft.Expose(service, evidence is Evidence.UnknownDependent ? Exposure.Unknown : Exposure.Internet);
        draft.Draw(new GraphEdge(GraphNode.Internet, service.Address, EdgeFamily.Network, Verb.Reaches, evidence, basis) { Ports = $"{Web}", Detail = detail });
    }

    /// <summary>Everything unless it is said otherwise. Functions that events start have no address.</summary>
    private static Door Ingress(PlanResource service)
    {
        if (service.Type == "google_cloudfunctions_function" && !service.Flag("trigger_http").Is(true))
            return Door.Closed;
        var (setting, says) = service.Type switch
        {
            "google_cloud_run_service" => Annotation(service),
            "google_cloud_run_v2_service" => (service.Written(service, "ingress"), service.Says("ingress")),
            "google_cloudfunctions2_function" => (service.Written(service.First("service_config"), "ingress_settings"), service.First("service_config").Says("ingress_settings")),
            _ => (service.Written(service, "ingress_settings"), service.Says("ingress_settings")),
        };
        var word = setting.Value ?? "all";
        return setting.IsUnknown ? new(true, true, Evidence.UnknownDependent, [says])
            : new(word is "all" or "INGRESS_TRAFFIC_ALL" or "ALLOW_ALL", word is not ("internal" or "INGRESS_TRAFFIC_INTERNAL_ONLY" or "ALLOW_INTERNAL_ONLY" or "INGRESS_TRAFFIC_NONE"),
                setting.IsAbsent ? Evidence.Inferred : Evidence.Observed, [says]);
    }

    /// <summary>The first version of Cloud Run takes its ingress from one annotation.</summary>
    private static (Fact<string>, Basis) Annotation(PlanResource service)
    {
        var metadata = service.First("metadata");
        var says = metadata.Says("annotations");
        return (metadata.Object("annotations")?["run.googleapis.com/ingress"]?.GetValue<string>() is { Length: > 0 } word ? Fact<string>.Known(word)
            : service.StayedAt(metadata.Says("annotations.run.googleapis.com/ingress").Path) ? Fact<string>.Unknown : Fact<string>.Absent, says);
    }

    private Door Invokers(PlanResource service)
    {
        if (service.Flag("invoker_iam_disabled") is { IsAbsent: false } disabled && !disabled.Is(false) && !service.IsLeftOut(service, "invoker_iam_disabled"))
            return new(true, true, disabled.IsUnknown ? Evidence.UnknownDependent : Evidence.Observed, [service.Says("invoker_iam_disabled")]);
        var permission = service.Type == "google_cloudfunctions_function" ? "cloudfunctions.functions.invoke" : "run.routes.invoke";
        var anybody = grants.On(service).Where(grant => grant.Who == GraphNode.Anyone).ToList();
        if (anybody.Where(grant => grant.Role.Allows(permission)).MinBy(grant => grant.Evidence) is { } open)
            return new(true, true, open.Evidence, [.. open.Basis.Take(3)]);
        // Of a second generation the permission stands at the service under it, which such a grant does not always set.
        return service.Type == "google_cloudfunctions2_function" && anybody.Where(grant => grant.Role.Allows("cloudfunctions.functions.invoke")).MinBy(grant => grant.Evidence) is { } older
            ? new(true, true, Weaker(older.Evidence, Evidence.Inferred), [.. older.Basis.Take(3)]) : Door.Closed;
    }

    /// <summary>Open unless a login comes first, or its firewall lets in only some; which addresses that are is not in a plan that leaves the machine before the list has them.</summary>
    private Door AppEngine()
    {
        if (draft.OfType("google_app_engine_application").Any(application => application.Blocks("iap").Any(iap => !iap.Flag("enabled").Is(false))))
            return Door.Closed;
        var rules = draft.OfType("google_app_engine_firewall_rule").Select(rule => new NetworkRule(rule.Number("priority").Or(int.MaxValue).Value, rule.Text("action").Or("ALLOW").Is("ALLOW"), PortSet.All,
            rule.Text("source_range") is { IsKnown: true, Value: { } range } && AddressSet.TryParse(range, out var addresses) ? PeerMatch.At(addresses) : PeerMatch.Unknown, rule.Says("source_range")));
        var reach = new PriorityRules(rules, defaultAllows: true).EvaluateInternet(Peer.Internet).Open;
        return reach.Possible.IsEmpty ? Door.Closed : new(true, true, reach.Certain.IsEmpty ? Evidence.UnknownDependent : Evidence.Inferred, reach.Basis);
    }

    /// <summary>Services that have a way into a network send from it (cloud.google.com/vpc/docs/serverless-vpc-access).</summary>
    private void Segments()
    {
        foreach (var service in draft.OfType([.. GoogleTypes.CloudRun, .. GoogleTypes.Functions, .. GoogleTypes.AppEngine, "google_cloud_run_v2_job"]))
        {
            var connectors = service.References.Where(reference => reference.Target.Type == "google_vpc_access_connector").Select(reference => new Link(reference.Target, Evidence.Observed, new(service.Address, reference.Path)));
            foreach (var connector in connectors.DistinctBy(connector => connector.Target))
                foreach (var segment in draft.Links(connector.Target, "network", "google_compute_network").Concat(draft.Links(connector.Target, "subnet.name", "google_compute_subnetwork")))
                    Sits(service, segment, [connector.Basis, segment.Basis]);
            foreach (var block in service.First("template").Blocks("vpc_access").Concat(service.First("template").First("template").Blocks("vpc_access")).SelectMany(access => access.Blocks("network_interfaces")))
                foreach (var segment in draft.Links(service, block, "network", "google_compute_network").Concat(draft.Links(service, block, "subnetwork", "google_compute_subnetwork")))
                    Sits(service, segment, [segment.Basis]);
        }
    }

    private void Sits(PlanResource service, Link segment, IReadOnlyList<Basis> basis)
    {
        draft.Draw(new GraphEdge(service.Address, segment.Target.Address, EdgeFamily.Containment, Verb.SitsIn, segment.Evidence, basis));
        foreach (var network in draft.Links(segment.Target, "network", "google_compute_network"))
            draft.Draw(new GraphEdge(service.Address, network.Target.Address, EdgeFamily.Containment, Verb.SitsIn, segment.Evidence, [.. basis, network.Basis]));
    }

    private static Evidence Weaker(Evidence one, Evidence other) => one > other ? one : other;
}
