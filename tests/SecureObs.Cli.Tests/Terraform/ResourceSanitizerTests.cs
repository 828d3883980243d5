using System.Text.Json;
using SecureObs.Cli.Terraform;
using SecureObs.Contracts;

namespace SecureObs.Cli.Tests.Terraform;

public sealed class ResourceSanitizerTests
{
    private const string Rules = """[{"name":"a","priority":100},{"name":"b","priority":200},{"name":"c","priority":300}]""";

    [Fact]
    public void A_block_that_stays_keeps_its_place()
    {
        var safe = Group($$"""{"security_rule":{{Rules}}}""", """{"security_rule":[{},{"source_address_prefix":true},{}]}""", """{"security_rule":[true,{},{"name":true}]}""");

        Assert.Equal("""[{},{"name":"b","priority":200},{"priority":300}]""", safe.SafeAttributes["security_rule"]!.ToJsonString());
        Assert.Equal(["security_rule[0]", "security_rule[2].name"], safe.RedactedAttributePaths);
        Assert.Equal(["security_rule[1].source_address_prefix"], safe.UnknownAttributePaths);
    }

    [Fact]
    public void A_block_that_is_not_known_keeps_its_place()
    {
        var safe = Group("""{"security_rule":[null,{"name":"b"}]}""", """{"security_rule":[true,{"priority":true}]}""", "{}");

        Assert.Equal("""[{},{"name":"b"}]""", safe.SafeAttributes["security_rule"]!.ToJsonString());
        Assert.Equal(["security_rule[0]", "security_rule[1].priority"], safe.UnknownAttributePaths);
    }

    [Fact]
    public void Values_that_stay_are_named_by_their_places()
    {
        var safe = Group("""{"security_rule":[{"source_address_prefixes":["10.0.0.0/8",null,"10.9.0.0/16","192.0.2.7"]}]}""",
            """{"security_rule":[{"source_address_prefixes":[false,true,false,false]}]}""", """{"security_rule":[{"source_address_prefixes":[false,false,true,false]}]}""");

        Assert.Equal("""[{"source_address_prefixes":["10.0.0.0/8","192.0.2.7"]}]""", safe.SafeAttributes["security_rule"]!.ToJsonString());
        Assert.Equal(["security_rule[0].source_address_prefixes[1]"], safe.UnknownAttributePaths);
        Assert.Equal(["security_rule[0].source_address_prefixes[2]"], safe.RedactedAttributePaths);
    }

    [Theory]
    [InlineData("""{"security_rule":[{"name":true}]}""")]
    [InlineData("""{"security_rule":{"name":true}}""")]
    [InlineData("""{"security_rule":[[{"name":true}],{},{}]}""")]
    [InlineData("""{"security_rule":[{"name":[true]},{"name":{"x":true}},{"name":true}]}""")]
    public void A_mask_of_another_form_hides_all_that_it_may_mean(string sensitive) =>
        Assert.DoesNotContain("\"a\"", Group($$"""{"security_rule":{{Rules}}}""", "{}", sensitive).SafeAttributes.ToJsonString(), StringComparison.Ordinal);

    private static TopologyResource Group(string after, string unknown, string sensitive) => new ResourceSanitizer().Change(JsonElement.Parse($$"""
        {"address":"azurerm_network_security_group.g","type":"azurerm_network_security_group","name":"g","change":{"actions":["create"],"after":{{after}},"after_unknown":{{unknown}},"after_sensitive":{{sensitive}} } }
        """))!;
}
