using System.IO.Compression;
using System.Text;
using ZstdSharp;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>Asks for compressed answers and reads them, which no client of the tests does by itself.</summary>
internal static class Encodings
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Headers are given as name and value in turn; returns when the answer begins.</summary>
    public static Task<HttpResponseMessage> AskAsync(this HttpClient client, string path, params string[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var header in headers.Chunk(2))
            request.Headers.TryAddWithoutValidation(header[0], header[1]);
        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
    }

    /// <summary>The one coding of the answer, or null.</summary>
    public static string? Coding(this HttpResponseMessage response) => response.Content.Headers.ContentEncoding.SingleOrDefault();

    public static async Task<string> PlainTextAsync(this HttpResponseMessage response)
    {
        using var reader = new StreamReader(await response.PlainAsync(), Encoding.UTF8);
        return await reader.ReadToEndAsync(Ct);
    }

    public static async Task<Stream> PlainAsync(this HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStreamAsync(Ct);
        return response.Coding() switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            "zstd" => new DecompressionStream(body),
            _ => body,
        };
    }
}
