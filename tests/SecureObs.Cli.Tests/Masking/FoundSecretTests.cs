using SecureObs.Masking;

namespace SecureObs.Cli.Tests.Masking;

/// <summary>The command and the API hash the same part of a text, and never one that is masked.</summary>
public sealed class FoundSecretTests
{
    private const string PrivateKey = "-----BEGIN RSA PRIVATE KEY-----\nMIIEfake\n-----END RSA PRIVATE KEY-----";
    private static readonly SecretHasher Hasher = new(SecretHasher.KeyOfTenant(new(new byte[32]), Guid.Empty));

    [Theory]
    [InlineData("aws_key = \"AKIAVULNSHOPFAKE42QX\"", "AKIAVULNSHOPFAKE42QX")]
    [InlineData("""  "extract": "AKIAVULNSHOPFAKE42QX",""", "AKIAVULNSHOPFAKE42QX")]
    [InlineData("apiKey = \"v9dn0bFakeKey7Tq2wwww\"", "v9dn0bFakeKey7Tq2wwww")]
    [InlineData("password=hunter2", "hunter2")]
    [InlineData(PrivateKey, PrivateKey)]
    [InlineData("aws_key = \"AKIA************42QX\"", null)]
    [InlineData("password=*******", null)]
    [InlineData("[RSA PRIVATE KEY, masked 1679 characters]", null)]
    [InlineData("", null)]
    public void In_a_match_it_is_the_word_that_is_masked(string match, string? secret)
    {
        Assert.Equal(secret, FoundSecret.InMatch(match)?.Reveal());
        Assert.Null(FoundSecret.InMatch(SecretMask.Match(match)));
    }

    [Theory]
    [InlineData("bandit", "B105", "Possible hardcoded password: 'hunter2'", "url = 'https://shop.invalid/a/long/one'\npassword = 'hunter2'", "hunter2")]
    [InlineData("devskim", "DS173237", "A token", "send('https://shop.invalid/x', 'ghp_VulnShopFake00Zq8Lm3Xw7TbR2nYc5Kd9Jg')", "ghp_VulnShopFake00Zq8Lm3Xw7TbR2nYc5Kd9Jg")]
    [InlineData("eslint-security", "no-secrets", null, "login('kim', 'correct-horse')", "correct-horse")]
    [InlineData("bandit", "B602", "x", "password = 'hunter2'", null)]
    [InlineData("semgrep", "hardcoded-secret", "Do not write 'password' into code", null, null)]
    public void In_code_it_is_found_for_rules_about_secrets_alone(string scanner, string rule, string? description, string? snippet, string? secret)
    {
        Assert.Equal(secret, FoundSecret.InCode(scanner, rule, description, snippet)?.Reveal());
        Assert.Null(FoundSecret.InCode(scanner, rule, SecretMask.Text(description ?? "", true), SecretMask.Text(snippet ?? "", true)));
    }

    [Fact]
    public void A_private_key_is_the_same_however_its_lines_are_broken()
    {
        var hash = Hasher.HashText(PrivateKey);

        Assert.Equal(hash, Hasher.HashText(PrivateKey.Replace("\n", "\\n", StringComparison.Ordinal)));
        Assert.Equal(hash, Hasher.HashText(PrivateKey.Replace("\n", "\r\n    ", StringComparison.Ordinal)));
        Assert.NotEqual(hash, Hasher.HashText(PrivateKey.Replace("fake", "other", StringComparison.Ordinal)));
    }

    /// <summary>Changing how a hash is made would split every group that is stored.</summary>
    [Fact]
    public void A_hash_stays_what_it_is() =>
        Assert.Equal(Hasher.HashText("hunter2"), new SecretHasher(SecretHasher.KeyOfTenant(new(new byte[32]), Guid.Empty)).HashText(" hunter2 "));

    [Fact]
    public void Tenants_and_installations_have_keys_of_their_own()
    {
        var (tenant, installation) = (Guid.NewGuid(), new SecretBytes([.. Enumerable.Repeat((byte)1, 32)]));
        string[] hashes =
        [
            Hasher.HashText("hunter2"),
            new SecretHasher(SecretHasher.KeyOfTenant(new(new byte[32]), tenant)).HashText("hunter2"),
            new SecretHasher(SecretHasher.KeyOfTenant(installation, tenant)).HashText("hunter2"),
        ];

        Assert.Equal(3, hashes.Distinct().Count());
        Assert.All(hashes, hash => Assert.Equal(2 * SecretHasher.Length, hash.Length));
    }

    [Theory]
    [InlineData("sobs_1aB2cD3e_0123456789012345678901234567890123456789012abcdef", true)]
    [InlineData("x=sobi_0123456789012345678901234567890123456789012;", true)]
    [InlineData("how to make a sobs_ key", false)]
    [InlineData("sobs_1aB2cD3e_…", false)]
    public void A_key_of_ours_is_recognised_wherever_it_stands(string text, bool expected)
    {
        Assert.Equal(expected, OwnKeys.IsIn(text));
        Assert.False(OwnKeys.IsIn(OwnKeys.Mask(text)));
        Assert.Equal(expected, OwnKeys.Mask(text) != text);
    }
}
