using Microsoft.Extensions.Configuration;
using SecureObs.Api.Domain.Plans;

namespace SecureObs.Api.Tests.Features.Billing;

/// <summary>What a host says about plans is understood as it was meant, or stops the start.</summary>
public sealed class PlanSettingsTests
{
    private static readonly Dictionary<string, string?> Good = new()
    {
        ["Plans:0:Key"] = "free",
        ["Plans:0:Name"] = "Free",
        ["Plans:0:Projects"] = "3",
        ["Plans:1:Key"] = "team",
        ["Plans:1:Name"] = "Team",
        ["Plans:1:Findings"] = "1000",
        ["Plans:1:PriceId"] = "price_team",
    };

    [Fact]
    public void Who_says_nothing_has_one_plan_without_limits()
    {
        var catalogue = PlanSettings.Read(new ConfigurationBuilder().Build());

        Assert.Equal(new Plan("self-hosted", "Self-hosted", null, null, null, null, null), Assert.Single(catalogue.Plans));
        Assert.False(catalogue.Sells);
    }

    [Fact]
    public void Plans_are_read_in_their_order_and_the_first_is_the_default()
    {
        var catalogue = Read([]);

        Assert.Equal([new("free", "Free", 3, null, null, null, null), new("team", "Team", null, null, 1000, null, "price_team")], catalogue.Plans);
        Assert.Equal("free", catalogue.Default.Key);
        Assert.Equal(1100, catalogue.WithGrace(1000));
    }

    [Theory]
    [InlineData("0", 1000)]
    [InlineData("25", 1250)]
    public void The_grace_is_a_setting(string percent, long most) => Assert.Equal(most, Read(new() { ["Plans:GracePercent"] = percent }).WithGrace(1000));

    [Fact]
    public void The_grace_of_a_very_large_limit_does_not_run_over() =>
        Assert.Equal(11L * int.MaxValue, Read(new() { ["Plans:GracePercent"] = "1000" }).WithGrace(int.MaxValue));

    [Theory]
    [InlineData("Plans:0:Proyects", "3")]           // nobody knows it
    [InlineData("Plans:0:Projects", "-1")]
    [InlineData("Plans:0:Projects", "many")]
    [InlineData("Plans:0:Members", "0")]            // not even its owner
    [InlineData("Plans:0:Findings", "-5")]
    [InlineData("Plans:0:RetentionDays", "0")]
    [InlineData("Plans:0:PriceId", "price_free")]   // then there is no plan without a subscription
    [InlineData("Plans:0:Key", "")]
    [InlineData("Plans:0:Key", "Free of charge")]
    [InlineData("Plans:0:Name", " ")]
    [InlineData("Plans:1:Key", "free")]             // twice
    [InlineData("Plans:1:PriceId", "not a price")]
    [InlineData("Plans:free:Key", "free")]
    [InlineData("Plans:GracePercent", "-1")]
    [InlineData("Plans:GracePercent", "ten")]
    [InlineData("Plans:Grace", "10")]
    public void What_makes_no_sense_stops_the_start(string key, string value) =>
        Assert.StartsWith("Refusing to start: Plans", Assert.Throws<InvalidOperationException>(() => Read(new() { [key] = value })).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_plans_of_one_price_stop_the_start() => Assert.Throws<InvalidOperationException>(() => Read(new()
    {
        ["Plans:2:Key"] = "more",
        ["Plans:2:Name"] = "More",
        ["Plans:2:PriceId"] = "price_team",
    }));

    [Theory]
    [InlineData("Plans:GracePercent", "10")]
    [InlineData("Plans", "free")]
    public void A_section_without_a_plan_stops_the_start(string key, string value) =>
        Assert.Throws<InvalidOperationException>(() => PlanSettings.Read(new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build()));

    private static PlanCatalogue Read(Dictionary<string, string?> changes) =>
        PlanSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(Good).AddInMemoryCollection(changes).Build());
}
