using SecureObs.Graph.Building;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Google.Vpc;

/// <summary>A VPC network: one of the plan, or one that the plan only names.</summary>
/// <param name="key">Tells it from others.</param>
/// <param name="resource">Null when it is only named, as <c>default</c> usually is.</param>
/// <param name="isDefault">The one that every project has at first, with rules of its own.</param>
internal sealed class GoogleNetwork(string key, PlanResource? resource, bool isDefault)
{
    private AddressSet? addresses;

    public string Key => key;

    public PlanResource? Resource => resource;

    public bool IsDefault => isDefault;

    public List<PlanResource> Subnets { get; } = [];

    /// <summary>What its machines are numbered with; what a network of automatic subnets takes, when nothing is known.</summary>
    public AddressSet Addresses => addresses ??= GoogleNetworks.Ranges(Subnets.SelectMany(subnet => subnet.Texts("ip_cidr_range").Value!)) is { IsEmpty: false } known ? known
        : IsDefault || Resource?.Flag("auto_create_subnetworks").Or(true).Is(true) == true ? Automatic : AddressSet.Private;

    /// <summary>https://cloud.google.com/vpc/docs/subnets#ip-ranges</summary>
    public static readonly AddressSet Automatic = AddressSet.Parse("10.128.0.0/9");
}

/// <summary>The networks of a plan, and which one an attribute names.</summary>
internal sealed class GoogleNetworks
{
    private readonly GraphDraft draft;
    private readonly Dictionary<PlanResource, GoogleNetwork> byResource = [];
    private readonly Dictionary<string, GoogleNetwork> named = new(StringComparer.Ordinal);

    public GoogleNetworks(GraphDraft draft)
    {
        this.draft = draft;
        foreach (var network in draft.OfType("google_compute_network"))
            byResource[network] = new(network.Address, network, isDefault: false);
        foreach (var network in draft.DataOfType("google_compute_network"))
            byResource[network] = new(network.Address, network, network.Text("name").Is("default"));
        foreach (var subnet in draft.OfType("google_compute_subnetwork").Concat(draft.DataOfType("google_compute_subnetwork")))
            if (Of(subnet, subnet, "network") is { } network)
                network.Subnets.Add(subnet);
    }

    public IReadOnlyCollection<GoogleNetwork> All => byResource.Values;

    /// <returns>Null when the attribute names none.</returns>
    public GoogleNetwork? Of(PlanResource owner, Block block, string name)
    {
        if (LinkOf(owner, block, name, "google_compute_network") is { } link)
            return byResource[link.Target];
        if (owner.Written(block, name) is not { IsKnown: true, Value: { } text })
            return null;
        var last = GoogleSettings.LastPart(text);
        return byResource.Values.FirstOrDefault(network => network.Resource!.Text("name").Is(last)) ?? Named(last);
    }

    /// <summary>Of a subnet that an attribute names; the default network has subnets of the same name.</summary>
    public GoogleNetwork? OfSubnet(PlanResource owner, Block block, string name)
    {
        if (LinkOf(owner, block, name, "google_compute_subnetwork") is { } link)
            return Of(link.Target, link.Target, "network");
        return owner.Written(block, name) is { IsKnown: true, Value: { } text } && GoogleSettings.LastPart(text) == "default" ? Named("default") : null;
    }

    /// <summary>By a reference, an id or a name.</summary>
    public Link? LinkOf(PlanResource owner, Block block, string name, string type) =>
        owner.References(block, name, type) is [var made, ..] ? made : draft.Links(owner, block, name, type) is [var link, ..] ? link : null;

    public static AddressSet AddressesOf(PlanResource subnet) => Ranges(subnet.Texts("ip_cidr_range").Value);

    public static AddressSet Ranges(IEnumerable<string>? texts) => AddressSet.Parse((texts ?? []).Where(text => AddressSet.TryParse(text, out _)));

    private GoogleNetwork Named(string name) => named.TryGetValue(name, out var known) ? known : named[name] = new($"network {name}", null, name == "default");
}
