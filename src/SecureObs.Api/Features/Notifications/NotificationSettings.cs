using SecureObs.Api.Platform;

namespace SecureObs.Api.Features.Notifications;

/// <summary>What an operator says about notifications, from <c>Notifications:…</c>.</summary>
internal sealed record NotificationSettings
{
    private const string Section = "Notifications";

    /// <summary>Where people open the dashboard; null: messages have no links.</summary>
    public string? DashboardUrl { get; init; }

    /// <summary>A project from which no run came for so many days is silent.</summary>
    public int SilentAfterDays { get; init; } = 14;

    /// <exception cref="InvalidOperationException">A value makes no sense.</exception>
    public static NotificationSettings Read(IConfiguration configuration)
    {
        var settings = Settings.Read<NotificationSettings>(configuration, Section);
        if (settings.SilentAfterDays is < 1 or > 365)
            throw Settings.Refusal($"{Section}:{nameof(SilentAfterDays)}", "must be from 1 to 365");
        if (settings.DashboardUrl is { Length: > 0 } url && !IsUrl(url))
            throw Settings.Refusal($"{Section}:{nameof(DashboardUrl)}", "must be the https URL of the dashboard, without a query");
        return settings with { DashboardUrl = settings.DashboardUrl is { Length: > 0 } given ? given.TrimEnd('/') : null };
    }

    private static bool IsUrl(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0
        && !url.Any(character => char.IsWhiteSpace(character) || character is '<' or '>' or '|' or '"' or '\'' or '(' or ')');
}
