namespace SecureObs.Api.Platform.Auditing.Reading;

/// <param name="SpoolDirectory">Where entries wait while the database refuses them; null: a place that only this process knows.</param>
/// <param name="SpoolBytes">How much may wait there.</param>
/// <param name="QueueLength">How many entries may be in memory.</param>
internal sealed record ReadOptions(string? SpoolDirectory, long SpoolBytes = 64 * 1024 * 1024, int QueueLength = 20_000)
{
    public const string DirectorySetting = "Audit:SpoolDirectory";

    public static ReadOptions Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var settings = Settings.Read<AuditSettings>(configuration, AuditSettings.Section);
        var directory = settings.SpoolDirectory;
        if (string.IsNullOrWhiteSpace(directory))
            directory = environment.IsDevelopment() ? Path.Combine(environment.ContentRootPath, ".local", "audit-spool") : null;
        return new(directory, settings.SpoolBytes, settings.QueueLength);
    }
}
