using SecureObs.Masking;

namespace SecureObs.Api.Platform.Auditing;

/// <summary>How the audit trail is kept and told, from <c>Audit:…</c>.</summary>
internal sealed record AuditSettings
{
    public const string Section = "Audit";

    /// <summary>Where entries about reading wait while the database refuses them. Without it they end with the process.</summary>
    public string? SpoolDirectory { get; init; }

    /// <summary>How many bytes may wait in the spool directory.</summary>
    public long SpoolBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How many entries about reading may be in memory.</summary>
    public int QueueLength { get; init; } = 20_000;

    public CheckpointSettings Checkpoints { get; init; } = new();
}

/// <summary>Where checkpoints of the trail go, outside of the database.</summary>
internal sealed record CheckpointSettings
{
    /// <summary>A directory with one file for each organisation, only ever appended to.</summary>
    public string? Directory { get; init; }

    public ObjectStoreSettings ObjectStore { get; init; } = new();
}

/// <summary>A store that takes HTTP PUT, such as Azure Blob Storage.</summary>
internal sealed record ObjectStoreSettings
{
    /// <summary>The https address of a store that takes PUT, such as Azure Blob Storage, with the shared access signature if it needs one: then it is a secret.</summary>
    public SecretString? Url { get; init; }

    /// <summary>Headers that each request to the store has, by name: <c>Headers:x-ms-blob-type</c>.</summary>
    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>A file with a header in each line, for those that are secret: <c>Authorization: Bearer …</c>.</summary>
    public string? HeadersFile { get; init; }
}
