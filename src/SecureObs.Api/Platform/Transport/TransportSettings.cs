using System.Net;

namespace SecureObs.Api.Platform.Transport;

/// <summary>How requests reach this process. docs/security/transport.md explains the settings.</summary>
/// <param name="Hosts">The names under which the installation is reached, from <c>AllowedHosts</c>; <c>*</c> in Development alone.</param>
/// <param name="Proxies">Who may say for whom it forwards: <c>Transport:KnownProxies</c> (addresses) and <c>Transport:KnownNetworks</c> (CIDR).</param>
/// <param name="AllowsPlainHttp"><c>Transport:AllowPlainHttp</c>, for trials on one machine. Never in Production.</param>
/// <param name="HttpsPort"><c>Transport:HttpsPort</c>: where pages asked for over plain HTTP are redirected to.</param>
internal sealed record TransportSettings(IReadOnlyList<string> Hosts, IReadOnlyList<IPNetwork> Proxies, bool AllowsPlainHttp, int HttpsPort)
{
    private sealed record Section
    {
        /// <summary>Addresses of proxies that may send X-Forwarded-For and X-Forwarded-Proto.</summary>
        public string[] KnownProxies { get; init; } = [];

        /// <summary>Networks whose proxies may send them, such as 10.1.0.0/16.</summary>
        public string[] KnownNetworks { get; init; } = [];

        /// <summary>Whether plain HTTP is answered, for a trial on one machine; refused in Production.</summary>
        public bool AllowPlainHttp { get; init; }

        /// <summary>Where pages asked for over plain HTTP move to.</summary>
        public int HttpsPort { get; init; } = 443;
    }

    /// <exception cref="InvalidOperationException">A setting would make the transport unsafe.</exception>
    public static TransportSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var section = Settings.Read<Section>(configuration, "Transport");
        if (section.AllowPlainHttp && environment.IsProduction())
            throw Settings.Refusal("Transport:AllowPlainHttp", "is not possible in Production: put a proxy that terminates TLS in front, or give Kestrel a certificate");
        if (section.HttpsPort is < 1 or > 65_535)
            throw Settings.Refusal("Transport:HttpsPort", "must be a port");
        // The switch of the framework believes every sender.
        if (configuration.GetValue<bool>("FORWARDEDHEADERS_ENABLED"))
            throw Settings.Refusal("ASPNETCORE_FORWARDEDHEADERS_ENABLED", "believes forwarded headers of anybody: name your proxies in Transport:KnownProxies or Transport:KnownNetworks");
        return new(
            ReadHosts(configuration["AllowedHosts"], environment),
            [
                .. Settings.List(configuration, "Transport:KnownProxies").Select(Proxy),
                .. Settings.List(configuration, "Transport:KnownNetworks").Select(Network),
            ],
            section.AllowPlainHttp || environment.IsDevelopment(),
            section.HttpsPort);
    }

    private static string[] ReadHosts(string? text, IHostEnvironment environment)
    {
        var hosts = (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (hosts.Length > 0 && !hosts.Contains("*"))
            return hosts;
        return environment.IsDevelopment() || OpenApiDocumentFile.IsBeingWritten
            ? ["*"]
            : throw Settings.Refusal("AllowedHosts", "must name the hosts under which this installation is reached, separated by ';', without '*'");
    }

    private static IPNetwork Proxy(string text) => IPAddress.TryParse(text, out var address)
        ? new(address, address.GetAddressBytes().Length * 8)
        : throw Settings.Refusal("Transport:KnownProxies", $"has '{text}', which is no address");

    private static IPNetwork Network(string text) => IPNetwork.TryParse(text, out var network) && network.PrefixLength > 0
        ? network
        : throw Settings.Refusal("Transport:KnownNetworks", $"has '{text}', which is no network such as 10.1.0.0/16, or is everybody");
}
