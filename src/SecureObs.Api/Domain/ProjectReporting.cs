using System.Text.Json.Serialization;
using SecureObs.Contracts;

namespace SecureObs.Api.Domain;

/// <summary>Whether scans of a project arrive.</summary>
[JsonConverter(typeof(WordConverter<ProjectReporting>))]
internal enum ProjectReporting
{
    [JsonStringEnumMemberName("reporting")] Reporting,
    /// <summary>The newest run is older than <see cref="ProjectsReporting.SilentAfterDays"/> days.</summary>
    [JsonStringEnumMemberName("silent")] Silent,
    /// <summary>What is not known is never taken for clean.</summary>
    [JsonStringEnumMemberName("never-scanned")] NeverScanned,
}

internal static class ProjectsReporting
{
    public const int SilentAfterDays = 7;

    /// <summary>The <see cref="ProjectReporting"/> of a project whose newest run began at newest.opened_at.</summary>
    public static FormattableString At(DateTimeOffset now) => $"""
        (case when newest.opened_at is null then {ProjectReporting.NeverScanned} when newest.opened_at < {now.AddDays(-SilentAfterDays)} then {ProjectReporting.Silent}
            else {ProjectReporting.Reporting} end)
        """;
}
