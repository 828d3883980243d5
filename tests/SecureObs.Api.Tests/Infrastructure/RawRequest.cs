using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>A GET whose header lines go out byte by byte as written: HTTP clients refuse to send what attackers do.</summary>
internal static class RawRequest
{
    /// <summary>The status; 0 when the server closed the connection without one.</summary>
    public static async Task<int> GetAsync(Uri address, string pathAndQuery, IEnumerable<string> headerLines, CancellationToken ct)
    {
        var lines = string.Concat(headerLines.Select(line => line + "\r\n"));
        var request = Encoding.UTF8.GetBytes($"GET {pathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: close\r\n{lines}\r\n");
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, ct);
        await using var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(request, ct);
            var start = new byte[12];
            await stream.ReadExactlyAsync(start, ct);
            return int.Parse(Encoding.ASCII.GetString(start)[9..], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
