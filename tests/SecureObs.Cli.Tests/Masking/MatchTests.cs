using SecureObs.Masking;

namespace SecureObs.Cli.Tests.Masking;

public sealed class MatchTests
{
    [Theory]
    [InlineData("""apiKey = "v9dn0bFakeKey7Tq2wwww" """, "v9dn0bFakeKey7Tq2wwww", """apiKey = "v9dn*************wwww" """)]
    [InlineData("AKIAVULNSHOPFAKE42QX", "AKIAVULNSHOPFAKE42QX", "AKIA************42QX")]
    [InlineData("""      "extract": "AKIAVULNSHOPFAKE42QX",""", "AKIAVULNSHOPFAKE42QX", """      "extract": "AKIA************42QX",""")]
    [InlineData("TOKEN=abc", "abc", "TOKEN=***")]
    [InlineData("ab cd ef", "cd", "** ** **")]
    [InlineData("password: correct horse battery", "horse", "password: ******* ***** *******")]
    [InlineData("""check("A\nAKIAVULNSHOPFAKE42QX", first)""", "AKIAVULNSHOPFAKE42QX", null)]
    [InlineData("[First](https://social.invalid/kim/status/1073168529405472768)", "social.invalid/kim/status/1073168529405472768", null)]
    [InlineData("AKIAVULN5H0PF4K342QX: key", "AKIAVULN5H0PF4K342QX", null)]
    [InlineData("postgres://shop:hunter2hunter2@db/shop", "hunter2hunter2", null)]
    public void The_secret_does_not_survive_wherever_it_stands(string match, string secret, string? expected)
    {
        var masked = SecretMask.Match(match);

        Assert.DoesNotContain(secret, masked, StringComparison.Ordinal);
        Assert.Equal(expected ?? masked, masked);
        Assert.Equal(masked, SecretMask.Match(masked));
    }

    [Theory]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----", "[RSA PRIVATE KEY, masked 31 characters]")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----", "[RSA PRIVATE KEY, masked 65 characters]")]
    [InlineData("key = \"-----BEGIN PGP PRIVATE KEY BLOCK-----\\nabc", "[PGP PRIVATE KEY BLOCK, masked 49 characters]")]
    public void Of_a_private_key_only_its_kind_stays(string match, string expected)
    {
        Assert.Equal(expected, SecretMask.Match(match));
        Assert.Equal(expected, SecretMask.Match(expected));
    }
}
