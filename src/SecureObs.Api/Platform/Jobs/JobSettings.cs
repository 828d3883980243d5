namespace SecureObs.Api.Platform.Jobs;

/// <summary>Which jobs this process leaves to others, by name: an operator gives some nodes to people and pipelines alone.</summary>
internal sealed record JobSettings(IReadOnlyList<string> Off)
{
    public const string Setting = "Jobs:Off";
    private static readonly string[] Names = ["waking", "erasure", "retention", "archives", "notifications", "reminders"];

    private sealed record Section
    {
        /// <summary>Jobs that this process leaves to others: <c>waking</c>, <c>erasure</c>, <c>retention</c>, <c>archives</c>.</summary>
        public string[] Off { get; init; } = [];
    }

    /// <exception cref="InvalidOperationException">There is no job of a name.</exception>
    public static JobSettings Read(IConfiguration configuration)
    {
        var off = Settings.List(configuration, Setting);
        _ = Settings.Read<Section>(configuration, "Jobs");
        return off.All(Names.Contains) ? new(off) : throw Settings.Refusal(Setting, $"must name jobs: {string.Join(", ", Names)}");
    }
}
