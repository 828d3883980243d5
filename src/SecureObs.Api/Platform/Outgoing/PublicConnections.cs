using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace SecureObs.Api.Platform.Outgoing;

/// <summary>What to call cannot be called, or must not be; the message is for its owner.</summary>
internal sealed class DestinationException(string message) : Exception(message);

/// <summary>
/// HTTPS to public addresses only. The name is resolved once, all its addresses are checked, and the connection goes to
/// a checked address, the first of four that can be reached: a name that answers differently the second time gains nothing.
/// </summary>
/// <param name="Resolve">The addresses of a host name; an address in any notation is its own answer.</param>
/// <param name="Connect">A connection to exactly this address.</param>
/// <param name="Roots">Who signs certificates; null for whom this machine trusts.</param>
internal sealed record PublicConnections(
    Func<string, CancellationToken, Task<IPAddress[]>> Resolve, Func<IPEndPoint, CancellationToken, Task<Stream>> Connect, X509Certificate2Collection? Roots = null)
{
    private const int MostAddresses = 4;

    /// <summary>With one address, when there is another.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static readonly PublicConnections OfThisMachine = new(Dns.GetHostAddressesAsync, ConnectAsync);

    /// <summary>No redirects, no proxy, no cookies; the answer's body is never read.</summary>
    public HttpMessageHandler Handler() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = 0,
        PooledConnectionLifetime = TimeSpan.Zero,
        SslOptions = new() { CertificateChainPolicy = Policy() },
        ConnectCallback = async (context, ct) => await OpenAsync(context.DnsEndPoint, ct),
    };

    /// <exception cref="DestinationException">An address of the name is not public.</exception>
    internal async Task<Stream> OpenAsync(DnsEndPoint destination, CancellationToken ct)
    {
        var addresses = await Resolve(destination.Host, ct);
        if (addresses is [])
            throw new DestinationException("the host name has no address");
        if (!addresses.All(PublicAddress.Includes))
            throw new DestinationException("the host name leads to an address that is not public");
        return await FirstAsync([.. addresses.Take(MostAddresses).Select(address => new IPEndPoint(address, destination.Port))], ct);
    }

    /// <summary>The first that can be reached: a name may have one of IPv6 where this machine has none.</summary>
    private async Task<Stream> FirstAsync(IPEndPoint[] addresses, CancellationToken ct)
    {
        foreach (var address in addresses[..^1])
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(Patience);
            try
            {
                return await Connect(address, patience.Token);
            }
            catch (Exception exception) when (exception is SocketException or OperationCanceledException && !ct.IsCancellationRequested)
            {
            }
        }
        return await Connect(addresses[^1], ct);
    }

    private X509ChainPolicy? Policy()
    {
        if (Roots is null)
            return null;
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(Roots);
        return policy;
    }

    private static async Task<Stream> ConnectAsync(IPEndPoint address, CancellationToken ct)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
