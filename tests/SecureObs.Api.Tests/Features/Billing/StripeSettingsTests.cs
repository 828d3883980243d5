using Microsoft.Extensions.Configuration;
using SecureObs.Api.Features.Billing;

namespace SecureObs.Api.Tests.Features.Billing;

/// <summary>Billing is on as a whole or off as a whole.</summary>
public sealed class StripeSettingsTests
{
    private static readonly Dictionary<string, string?> Good = new()
    {
        ["Stripe:SecretKey"] = "sk_test_1",
        ["Stripe:WebhookSecret"] = "whsec_1",
        ["Stripe:ReturnUrl"] = "https://secureobs.example/tenants/{tenantId}/settings",
    };

    [Fact]
    public void Without_keys_billing_is_off() => Assert.Null(StripeSettings.Read(new ConfigurationBuilder().Build()));

    [Fact]
    public void Stripe_itself_is_asked_and_people_come_back_to_their_organisation()
    {
        var settings = Read([])!;

        Assert.Equal("https://api.stripe.com", settings.ApiBase);
        Assert.Equal($"https://secureobs.example/tenants/{Guid.Empty}/settings", settings.ReturnTo(Guid.Empty));
        Assert.DoesNotContain("sk_test_1", $"{settings}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Stripe:SecretKey", "")]
    [InlineData("Stripe:SecretKey", "sk_test_1 ")]
    [InlineData("Stripe:WebhookSecret", "")]
    [InlineData("Stripe:ReturnUrl", "")]
    [InlineData("Stripe:ReturnUrl", "http://secureobs.example/")]
    [InlineData("Stripe:ReturnUrl", "/settings")]
    [InlineData("Stripe:ApiBase", "http://stripe.example")]
    [InlineData("Stripe:ApiBase", "nowhere")]
    [InlineData("Stripe:Key", "sk_test_1")]
    public void What_makes_no_sense_stops_the_start_and_is_not_repeated(string key, string value)
    {
        var refusal = Assert.Throws<InvalidOperationException>(() => Read(new() { [key] = value })).Message;

        Assert.StartsWith("Refusing to start: Stripe", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("sk_test_1", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("https://stripe.example/")]
    public void A_stand_in_is_on_this_machine_or_behind_https(string address) => Assert.Equal(address.TrimEnd('/'), Read(new() { ["Stripe:ApiBase"] = address })!.ApiBase);

    private static StripeSettings? Read(Dictionary<string, string?> changes) =>
        StripeSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(Good).AddInMemoryCollection(changes).Build());
}
