using System.Runtime.CompilerServices;
using SecureObs.Graph.Model;
using SecureObs.Graph.Network;

namespace SecureObs.Graph.Tests.Network;

/// <summary>Which ports a rule of a small world is about; ports are those of the world.</summary>
internal sealed record PortSpec(string Protocol, int From, int To)
{
    public PortSet Set => PortSet.Of(Protocol, From, To);

    /// <summary>What the documentation of the clouds says, for one packet.</summary>
    public bool Has(Packet packet) => Protocol switch
    {
        "-1" => true,
        "*" when packet.Protocol is "tcp" or "udp" => From <= packet.Port && packet.Port <= To,
        "*" => From == 0 && To == 65535,
        "tcp" or "udp" => Protocol == packet.Protocol && From <= packet.Port && packet.Port <= To,
        _ => Protocol == packet.Protocol,
    };

    public override string ToString() => $"{Protocol}:{From}-{To}";
}

/// <summary>Which addresses a rule is about: as it would be written, and which of the world those are.</summary>
internal sealed record AddressSpec(string Text, IReadOnlySet<int> Of)
{
    public AddressSet Set => Text.Length == 0 ? AddressSet.None : AddressSet.Parse(Text);

    public override string ToString() => Text;
}

/// <summary>A rule in words, of which both our rule and the naive one are made.</summary>
/// <param name="Maybe">Ports that it may be about.</param>
internal sealed record RuleSpec(int Priority, bool Allows, PortSpec Ports, PortSpec? Maybe, AddressSpec Addresses, string Group, string Part, bool IsUnknown)
{
    public NetworkRule Rule => new(Priority, Allows, Ports.Set, Maybe?.Set ?? PortSet.None, Peers, [new Basis("rules", Name)]);

    public string Name => $"{(Allows ? "allow" : "deny")}{Priority}";

    private PeerMatch Peers => (PeerMatch.At(Addresses.Set) with { IsUnknown = IsUnknown })
        .Or(Group.Length == 0 ? PeerMatch.None : PeerMatch.In(Group)).Or(Part.Length == 0 ? PeerMatch.None : PeerMatch.InPublicPart(Part));

    /// <summary>Whether it is about the packet, by what is known.</summary>
    public bool Matches(Packet packet) => Ports.Has(packet) && Knows(packet);

    /// <summary>Whether it is about the packet when the unknown turns out so.</summary>
    public bool CouldMatch(Packet packet) => (Ports.Has(packet) || Maybe?.Has(packet) == true) && (IsUnknown || Knows(packet));

    public bool Knows(Packet packet) => Addresses.Of.Contains(packet.Address) || packet.Groups.Contains(Group) || packet.Groups.Contains(Part);

    /// <summary>Rules, or several sets of them, for the message of a test that fails.</summary>
    public static string Print(object? rules) => rules switch
    {
        RuleSpec[] some => $"[{string.Join("; ", some.AsEnumerable())}]",
        ITuple all => string.Join(" | ", Enumerable.Range(0, all.Length).Select(at => Print(all[at]))),
        _ => "",
    };

    public override string ToString() => $"{Name} {Ports} maybe[{Maybe}] from[{Addresses} {Group} {Part}{(IsUnknown ? " unknown" : "")}]";
}
