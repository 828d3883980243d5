using System.Net.Sockets;
using System.Text;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>Sends bytes that no HTTP library would, and reads until the server closes or answers.</summary>
internal static class RawHttp
{
    /// <summary>What came back, as text, and whether the server closed the connection after it.</summary>
    public sealed record Answer(string Text, bool Closed)
    {
        /// <summary>0 when the connection closed without an answer.</summary>
        public int Status => Text.Split(' ') is [_, var status, ..] ? int.Parse(status, null) : 0;

        /// <summary>How many answers there are: a smuggled request would be the second.</summary>
        public int Answers => Text.Split("HTTP/1.1 ").Length - 1;
    }

    /// <summary>
    /// Sends the bytes and then says that no more come, so that the server closes once it has answered. It may close
    /// before it has read everything.
    /// </summary>
    public static async Task<Answer> SendAsync(Uri address, string bytes, CancellationToken ct)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port, ct);
        try
        {
            await socket.SendAsync(Encoding.Latin1.GetBytes(bytes), ct);
        }
        catch (SocketException)
        {
            // Closed early: what it answered can still be read.
        }
        var answer = new StringBuilder();
        var buffer = new byte[16 * 1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, ct) is > 0 and var count)
            {
                answer.Append(Encoding.Latin1.GetString(buffer, 0, count));
                // Asks for the end only after the first answer: a server that closes by itself never gets here again.
                if (!Closes(answer.ToString()))
                    return new(answer.ToString(), false);
            }
        }
        catch (SocketException)
        {
            // A reset closes too.
        }
        return new(answer.ToString(), true);
    }

    private static bool Closes(string answer) =>
        answer.Split("\r\n\r\n")[0].Contains("Connection: close", StringComparison.OrdinalIgnoreCase);
}
