using System.IO.Compression;

namespace SecureObs.Cli.Api;

/// <summary>A large body, compressed; a small one goes as it is, for whoever looks at it on the way.</summary>
internal static class CompressedBody
{
    private const int Small = 256 * 1024;
    private const int Largest = 8 * 1024 * 1024;

    /// <exception cref="CommandFailure">It is larger than the API takes.</exception>
    public static ByteArrayContent Of(byte[] body, string what)
    {
        if (body.Length <= Small)
            return FindingBatch.Json(body);
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(body);
        if (compressed.Length > Largest)
            throw new CommandFailure(ExitCode.Failed, $"{what} has {compressed.Length / 1024 / 1024 + 1} MiB compressed, the API takes {Largest / 1024 / 1024}: analyse parts of the root by themselves");
        var content = FindingBatch.Json(compressed.ToArray());
        content.Headers.ContentEncoding.Add("gzip");
        return content;
    }
}
