using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using SecureObs.Api.Features.Notifications.Messages;
using SecureObs.Api.Platform.Outgoing;

namespace SecureObs.Api.Features.Notifications.Sending;

/// <summary>Hands mail to the operator's server, encrypted on the way unless that is this machine.</summary>
internal sealed class Mailer(MailSettings settings)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <exception cref="DestinationException">The server did not take it.</exception>
    public async Task SendAsync(Message message, IReadOnlyList<string> to, CancellationToken ct)
    {
        if (settings.Host is not { } host)
            throw new DestinationException("this installation sends no mail");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        stop.CancelAfter(Timeout);
        try
        {
            // No log of the conversation: it has addresses and the password.
            using var client = new SmtpClient { Timeout = (int)Timeout.TotalMilliseconds };
            if (settings.Authorities is { } authorities)
            {
                client.CheckCertificateRevocation = false;   // an authority of one's own seldom has a list
                client.ServerCertificateValidationCallback = (_, certificate, _, errors) => IsSignedBy(authorities, certificate, errors);
            }
            await client.ConnectAsync(host, settings.Port, Security, stop.Token);
            if (settings is { User: { } user, Password: { } password })
                await client.AuthenticateAsync(user, password.Reveal(), stop.Token);
            using var mail = MailFormat.Of(message, settings.From, to);
            await client.SendAsync(mail, stop.Token);
            await GoAsync(client, stop.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new DestinationException($"the mail server did not answer within {Timeout.TotalSeconds} seconds");
        }
        // What the server says may repeat addresses.
        catch (SmtpCommandException exception)
        {
            throw new DestinationException($"the mail server refused it with {(int)exception.StatusCode}");
        }
        catch (AuthenticationException)
        {
            throw new DestinationException("the mail server does not know the user or the password");
        }
        catch (Exception exception) when (exception is SslHandshakeException or NotSupportedException)
        {
            throw new DestinationException("the mail server does not encrypt as it should");
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException or ProtocolException or ServiceNotConnectedException)
        {
            throw new DestinationException("the mail server could not be reached");
        }
    }

    private static bool IsSignedBy(X509Certificate2Collection authorities, X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 whole || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) is not SslPolicyErrors.None)
            return false;
        using var chain = new X509Chain { ChainPolicy = { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck } };
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        return chain.Build(whole);
    }

    /// <summary>The mail was taken: what goes wrong from here must not send it again.</summary>
    private static async Task GoAsync(SmtpClient client, CancellationToken ct)
    {
        try
        {
            await client.DisconnectAsync(quit: true, ct);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or ProtocolException or CommandException)
        {
        }
    }

    private SecureSocketOptions Security => settings.Security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };
}
