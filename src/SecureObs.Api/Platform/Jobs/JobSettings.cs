namespace SecureObs.Api.Platform.Jobs;

/// <summary>Which jobs this process leaves to others, by name: an operator gives some nodes to people and pipelines alone.</summary>
internal sealed record JobSettings(IReadOnlyList<string> Off)
{
    public const string Setting = "Jobs:Off";
    private static readonly string[] Names = ["waking", "erasure", "retention", "archives"];

    /// <exception cref="InvalidOperationException">There is no job of a name.</exception>
    public static JobSettings Read(IConfiguration configuration)
    {
        var off = Settings.List(configuration, Setting);
        return off.All(Names.Contains) ? new(off) : throw Settings.Refusal(Setting, $"must name jobs: {string.Join(", ", Names)}");
    }
}
