using SecureObs.Masking;

namespace SecureObs.Cli.Tests.Masking;

public sealed class SecretTests
{
    [Theory]
    [InlineData("AKIAVULNSHOPFAKE7EXA", "AKIA************7EXA")]
    [InlineData("abcdefghijkl", "ab********kl")]
    [InlineData("hunter2", "*******")]
    [InlineData("", "")]
    public void A_mask_keeps_the_length_and_of_a_long_secret_its_ends(string secret, string masked) =>
        Assert.Equal(masked, SecretMask.Secret(secret));

    [Fact]
    public void A_delimiter_at_the_end_of_a_secret_is_masked_too() =>
        Assert.Equal("\"a*****************z'".Length, SecretMask.Secret("\"a'bcdefghijklmnopqz'").Length);

    [Fact]
    public void No_quote_survives() => Assert.DoesNotContain(SecretMask.Secret("\"a'bcdefghijklmnopqz'"), c => c is '"' or '\'');

    [Theory]
    [InlineData("bandit", "B105", true)]
    [InlineData("bandit", "B602", false)]
    [InlineData("gitleaks", "anything", true)]
    [InlineData("devskim", "DS173239", true)]
    [InlineData("devskim", "DS126858", false)]
    [InlineData("semgrep", "generic.secrets.security.detected-aws-key", true)]
    public void A_rule_that_looks_for_secrets_is_known_by_its_id(string scanner, string ruleId, bool expected) =>
        Assert.Equal(expected, SecretMask.IsSecretRule(scanner, ruleId));
}
