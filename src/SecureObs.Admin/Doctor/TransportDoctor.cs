using Microsoft.Extensions.Configuration;

namespace SecureObs.Admin.Doctor;

/// <summary>Whether requests get as far as the API's endpoints: by the right name, and with TLS in front.</summary>
internal static class TransportDoctor
{
    private const string Hosts = "hosts";
    private const string Tls = "TLS";

    public static List<Diagnosis> Examine(IConfiguration configuration) => [NamesOf(configuration["AllowedHosts"]), Termination(configuration)];

    private static Diagnosis NamesOf(string? text) =>
        (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } hosts && !hosts.Contains("*")
            ? Diagnosis.Good(Hosts, string.Join(", ", hosts))
            : Diagnosis.Bad(Hosts, "AllowedHosts must name the hosts under which this installation is reached, separated by ';', without '*'.");

    /// <summary>Either a proxy that is named terminates TLS, or the API has a certificate itself.</summary>
    private static Diagnosis Termination(IConfiguration configuration)
    {
        var proxies = configuration.GetSection("Transport:KnownProxies").GetChildren().Concat(configuration.GetSection("Transport:KnownNetworks").GetChildren())
            .Select(entry => entry.Value).Where(value => !string.IsNullOrEmpty(value)).ToList();
        return proxies.Count > 0 ? Diagnosis.Good(Tls, $"terminated by a proxy at {string.Join(", ", proxies)}")
            : Speaks(configuration) ? Diagnosis.Good(Tls, "terminated by the API itself")
            : Diagnosis.Doubtful(Tls, "nobody terminates it: name your proxy in Transport:KnownProxies:0, or give Kestrel a certificate; else every request is refused as plain HTTP.");
    }

    private static bool Speaks(IConfiguration configuration)
    {
        string?[] addresses = [configuration["ASPNETCORE_URLS"], configuration["URLS"], .. configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"])];
        return addresses.Any(url => url?.Contains("https://", StringComparison.OrdinalIgnoreCase) is true)
            || !string.IsNullOrEmpty(configuration["ASPNETCORE_HTTPS_PORTS"]) || !string.IsNullOrEmpty(configuration["HTTPS_PORTS"]);
    }
}
