using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using SecureObs.Api.Platform.Outgoing;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>
/// Somebody's server on the internet: HTTPS on this machine, under two names, with a certificate of an authority of its
/// own. The names lead to a public address when they are looked up; the connection to that address comes out here.
/// </summary>
internal sealed class HookReceiver : IAsyncDisposable
{
    public static readonly IPAddress Public = IPAddress.Parse("93.184.216.34");

    private readonly List<Hooked> got = [];
    private WebApplication? app;
    private long read;

    internal sealed record Hooked(string Path, IReadOnlyDictionary<string, string> Headers, string Body);

    public X509Certificate2 Authority { get; } = Signed(null, "CN=Test authority");

    /// <summary>Answers in its place; null: 200.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    public IReadOnlyList<Hooked> Got
    {
        get
        {
            lock (got)
                return [.. got];
        }
    }

    /// <summary>What the API has read of answers, in bytes as they came over the line.</summary>
    public long Read => Interlocked.Read(ref read);

    /// <summary>How the API connects so that it comes out here.</summary>
    public PublicConnections Connections => new((_, _) => Task.FromResult(new[] { Public }), ConnectAsync, [Authority]);

    public async Task<HookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(Signed(Authority, "CN=hooks.example"))));
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            lock (got)
                got.Add(new(context.Request.Path + context.Request.QueryString, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body));
            if (Instead is { } other)
                await other(context);
        });
        await app.StartAsync();
        return this;
    }

    public async Task<Stream> ConnectAsync(IPEndPoint asked, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, new Uri(app!.Urls.Single()).Port, ct);
        return new CountedStream(socket, bytes => Interlocked.Add(ref read, bytes));
    }

    private sealed class CountedStream(Socket socket, Action<int> count) : NetworkStream(socket, ownsSocket: true)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var bytes = await base.ReadAsync(buffer, cancellationToken);
            count(bytes);
            return bytes;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
        Authority.Dispose();
    }

    /// <summary>A certificate of an authority, or of itself.</summary>
    public static X509Certificate2 Signed(X509Certificate2? by, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(by is null, false, 0, critical: true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("hooks.example");
        names.AddDnsName("other.example");
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var (from, to) = (by?.NotBefore ?? DateTimeOffset.UtcNow.AddDays(-1), by?.NotAfter ?? DateTimeOffset.UtcNow.AddDays(30));
        if (by is null)
            return request.CreateSelfSigned(from, to);
        using var signed = request.Create(by, from, to, RandomNumberGenerator.GetBytes(8));
        using var whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }
}
