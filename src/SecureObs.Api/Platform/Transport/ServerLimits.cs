using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace SecureObs.Api.Platform.Transport;

/// <summary>
/// What one connection and one request may cost before any of our code runs. Values are written out even where they equal
/// the framework's, so that an upgrade does not change them silently.
/// </summary>
internal static class ServerLimits
{
    /// <summary>Bodies of endpoints that do not declare another limit, in bytes.</summary>
    public const int DefaultBodyBytes = 64 * 1024;

    /// <summary>Kestrel's switch to refuse a line that ends without CR: https://github.com/dotnet/aspnetcore/pull/43202</summary>
    private const string RefuseBareLineFeeds = "Microsoft.AspNetCore.Server.Kestrel.DisableHttp1LineFeedTerminators";

    public static void Apply(KestrelServerOptions kestrel)
    {
        AppContext.SetSwitch(RefuseBareLineFeeds, true);
        kestrel.AddServerHeader = false;
        kestrel.AllowSynchronousIO = false;
        kestrel.AllowHostHeaderOverride = false;

        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = DefaultBodyBytes;
        limits.MaxRequestLineSize = 8 * 1024;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxRequestHeadersTotalSize = 32 * 1024;   // a token with many claims takes some 8 KiB
        limits.MaxRequestBufferSize = 1024 * 1024;
        limits.MaxConcurrentConnections = 10_000;
        limits.MaxConcurrentUpgradedConnections = 0;     // nothing here speaks another protocol
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);   // longer than proxies keep an idle connection
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        limits.MinRequestBodyDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        limits.MinResponseDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

        limits.Http2.MaxStreamsPerConnection = 100;
        limits.Http2.HeaderTableSize = 4 * 1024;
        limits.Http2.MaxFrameSize = 16 * 1024;
        limits.Http2.MaxRequestHeaderFieldSize = 16 * 1024;
        limits.Http2.InitialConnectionWindowSize = 1024 * 1024;
        limits.Http2.InitialStreamWindowSize = 768 * 1024;
    }
}
