using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;
using ZstdSharp;

namespace SecureObs.Api.Platform.Transport.Answers;

/// <summary>
/// Compresses answers of the API for who asks for it. BREACH needs a secret in the answer and requests that a foreign page
/// can make: we have no cookies, so a foreign page can make none that is let in, and what holds a secret is marked
/// <see cref="AnswerMarks.ShowsSecret"/> and never compressed. The dashboard's page, with its nonce, is not either.
/// </summary>
internal sealed class AnswerCompression(IServiceProvider services, IOptions<ResponseCompressionOptions> options) : ResponseCompressionProvider(services, options)
{
    /// <summary>Below, a compressed answer saves no packet.</summary>
    private const int Least = 1024;

    public override bool ShouldCompressResponse(HttpContext context) =>
        !context.Has<SecretShown>() && context.Response.ContentLength is null or >= Least && base.ShouldCompressResponse(context);
}

/// <summary>
/// One coding. Small writes are put together before: Brotli's fastest compresses each write alone, and many small ones
/// come out larger than they were (docs/performance.md).
/// </summary>
internal sealed class Coding(string name, Func<Stream, Stream> open) : ICompressionProvider
{
    private const int AtOnce = 64 * 1024;

    public string EncodingName => name;

    public bool SupportsFlush => true;

    public Stream CreateStream(Stream outputStream) => new BufferedStream(open(outputStream), AtOnce);
}

internal static class Compression
{
    private static readonly string[] Types = ["application/json", "application/problem+json", "application/sarif+json", "application/jsonl", "text/csv"];

    public static IServiceCollection AddAnswerCompression(this IServiceCollection services) => services
        .AddSingleton<IResponseCompressionProvider, AnswerCompression>()
        .AddResponseCompression(options =>
        {
            options.EnableForHttps = true;   // there is nothing else; see above about BREACH
            options.MimeTypes = Types;
            // The first that the client takes wins.
            options.Providers.Add(new Coding("br", body => new BrotliStream(body, CompressionLevel.Fastest, leaveOpen: true)));
            options.Providers.Add(new Coding("zstd", body => new CompressionStream(body, level: 1, leaveOpen: true)));
            options.Providers.Add(new Coding("gzip", body => new GZipStream(body, CompressionLevel.Optimal, leaveOpen: true)));
        });
}
