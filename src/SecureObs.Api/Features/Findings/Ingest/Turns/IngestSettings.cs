using SecureObs.Api.Platform;

namespace SecureObs.Api.Features.Findings.Ingest.Turns;

/// <summary>How much taking in findings may take of one node, from <c>Ingest:…</c>.</summary>
internal sealed record IngestSettings
{
    private const int Most = 1_000;

    /// <summary>So many requests, or parts of an import, are stored at once.</summary>
    /// <value>the processors, at least 2</value>
    public int AtOnce { get; init; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>So many of one organisation are stored at once.</summary>
    /// <value>half the processors, at least 1</value>
    public int AtOncePerTenant { get; init; } = Math.Max(1, Environment.ProcessorCount / 2);

    /// <exception cref="InvalidOperationException">A number makes no sense.</exception>
    public static IngestSettings Read(IConfiguration configuration)
    {
        var settings = Settings.Read<IngestSettings>(configuration, "Ingest");
        if (settings.AtOnce is < 1 or > Most)
            throw Settings.Refusal("Ingest:AtOnce", $"must be 1 to {Most}");
        if (settings.AtOncePerTenant < 1 || settings.AtOncePerTenant > settings.AtOnce)
            throw Settings.Refusal("Ingest:AtOncePerTenant", "must be 1 to Ingest:AtOnce");
        return settings;
    }
}
