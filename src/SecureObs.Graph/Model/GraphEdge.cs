using System.Text.Json.Serialization;
using SecureObs.Contracts;

namespace SecureObs.Graph.Model;

/// <summary>What an edge is about.</summary>
[JsonConverter(typeof(WordConverter<EdgeFamily>))]
public enum EdgeFamily : short
{
    [JsonStringEnumMemberName("containment")] Containment = 0,
    [JsonStringEnumMemberName("network")] Network = 1,
    [JsonStringEnumMemberName("identity")] Identity = 2,
    [JsonStringEnumMemberName("data")] Data = 3,
    [JsonStringEnumMemberName("dependency")] Dependency = 4,
}

/// <summary>What the source does to the target. docs/graph.md says which of them an attack can follow.</summary>
[JsonConverter(typeof(WordConverter<Verb>))]
public enum Verb : short
{
    [JsonStringEnumMemberName("contains")] Contains = 0,
    /// <summary>A machine or service has an address in a network segment, and sends from it.</summary>
    [JsonStringEnumMemberName("sits-in")] SitsIn = 1,
    /// <summary>Packets arrive, on the ports of the edge.</summary>
    [JsonStringEnumMemberName("reaches")] Reaches = 2,
    /// <summary>A load balancer or gateway passes on what it gets.</summary>
    [JsonStringEnumMemberName("forwards-to")] ForwardsTo = 3,
    /// <summary>A rule set decides what reaches the target.</summary>
    [JsonStringEnumMemberName("filters")] Filters = 4,
    [JsonStringEnumMemberName("peers-with")] PeersWith = 5,
    /// <summary>Code that runs on the source has the rights of the target.</summary>
    [JsonStringEnumMemberName("runs-as")] RunsAs = 6,
    /// <summary>The source can take on the rights of the target.</summary>
    [JsonStringEnumMemberName("may-assume")] MayAssume = 7,
    /// <summary>The source can change the target, run commands on it, or give itself rights on it.</summary>
    [JsonStringEnumMemberName("controls")] Controls = 8,
    [JsonStringEnumMemberName("may-read")] MayRead = 9,
    [JsonStringEnumMemberName("may-write")] MayWrite = 10,
    /// <summary>The source needs the target to be there; nothing more is known.</summary>
    [JsonStringEnumMemberName("depends-on")] DependsOn = 11,
}

/// <summary>How sure an edge is, from the strongest; of several things that are needed the weakest counts.</summary>
[JsonConverter(typeof(WordConverter<Evidence>))]
public enum Evidence : short
{
    /// <summary>The plan says so, in values that are known.</summary>
    [JsonStringEnumMemberName("observed")] Observed = 0,
    /// <summary>It follows from what the plan says and from what the provider does when nothing is said.</summary>
    [JsonStringEnumMemberName("inferred")] Inferred = 1,
    /// <summary>It holds or not by a value that is known only after apply, or that did not leave the machine.</summary>
    [JsonStringEnumMemberName("unknown-dependent")] UnknownDependent = 2,
}

/// <summary>An attribute that says so.</summary>
/// <param name="Address">Of the resource.</param>
/// <param name="Path">Such as <c>security_rule[0].source_address_prefix</c>; empty: that the resource is there, or has nothing of the kind.</param>
public sealed record Basis(string Address, string Path);

/// <summary>One thing that a resource does to another one.</summary>
/// <param name="Basis">What says so, at least one.</param>
public sealed record GraphEdge(string Source, string Target, EdgeFamily Family, Verb Verb, Evidence Evidence, IReadOnlyList<Basis> Basis)
{
    /// <summary>For network edges the protocols and ports, such as <c>tcp/22, tcp/8000-8080</c>; empty for others.</summary>
    public string Ports { get; init; } = "";

    /// <summary>What a reader should know beside that, such as the role that a right comes from: a word of the provider or a name, no sentence.</summary>
    public string Detail { get; init; } = "";
}
