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
    private const string Name = "Mail";

    private sealed record Section
    {
        /// <summary>The server that mail is given to. Without one no mail is sent, and nothing else of this may be set.</summary>
        public string? Host { get; init; }

        /// <summary>Its port: 587 when not set, 465 with Security=tls.</summary>
        public string? Port { get; init; }

        /// <summary>Whom mail is from, such as secureobs@example.com.</summary>
        public string? From { get; init; }

        /// <summary>Who signs in there. Together with Password, or neither.</summary>
        public string? User { get; init; }

        /// <summary>The password of that user.</summary>
        public SecretString? Password { get; init; }

        /// <summary>starttls when not set; tls; none for a server on this machine alone.</summary>
        public string? Security { get; init; }

        /// <summary>A file of certificates in PEM that may sign the server's; whom this machine trusts when not set.</summary>
        public string? AuthorityFile { get; init; }

        public bool IsEmpty => string.IsNullOrEmpty(Port + From + User + Password?.Reveal() + Security + AuthorityFile);
    }

    public static readonly MailSettings Off = new(null, 0, "", null, null, MailSecurity.StartTls, null);

    public bool IsOn => Host is not null;

    /// <exception cref="InvalidOperationException">A value makes no sense, or half of it is set. Says which, and never the password.</exception>
    public static MailSettings Read(IConfiguration configuration)
    {
        var section = Settings.Read<Section>(configuration, Name);
        if (section.Host is not { Length: > 0 } host)
            return section.IsEmpty ? Off : throw Settings.Refusal(Name, "needs a Host: without one no mail is sent");
        var security = section.Security switch
        {
            null or "" or "starttls" => MailSecurity.StartTls,
            "tls" => MailSecurity.Tls,
            "none" => MailSecurity.None,
            _ => throw Settings.Refusal($"{Name}:{nameof(Security)}", "must be starttls, tls or none"),
        };
        if (security is MailSecurity.None && !IsLoopback(host))
            throw Settings.Refusal($"{Name}:{nameof(Security)}", "may be none only for a server on this machine: mail names what is vulnerable");
        if (section.From is not { } from || !ChannelAddress.IsMail(from))
            throw Settings.Refusal($"{Name}:{nameof(From)}", "must be an address such as secureobs@example.com");
        if (string.IsNullOrEmpty(section.User) != (section.Password is null))
            throw Settings.Refusal(Name, "needs both User and Password, or neither");
        return new(host, PortOf(section.Port, security), from, section.User is { Length: > 0 } user ? user : null, section.Password, security, AuthoritiesOf(section.AuthorityFile));
    }

    private static int PortOf(string? text, MailSecurity security) =>
        string.IsNullOrEmpty(text) ? (security is MailSecurity.Tls ? 465 : 587)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536 ? port
        : throw Settings.Refusal($"{Name}:{nameof(Port)}", "must be a port");

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
            throw Settings.Refusal($"{Name}:AuthorityFile", "must name a file of certificates in PEM");
        }
        return authorities.Count > 0 ? authorities : throw Settings.Refusal($"{Name}:AuthorityFile", "names a file without a certificate");
    }

    private static bool IsLoopback(string host) => host is "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
