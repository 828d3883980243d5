using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SecureObs.Api.Features.Notifications.Channels;
using SecureObs.Api.Platform;
using SecureObs.Masking;

namespace SecureObs.Api.Features.Notifications.Sending;

internal enum MailSecurity
{
    StartTls,
    Tls,
    None,
}

/// <summary>The mail server of the operator, from <c>Mail:…</c>. Without a host no mail is sent, and all else works.</summary>
/// <param name="Authorities">Who signs the server's certificate; null: whom this machine trusts.</param>
internal sealed record MailSettings(
    string? Host, int Port, string From, string? User, SecretString? Password, MailSecurity Security, X509Certificate2Collection? Authorities)
{
    private const string Section = "Mail";
    private const string PasswordFile = "PasswordFile";
    private const string AuthorityFile = "AuthorityFile";
    private static readonly string[] Names = [nameof(Host), nameof(Port), nameof(From), nameof(User), PasswordFile, nameof(Security), AuthorityFile];

    public static readonly MailSettings Off = new(null, 0, "", null, null, MailSecurity.StartTls, null);

    public bool IsOn => Host is not null;

    /// <exception cref="InvalidOperationException">A value makes no sense, or half of it is set. Says which, and never the password.</exception>
    public static MailSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (section.GetChildren().FirstOrDefault(child => !Names.Contains(child.Key, StringComparer.OrdinalIgnoreCase)) is { } unknown)
            throw Settings.Refusal($"{Section}:{unknown.Key}", "is a name that nobody knows");
        if (section[nameof(Host)] is not { Length: > 0 } host)
            return section.GetChildren().Any(child => child.Value is { Length: > 0 }) ? throw Settings.Refusal(Section, "needs a Host: without one no mail is sent") : Off;
        var security = (section[nameof(Security)] ?? "starttls") switch
        {
            "starttls" => MailSecurity.StartTls,
            "tls" => MailSecurity.Tls,
            "none" => MailSecurity.None,
            _ => throw Settings.Refusal($"{Section}:{nameof(Security)}", "must be starttls, tls or none"),
        };
        if (security is MailSecurity.None && !IsLoopback(host))
            throw Settings.Refusal($"{Section}:{nameof(Security)}", "may be none only for a server on this machine: mail names what is vulnerable");
        if (section[nameof(From)] is not { } from || !ChannelAddress.IsMail(from))
            throw Settings.Refusal($"{Section}:{nameof(From)}", "must be an address such as secureobs@example.com");
        return new(host, PortOf(section[nameof(Port)], security), from, section[nameof(User)] is { Length: > 0 } user ? user : null, Secret(section), security, AuthoritiesOf(section[AuthorityFile]));
    }

    private static int PortOf(string? text, MailSecurity security) =>
        string.IsNullOrEmpty(text) ? (security is MailSecurity.Tls ? 465 : 587)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536 ? port
        : throw Settings.Refusal($"{Section}:{nameof(Port)}", "must be a port");

    private static SecretString? Secret(IConfiguration section)
    {
        var (user, file) = (section[nameof(User)], section[PasswordFile]);
        if (string.IsNullOrEmpty(user) != string.IsNullOrEmpty(file))
            throw Settings.Refusal(Section, "needs both User and PasswordFile, or neither");
        if (string.IsNullOrEmpty(file))
            return null;
        if (!File.Exists(file))
            throw Settings.Refusal($"{Section}:{PasswordFile}", "names a file that is not there");
        return File.ReadAllText(file).TrimEnd('\r', '\n') is { Length: > 0 } password ? password : throw Settings.Refusal($"{Section}:{PasswordFile}", "names a file with nothing in it");
    }

    private static X509Certificate2Collection? AuthoritiesOf(string? file)
    {
        if (string.IsNullOrEmpty(file))
            return null;
        var authorities = new X509Certificate2Collection();
        try
        {
            authorities.ImportFromPemFile(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw Settings.Refusal($"{Section}:{AuthorityFile}", "must name a file of certificates in PEM");
        }
        return authorities.Count > 0 ? authorities : throw Settings.Refusal($"{Section}:{AuthorityFile}", "names a file without a certificate");
    }

    private static bool IsLoopback(string host) => host is "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
