using System.Text;
using SecureObs.Masking;

namespace SecureObs.Cli.Tests.Masking;

public sealed class MaskingPropertyTests
{
    private static readonly string[] Pieces =
    [
        "password", "token", "api_key", "=", ": ", " = ", ":", "\"", "'", "`", "\\", "\n", " ", ",", "(", ")", "[", "]", "{", "}", "<", ">",
        "hunter2", "AKIAVULNSHOPFAKE42QX", "ghp_VulnShopFake00Zq8Lm3Xw7TbR2nYc5Kd9Jg", "://", "user:pass@", "Bearer ", "str", "os.environ",
        "-----BEGIN RSA PRIVATE KEY-----", "-----END RSA PRIVATE KEY-----", "[RSA PRIVATE KEY, masked 3 characters]", "abc", "é", "😂", "*", "****", "--", "$", "${", "eyJ", ".",
        "A1b2C3d4E5f6G7h8I9j0K1l2", "r", "don't",
    ];

    [Fact]
    public void Masking_twice_is_masking_once()
    {
        var random = new Random(20);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            foreach (var mask in new Func<string, string>[] { t => SecretMask.Text(t), t => SecretMask.Text(t, true), SecretMask.Match, SecretMask.Secret })
            {
                var once = mask(text);
                Assert.True(once == mask(once), $"{text}\n---\n{once}\n---\n{mask(once)}");
            }
        }
    }

    public static TheoryData<string> Repeated =>
    [
        "a", "password", "password=", "password='", "password=\"\\", "--password-", "eyJ", "eyJ-", "eyJa.", "://", "://a:", "://a:a", "-----BEGIN ",
        "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----", "'", "\"", "'\"`", "\\", "xoxb-", "glpat-", "sk-", "token: a = ", " ", "\t", "A/",
        "pypi-", "ya29.", "SG.a", "hooks.slack.com/services/",
    ];

    [Theory, MemberData(nameof(Repeated))]
    public void A_hostile_text_is_masked_like_any_other(string piece)
    {
        var text = new StringBuilder().Insert(0, piece, 100_000 / piece.Length).ToString();

        Assert.NotEmpty(SecretMask.Text(text));
        Assert.NotEmpty(SecretMask.Text(text, secretRule: true));
        Assert.NotEmpty(SecretMask.Match(text));
    }
}
