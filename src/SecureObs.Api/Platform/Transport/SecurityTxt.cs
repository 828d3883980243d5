using System.Globalization;

namespace SecureObs.Api.Platform.Transport;

/// <summary>Whom to tell about a weakness: https://www.rfc-editor.org/rfc/rfc9116</summary>
/// <param name="Contact"><c>Security:Contact</c>: a mailto: or https: address of who runs this installation.</param>
/// <param name="Policy"><c>Security:Policy</c>: an https: address; by default the policy that the installation serves itself.</param>
internal sealed record SecurityTxt(string Contact, string? Policy)
{
    private const string Path = "/.well-known/security.txt";
    private const string PolicyPath = "/security-policy.txt";

    /// <summary>RFC 9116 asks for less than a year.</summary>
    private const int DaysAhead = 180;

    private sealed record Section
    {
        /// <summary>Whom to tell about a weakness of this installation: a mailto: or https: address.</summary>
        public string Contact { get; init; } = "mailto:security@secureobs.com";

        /// <summary>An https: address of your policy; by default /security-policy.txt of the installation.</summary>
        public string? Policy { get; init; }
    }

    /// <exception cref="InvalidOperationException">The contact or policy is no address.</exception>
    public static SecurityTxt Read(IConfiguration configuration)
    {
        var section = Settings.Read<Section>(configuration, "Security");
        if (!IsAddress(section.Contact, "mailto", "https"))
            throw Settings.Refusal("Security:Contact", "must be mailto:somebody@example.com or an https:// address");
        if (section.Policy is { } policy && !IsAddress(policy, "https"))
            throw Settings.Refusal("Security:Policy", "must be an https:// address");
        return new(section.Contact, section.Policy);
    }

    public static void Map(WebApplication app)
    {
        var settings = Read(app.Configuration);
        app.MapGet(Path, (HttpRequest request, TimeProvider clock) => Results.Text(settings.Text(request, clock.GetUtcNow())))
            .AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/security.txt", () => Results.Redirect(Path, permanent: true, preserveMethod: true)).AllowAnonymous().ExcludeFromDescription();
        app.MapGet(PolicyPath, () => Results.Stream(
            typeof(SecurityTxt).Assembly.GetManifestResourceStream("SECURITY.md")!, "text/plain; charset=utf-8")).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>The host of a request is safe to repeat: only those of AllowedHosts come this far.</summary>
    private string Text(HttpRequest request, DateTimeOffset now)
    {
        var origin = $"{request.Scheme}://{request.Host}";
        return $"""
            Contact: {Contact}
            Expires: {now.UtcDateTime.Date.AddDays(DaysAhead).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}
            Policy: {Policy ?? origin + PolicyPath}
            Preferred-Languages: en
            Canonical: {origin}{Path}

            """.ReplaceLineEndings("\n");
    }

    private static bool IsAddress(string text, params string[] schemes) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && schemes.Contains(address.Scheme)
        && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && (address.Scheme == "https" ? address.Host.Length > 0 : text.Contains('@'));
}
