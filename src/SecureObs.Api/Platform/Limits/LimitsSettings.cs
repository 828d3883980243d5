namespace SecureObs.Api.Platform.Limits;

/// <summary>How many requests one caller may make: so many at once, and so many a minute in the long run (also parts of one).</summary>
/// <param name="Burst">So many at once.</param>
/// <param name="PerMinute">So many a minute in the long run, also parts of one.</param>
internal sealed record Limit(int Burst, double PerMinute)
{
    private const int Most = 10_000_000;

    public bool MakesSense => Burst is > 0 and <= Most && PerMinute is >= 0.001 and <= Most;
}

/// <summary>
/// The limits of one node, from <c>Limits:…</c>. A published client makes a few hundred requests for a large scan; a
/// dashboard some twenty for a page.
/// </summary>
internal sealed record LimitsSettings
{
    /// <summary>Of one API key. Ten large scans may start at once.</summary>
    public Limit ApiKey { get; init; } = new(3_000, 3_000);

    /// <summary>Of one person.</summary>
    public Limit Person { get; init; } = new(600, 600);

    /// <summary>Of one address, for requests that prove nothing.</summary>
    public Limit Anonymous { get; init; } = new(600, 600);

    /// <summary>
    /// Of one address, for credentials that are wrong. When it is used up, nobody signs in from there, also with a right
    /// one: else the limit would tell which is right.
    /// </summary>
    public Limit FailedSignIn { get; init; } = new(60, 60);

    /// <exception cref="InvalidOperationException">A limit makes no sense.</exception>
    public static LimitsSettings Read(IConfiguration configuration)
    {
        var settings = Settings.Read<LimitsSettings>(configuration, "Limits");
        foreach (var (name, limit) in new[]
        {
            (nameof(ApiKey), settings.ApiKey),
            (nameof(Person), settings.Person),
            (nameof(Anonymous), settings.Anonymous),
            (nameof(FailedSignIn), settings.FailedSignIn),
        })
        {
            if (!limit.MakesSense)
                throw Settings.Refusal($"Limits:{name}", "needs a Burst and a PerMinute of at most 10,000,000");
        }
        return settings;
    }
}
