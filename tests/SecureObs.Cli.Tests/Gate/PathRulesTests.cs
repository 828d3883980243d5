using SecureObs.Gate;

namespace SecureObs.Cli.Tests.Gate;

public sealed class PathRulesTests
{
    private static GatePolicyDocument Policy(string rule) => GateJson.Policy($$"""{"format":1,"attackPaths":{{rule}}}""");

    private static GatePath Path(string asset = "secrets", string evidence = "observed", bool isNew = true, int score = 50, string target = "azurerm_key_vault.v") =>
        new() { Shape = new string('a', 32), Entry = "internet", Target = target, Asset = asset, Evidence = evidence, Score = score, IsNew = isNew };

    private static GateInput With(params GatePath[] paths) => Runs.Of() with { Analyses = [new() { Root = "", Paths = paths }] };

    [Theory]
    [InlineData("{}", "secrets", "observed", true, true)]
    [InlineData("{}", "secrets", "inferred", true, true)]
    [InlineData("{}", "secrets", "unknown-dependent", true, false)]
    [InlineData("{}", "secrets", "observed", false, false)]
    [InlineData("""{"alsoKnown":true}""", "secrets", "observed", false, true)]
    [InlineData("""{"to":["admin","database"]}""", "secrets", "observed", true, false)]
    [InlineData("""{"to":["admin","database"]}""", "database", "observed", true, true)]
    [InlineData("""{"evidence":"observed"}""", "secrets", "inferred", true, false)]
    [InlineData("""{"evidence":"unknown-dependent"}""", "secrets", "unknown-dependent", true, true)]
    public void A_path_blocks_by_what_it_leads_to_how_sure_it_is_and_whether_it_is_new(string rule, string asset, string evidence, bool isNew, bool blocks) =>
        Assert.Equal(blocks, GateRule.Decide(Policy(rule), With(Path(asset, evidence, isNew))).Blocked);

    [Fact]
    public void The_reason_names_the_most_plausible_ones()
    {
        var reason = Assert.Single(GateRule.Decide(Policy("{}"), With(Path(score: 10, target: "a.a"), Path(score: 90, target: "b.b"))).Reasons);

        Assert.Equal(("attackPaths", 2, "2 new attack paths: none is allowed: internet to b.b, internet to a.a"), (reason.Rule, reason.Count, reason.Text));
    }

    [Fact]
    public void A_run_that_was_not_analysed_does_not_look_clean()
    {
        Assert.True(GateRule.Decide(Policy("{}"), Runs.Of()).Blocked);
        Assert.True(GateRule.Decide(Policy("{}"), Runs.Of() with { Analyses = [] }).Blocked);
        Assert.False(GateRule.Decide(Policy("{}"), With()).Blocked);
        Assert.False(GateRule.Decide(GatePolicyDocument.Of(GatePolicy.Critical), Runs.Of()).Blocked);
    }

    [Fact]
    public void What_was_looked_at_is_in_the_digest_and_survives_being_kept()
    {
        var (one, other) = (With(Path()), With(Path(isNew: false)));

        Assert.NotEqual(GateDigest.Of(one), GateDigest.Of(other));
        Assert.NotEqual(GateDigest.Of(Runs.Of()), GateDigest.Of(Runs.Of() with { Analyses = [new() { Root = "", Paths = [] }] }));
        Assert.Equal(GateDigest.Of(one), GateDigest.Of(GateJson.Input(GateJson.Bytes(one))));
    }

    [Theory]
    [InlineData("""{"to":["vault"]}"""), InlineData("""{"evidence":"sure"}""")]
    public void Words_that_are_none_are_refused(string rule) => Assert.Contains("attackPaths.", PolicyCheck.Fault(Policy(rule)), StringComparison.Ordinal);
}
