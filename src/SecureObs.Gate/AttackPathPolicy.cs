using System.Text.Json.Serialization;

namespace SecureObs.Gate;

/// <summary>Which attack paths of the run's infrastructure block (docs/graph.md). A run without an analysis blocks too: what was not looked at must not look clean.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AttackPathPolicy
{
    /// <summary>The words for what is at the end of a path.</summary>
    public static readonly IReadOnlyList<string> Assets = ["storage", "database", "secrets", "admin"];

    /// <summary>How sure a path is, the surest first.</summary>
    public static readonly IReadOnlyList<string> Evidences = ["observed", "inferred", "unknown-dependent"];

    /// <summary>Only paths to these count; null: to all of <see cref="Assets"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? To { get; init; }

    /// <summary>The least sure of <see cref="Evidences"/> that counts; null: <c>inferred</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Evidence { get; init; }

    /// <summary>Also paths that the default branch has.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool AlsoKnown { get; init; }

    internal bool Counts(GatePath path) =>
        (AlsoKnown || path.IsNew)
        && (To ?? Assets).Contains(path.Asset, StringComparer.Ordinal)
        && Rank(path.Evidence) <= Rank(Evidence ?? "inferred");

    private static int Rank(string evidence) => Evidences.Index().First(word => word.Item == evidence).Index;
}

/// <summary>The analysis of one root in the run.</summary>
public sealed record GateAnalysis
{
    /// <summary>Empty when the sender named none.</summary>
    public required string Root { get; init; }
    public required IReadOnlyList<GatePath> Paths { get; init; }
}

/// <summary>An attack path of the run's infrastructure.</summary>
public sealed record GatePath
{
    /// <summary>By what it is known in other analyses: 32 hexadecimal digits.</summary>
    public required string Shape { get; init; }
    public required string Entry { get; init; }
    public required string Target { get; init; }
    /// <summary>One of <see cref="AttackPathPolicy.Assets"/>.</summary>
    public required string Asset { get; init; }
    /// <summary>One of <see cref="AttackPathPolicy.Evidences"/>.</summary>
    public required string Evidence { get; init; }
    /// <summary>0 to 100.</summary>
    public required int Score { get; init; }
    /// <summary>The newest analysis of the same root of the default branch before this run does not have it.</summary>
    public required bool IsNew { get; init; }
}
