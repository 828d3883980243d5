using System.Runtime.CompilerServices;

namespace SecureObs.Cli.Api;

/// <summary>An answer that is read while it comes: it may be larger than memory.</summary>
internal sealed class ApiExport(HttpResponseMessage response) : IDisposable
{
    /// <summary>The API writes something every moment, until it is away.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    /// <summary>Piece by piece; each is good until the next one is asked for.</summary>
    /// <exception cref="CommandFailure">The answer broke off.</exception>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> PiecesAsync(int most, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var body = await response.Content.ReadAsStreamAsync(ct);
        var buffer = new byte[most];
        while (await ReadAsync(body, buffer, ct) is > 0 and var read)
            yield return buffer.AsMemory(0, read);
    }

    public void Dispose() => response.Dispose();

    private static async Task<int> ReadAsync(Stream body, byte[] buffer, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(LongestPause);
        try
        {
            return await body.ReadAsync(buffer, limit.Token);
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException || (broken is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new CommandFailure(ExitCode.Failed, "the export broke off before its end: try again", broken) { IsAway = true };
        }
    }
}
