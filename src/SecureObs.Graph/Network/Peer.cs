namespace SecureObs.Graph.Network;

/// <summary>Who is at the other end: the sender for rules about what comes in, the receiver for rules about what goes out.</summary>
/// <param name="Addresses">Where it is.</param>
/// <param name="Groups">
/// What rules may call it besides: security groups, application security groups, network tags, service tags such as <see cref="InternetTag"/>.
/// All of it is in all of them.
/// </param>
/// <param name="IsSomewhere">
/// False: machines at all of these addresses, such as a subnet; something gets through when it does from one of them. True: one machine, of whose address only that
/// it is one of these is known; something gets through for certain when it does from all of them.
/// </param>
internal sealed record Peer(AddressSet Addresses, IReadOnlySet<string> Groups, bool IsSomewhere = false)
{
    /// <summary>Azure's word for what is outside of the network and public; a group of <see cref="Internet"/> here.</summary>
    public const string InternetTag = "Internet";

    /// <summary>Any machine of the internet, for a target with addresses of both versions.</summary>
    public static readonly Peer Internet = At(AddressSet.Public, InternetTag);

    /// <summary>Any machine of the internet, for a target with an IPv4 address only.</summary>
    public static readonly Peer InternetV4 = At(AddressSet.Public.Intersect(AddressSet.AllV4), InternetTag);

    /// <summary>Machines at all of these addresses.</summary>
    public static Peer At(AddressSet addresses, params IEnumerable<string> groups) => new(addresses, Names(groups));

    /// <summary>One machine at one of these addresses. When nothing is known of it: <see cref="AddressSet.Private"/>.</summary>
    public static Peer Somewhere(AddressSet addresses, params IEnumerable<string> groups) => new(addresses, Names(groups), IsSomewhere: true);

    /// <summary>Names of groups; the case of letters does not matter, as in Azure.</summary>
    internal static IReadOnlySet<string> Names(IEnumerable<string> names) => new HashSet<string>(names, StringComparer.OrdinalIgnoreCase);
}

/// <summary>Which peers a rule is about: those at some addresses and those in some groups.</summary>
/// <param name="PublicParts">
/// Groups that are some public addresses which nobody writes down here: service tags of Azure such as <c>Storage</c>, prefix lists of AWS. To let one in is not
/// to let the internet in, but some of it. <c>Storage.WestEurope</c> is a part of <c>Storage</c>.
/// </param>
/// <param name="IsUnknown">It has others, which are not known: it may be about any peer.</param>
internal sealed record PeerMatch(AddressSet Addresses, IReadOnlySet<string> Groups, IReadOnlySet<string> PublicParts, bool IsUnknown = false)
{
    private static readonly IReadOnlySet<string> NoNames = Peer.Names([]);

    public static readonly PeerMatch None = new(AddressSet.None, NoNames, NoNames);
    public static readonly PeerMatch Everybody = At(AddressSet.All);
    public static readonly PeerMatch Unknown = None with { IsUnknown = true };

    public static PeerMatch At(AddressSet addresses) => new(addresses, NoNames, NoNames);

    public static PeerMatch In(params IEnumerable<string> groups) => new(AddressSet.None, Peer.Names(groups), NoNames);

    public static PeerMatch InPublicPart(params IEnumerable<string> names) => new(AddressSet.None, NoNames, Peer.Names(names));

    public PeerMatch Or(PeerMatch other) => new(
        Addresses.Union(other.Addresses), Peer.Names(Groups.Concat(other.Groups)), Peer.Names(PublicParts.Concat(other.PublicParts)), IsUnknown || other.IsUnknown);

    /// <summary>Which addresses of a peer with these groups it is about, as far as is known.</summary>
    internal AddressSet Where(IReadOnlySet<string> groups) => groups.Overlaps(Groups) || groups.Overlaps(PublicParts) ? AddressSet.All : Addresses;
}
