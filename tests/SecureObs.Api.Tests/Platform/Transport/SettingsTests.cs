using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform.Transport;

/// <summary>A setting that would make the transport unsafe, or that nobody understands, stops the start.</summary>
public sealed class SettingsTests(TestApi api)
{
    [Theory]
    [InlineData("Production", "Transport:AllowPlainHttp", "true")]
    [InlineData("Production", "AllowedHosts", "*")]
    [InlineData("Production", "AllowedHosts", "")]
    [InlineData("Staging", "AllowedHosts", "app.example.com;*")]
    [InlineData("Production", "Transport:HttpsPort", "0")]
    [InlineData("Production", "Transport:HttpsPort", "https")]
    [InlineData("Production", "Transport:KnownProxies:0", "proxy.internal")]
    [InlineData("Production", "Transport:KnownProxies:0", "")]
    [InlineData("Production", "Transport:KnownProxies", "10.0.0.1")]
    [InlineData("Production", "Transport:KnownNetworks:0", "0.0.0.0/0")]
    [InlineData("Production", "Transport:KnownNetworks:0", "::/0")]
    [InlineData("Production", "Transport:KnownNetworks:0", "10.0.0.0")]
    [InlineData("Production", "Transport:KnownProxys:0", "10.0.0.1")]
    [InlineData("Production", "FORWARDEDHEADERS_ENABLED", "true")]
    [InlineData("Production", "Security:Contact", "security@example.com")]
    [InlineData("Production", "Security:Contact", "http://example.com/report")]
    [InlineData("Production", "Security:Contact", "mailto:a@example.com\nContact: mailto:b@example.com")]
    [InlineData("Production", "Security:Policy", "javascript:alert(1)")]
    [InlineData("Production", "Security:Kontact", "mailto:a@example.com")]
    [InlineData("Production", "Limits:ApiKey:Burst", "0")]
    [InlineData("Production", "Limits:Person:PerMinute", "-1")]
    [InlineData("Production", "Limits:Anonymous:PerMinute", "NaN")]
    [InlineData("Production", "Limits:FailedSignIn:Burst", "many")]
    [InlineData("Production", "Limits:Key:Burst", "10")]
    [InlineData("Production", "Cors:Origins:0", "*")]
    [InlineData("Production", "Cors:Origins:0", "https://*.example.com")]
    [InlineData("Production", "Cors:Origins:0", "http://localhost:5173")]
    [InlineData("Production", "Cors:Origins:0", "http://app.example.com")]
    [InlineData("Production", "Cors:Origins:0", "https://app.example.com/")]
    [InlineData("Production", "Cors:Origins:0", "https://app.example.com/path")]
    [InlineData("Production", "Cors:Origins:0", "https://app.example.com?x")]
    [InlineData("Production", "Cors:Origins:0", "https://app.example.com#x")]
    [InlineData("Production", "Cors:Origins:0", "https://user@app.example.com")]
    [InlineData("Production", "Cors:Origins:0", "https://app.example.com:443")]
    [InlineData("Production", "Cors:Origins:0", "https://APP.example.com")]
    [InlineData("Production", "Cors:Origins:0", "app.example.com")]
    [InlineData("Production", "Cors:Origins:0", "null")]
    [InlineData("Production", "Cors:Origins:0", "")]
    [InlineData("Production", "Cors:Origins", "https://app.example.com")]
    [InlineData("Production", "Cors:AllowCredentials", "true")]
    [InlineData("Development", "Cors:AllowCredentials", "true")]
    [InlineData("Development", "Cors:Origins:0", "http://app.example.com")]
    [InlineData("Development", "Cors:Origins:0", "http://localhost.evil.example")]
    public void It_refuses_to_start(string environment, string key, string value)
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => api.Build("Host=unused", environment, new Dictionary<string, string?> { [key] = value })).Message;

        Assert.StartsWith("Refusing to start: ", refusal, StringComparison.Ordinal);
        Assert.Contains(key.Split(':')[0], refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Production", "AllowedHosts", "app.example.com;*.example.org")]
    [InlineData("Development", "AllowedHosts", "*")]
    [InlineData("Production", "Transport:KnownProxies:0", "2001:db8::1")]
    [InlineData("Production", "Transport:KnownNetworks:0", "10.0.0.0/8")]
    [InlineData("Production", "Security:Contact", "https://example.com/report")]
    [InlineData("Production", "Cors:Origins:0", "https://app.example.com")]
    [InlineData("Production", "Cors:Origins:0", "https://app.example.com:8443")]
    [InlineData("Development", "Cors:Origins:0", "http://localhost:5173")]
    [InlineData("Development", "Cors:Origins:0", "*")]
    public async Task It_is_taken(string environment, string key, string value)
    {
        await using var app = api.Build("Host=unused", environment, new Dictionary<string, string?> { [key] = value });
    }
}
