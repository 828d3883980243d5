using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;
using SecureObs.Api.Platform.Errors;

namespace SecureObs.Api.Platform.Transport;

/// <summary>
/// Bodies come as JSON in UTF-8, plain or compressed once. What a compressed body unfolds to is counted against the
/// endpoint's limit while it is read.
/// </summary>
internal static class RequestBodies
{
    public static IServiceCollection AddRequestBodies(this IServiceCollection services) => services.AddRequestDecompression(options =>
    {
        options.DecompressionProviders.Clear();
        options.DecompressionProviders.Add("gzip", Decompression.Gzip);
        options.DecompressionProviders.Add("br", Decompression.Brotli);
        options.DecompressionProviders.Add("zstd", Decompression.Zstandard);
    });

    public static void UseRequestBodies(this WebApplication app)
    {
        app.UseRequestDecompression();
        app.Use((context, next) =>
        {
            var request = context.Request;
            // The middleware before takes the header away when it knows the encoding; it leaves two of them and unknown ones.
            if (request.Headers.ContentEncoding.Count > 0 && request.Headers.ContentEncoding != "identity")
            {
                context.Response.Headers.AcceptEncoding = "gzip, br, zstd";
                return Problems.EncodingUnsupported().ExecuteAsync(context);
            }
            return HasBody(request) && request.Path.StartsWithSegments("/api") && !IsReadable(context)
                ? Problems.ContentTypeUnsupported().ExecuteAsync(context)
                : next(context);
        });
    }

    private static bool HasBody(HttpRequest request) => request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0;

    private static bool IsReadable(HttpContext context)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type))
            return false;
        if (type.Charset.HasValue && !HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase))
            return false;
        if (type.Charset.HasValue)
            context.Request.ContentType = type.MediaType.Value;   // the framework fails on a charset in quotes
        var declared = context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes;
        return (declared ?? ["application/json"]).Any(one => type.IsSubsetOf(new MediaTypeHeaderValue(one)));
    }
}
