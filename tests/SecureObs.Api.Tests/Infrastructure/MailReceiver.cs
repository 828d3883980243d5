using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>A mail server on this machine that keeps what it is given.</summary>
internal sealed class MailReceiver : MessageStore, IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly List<Mailed> got = [];
    private Task? running;

    /// <summary>Who a mail is for as the conversation said it, and what was said.</summary>
    internal sealed record Mailed(IReadOnlyList<string> To, string Raw, bool Encrypted, bool Authenticated)
    {
        public MimeMessage Message => MimeMessage.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Raw)));
    }

    public int Port { get; private set; }

    /// <summary>What it answers in place of taking the mail.</summary>
    public SmtpResponse? Instead { get; set; }

    public IReadOnlyList<Mailed> Got
    {
        get
        {
            lock (got)
                return [.. got];
        }
    }

    /// <param name="certificate">With one it asks for STARTTLS; without it speaks plainly.</param>
    /// <param name="password">With one, somebody must sign in: in the clear when there is no certificate.</param>
    public MailReceiver Start(X509Certificate2? certificate = null, string? password = null)
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Port = ((IPEndPoint)free.LocalEndpoint).Port;
        }
        var services = new ServiceCollection().AddSingleton<IMessageStore>(this)
            .AddSingleton<IUserAuthenticator>(new DelegatingUserAuthenticator((user, given) => user == "secureobs" && given == password)).BuildServiceProvider();
        var options = new SmtpServerOptionsBuilder().ServerName("mail.example").Endpoint(endpoint =>
        {
            endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port));
            if (certificate is not null)
                endpoint.Certificate(certificate).IsSecure(false);
            endpoint.AllowUnsecureAuthentication(certificate is null).AuthenticationRequired(password is not null);
        }).Build();
        running = new SmtpServer.SmtpServer(options, services).StartAsync(stop.Token);
        return this;
    }

    public override Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        if (Instead is { } refusal)
            return Task.FromResult(refusal);
        lock (got)
            got.Add(new([.. transaction.To.Select(to => to.AsAddress())], System.Text.Encoding.UTF8.GetString(buffer.ToArray()), context.Pipe.IsSecure, context.Authentication.IsAuthenticated));
        return Task.FromResult(SmtpResponse.Ok);
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        if (running is not null)
            await Task.WhenAny(running);
        stop.Dispose();
    }
}
