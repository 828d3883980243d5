using CsCheck;
using SecureObs.Masking;

namespace SecureObs.Cli.Tests.Masking;

public sealed class LinesTests
{
    [Theory]
    [InlineData("key = \"AKIA@\"\nnext", "key = \"****\"\nnext", "IOSFODNN7EXAMPLE", "0123456789ABCDEF")]
    [InlineData("password = '@'\nnext", "password = '****'\nnext", "hunter2", "a much longer one")]
    [InlineData("password = \"\"\"@\"\"\"\nnext", "password = \"\"\"****\n****\"\"\"\nnext", "first\nsecond", "other\nsecret")]
    [InlineData("x\n-----BEGIN RSA PRIVATE KEY-----\n@\n-----END RSA PRIVATE KEY-----\ny", "x\n[PRIVATE KEY]\n\n\ny", "MIIEpAIBAAKCAQEA", "short")]
    public void Nothing_stays_of_a_secret_and_every_line_stays_where_it_is(string lines, string masked, string one, string other)
    {
        foreach (var secret in new[] { one, other })
            Assert.Equal(masked, string.Join('\n', SecretMask.Lines(lines.Replace("@", secret, StringComparison.Ordinal).Split('\n'))!));
    }

    [Fact]
    public void Code_that_speaks_of_keys_is_not_taken_for_one() => Assert.Equal(["a = 1", "if line == '-----END PRIVATE KEY-----':", "    b = 2"],
        SecretMask.Lines(["a = 1", "if line == '-----END PRIVATE KEY-----':", "    b = 2"]));

    [Fact]
    public void A_literal_beside_a_rule_about_secrets_leaves_nothing_also_over_several_lines() =>
        Assert.Equal(["check(`****", "****`, x)"], SecretMask.Literals(["check(`first1", "second2`, x)"]));

    [Fact]
    public void There_are_as_many_lines_as_before() => Gen.String[Gen.OneOf(Gen.Char["\"'`\n =:-ap"], Gen.Char[' ', '~']), 0, 300].Sample(text =>
    {
        var lines = text.Split('\n');
        Assert.Equal(lines.Length, SecretMask.Lines(lines)!.Count);
        Assert.Equal(lines.Length, SecretMask.Literals(lines).Count);
    });
}
