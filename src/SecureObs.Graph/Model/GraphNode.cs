using System.Text.Json.Serialization;
using SecureObs.Contracts;

namespace SecureObs.Graph.Model;

/// <summary>What somebody who has got to a node can do from there.</summary>
[JsonConverter(typeof(WordConverter<NodeKind>))]
public enum NodeKind : short
{
    /// <summary>Nothing that is known.</summary>
    [JsonStringEnumMemberName("other")] Other = 0,
    /// <summary>Where an attack begins: not a resource, but <c>internet</c>, <c>anyone</c> and <c>ci</c>.</summary>
    [JsonStringEnumMemberName("entry")] Entry = 1,
    /// <summary>Runs code: send packets, use its identity.</summary>
    [JsonStringEnumMemberName("compute")] Compute = 2,
    /// <summary>Be passed on to what is behind it.</summary>
    [JsonStringEnumMemberName("forwarder")] Forwarder = 3,
    /// <summary>Be where packets can be sent from: a subnet, a security group, a network.</summary>
    [JsonStringEnumMemberName("segment")] Segment = 4,
    /// <summary>Use its rights: a role, a managed identity, a service account.</summary>
    [JsonStringEnumMemberName("identity")] Identity = 5,
    /// <summary>Have what is in it: a vault, a database, a storage account.</summary>
    [JsonStringEnumMemberName("store")] Store = 6,
    /// <summary>Groups others: a resource group, a project, a cluster.</summary>
    [JsonStringEnumMemberName("group")] Group = 7,
}

/// <summary>Who can send packets to a node.</summary>
[JsonConverter(typeof(WordConverter<Exposure>))]
public enum Exposure : short
{
    /// <summary>It has no address of its own, or nothing is known about such types.</summary>
    [JsonStringEnumMemberName("none")] None = 0,
    [JsonStringEnumMemberName("private")] Private = 1,
    /// <summary>Some addresses of the internet.</summary>
    [JsonStringEnumMemberName("restricted")] Restricted = 2,
    /// <summary>By a value that is not known.</summary>
    [JsonStringEnumMemberName("unknown")] Unknown = 3,
    [JsonStringEnumMemberName("internet")] Internet = 4,
}

/// <summary>What makes a node worth an attack; 0 is nothing.</summary>
[JsonConverter(typeof(WordConverter<AssetKind>))]
public enum AssetKind : short
{
    [JsonStringEnumMemberName("none")] None = 0,
    [JsonStringEnumMemberName("storage")] Storage = 1,
    [JsonStringEnumMemberName("database")] Database = 2,
    [JsonStringEnumMemberName("secrets")] Secrets = 3,
    /// <summary>The rights of an administrator.</summary>
    [JsonStringEnumMemberName("admin")] Admin = 4,
}

/// <summary>A resource of the plan, or one of the places where attacks begin.</summary>
/// <param name="Address">The resource's, in full; <c>internet</c>, <c>anyone</c> and <c>ci</c> for the others.</param>
/// <param name="Type">The resource's; empty for the others.</param>
public sealed record GraphNode(string Address, string Type)
{
    public NodeKind Kind { get; init; }
    public Exposure Exposure { get; init; }
    public AssetKind Asset { get; init; }
    /// <summary>The node that contains it most closely; null at the top.</summary>
    public string? Parent { get; init; }

    /// <summary>Any machine of the internet.</summary>
    public const string Internet = "internet";

    /// <summary>Any user of a service that asks nobody who they are.</summary>
    public const string Anyone = "anyone";

    /// <summary>A job of a CI system that is trusted without a key.</summary>
    public const string Ci = "ci";
}
