using System.Globalization;
using System.Net;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform.Transport;

public sealed class SecurityTxtTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_whom_to_tell()
    {
        var response = await api.Anonymous().GetAsync("/.well-known/security.txt", Ct);
        var fields = (await response.Content.ReadAsStringAsync(Ct)).TrimEnd('\n').Split('\n')
            .Select(line => line.Split(": ", 2)).ToDictionary(field => field[0], field => field[1]);

        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(["Contact", "Expires", "Policy", "Preferred-Languages", "Canonical"], fields.Keys);
        Assert.Equal("mailto:security@secureobs.com", fields["Contact"]);
        Assert.Equal(new Uri(api.Address, "/.well-known/security.txt").ToString(), fields["Canonical"]);
        Assert.InRange(DateTimeOffset.Parse(fields["Expires"], CultureInfo.InvariantCulture) - DateTimeOffset.UtcNow, TimeSpan.FromDays(90), TimeSpan.FromDays(364));
        Assert.StartsWith("# Security policy", await api.Anonymous().GetStringAsync(fields["Policy"], Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_old_place_points_to_it()
    {
        var response = await api.Anonymous().GetAsync("/security.txt", Ct);

        Assert.Equal((HttpStatusCode.PermanentRedirect, "/.well-known/security.txt"), (response.StatusCode, response.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task Who_runs_an_installation_names_the_contact()
    {
        await using var other = await OtherApi.StartAsync(api, new()
        {
            ["Security:Contact"] = "https://example.com/report",
            ["Security:Policy"] = "https://example.com/policy",
        });

        var text = await (await other.GetAsync("/.well-known/security.txt")).Content.ReadAsStringAsync(Ct);

        Assert.Contains("Contact: https://example.com/report\n", text, StringComparison.Ordinal);
        Assert.Contains("Policy: https://example.com/policy\n", text, StringComparison.Ordinal);
    }
}
