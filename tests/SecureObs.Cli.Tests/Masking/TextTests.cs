using SecureObs.Masking;

namespace SecureObs.Cli.Tests.Masking;

public sealed class TextTests
{
    [Theory]
    [InlineData("""password = "hunter2" """)]
    [InlineData("""db_password: 'hunter2',""")]
    [InlineData("""{"password": "hunter2", "user": "kim"}""")]
    [InlineData("""{\"password\": \"hunter2\", \"user\": \"kim\"}""")]
    [InlineData("""{'password': 'hunter2'}""")]
    [InlineData("PASSWORD=hunter2")]
    [InlineData("export DB_PASSWORD_PROD=hunter2; run")]
    [InlineData("client_secret: hunter2")]
    [InlineData("""const apiKey: string = 'hunter2';""")]
    [InlineData("""def connect(user, password: str = "hunter2"):""")]
    [InlineData("""if (password === 'hunter2') {""")]
    [InlineData("""connect(password=b'hunter2')""")]
    [InlineData("""client.setPassword("hunter2")""")]
    [InlineData("""headers.add("Authorization", "Bearer hunter2")""")]
    [InlineData("Authorization: Bearer hunter2")]
    [InlineData("<password>hunter2</password>")]
    [InlineData("mysql --password hunter2 shop")]
    [InlineData("postgres://shop:hunter2@db.invalid/shop")]
    [InlineData("password := `hunter2`")]
    [InlineData("secrets['token'] = \"\"\"hunter2\n\"\"\"")]
    [InlineData("token => 'hunter2'")]
    public void A_value_given_to_a_secret_name_is_masked(string text)
    {
        var masked = SecretMask.Text(text);

        Assert.DoesNotContain("hunter2", masked, StringComparison.Ordinal);
        Assert.Equal(text.Length, masked.Length);
        Assert.Equal(masked, SecretMask.Text(masked));
    }

    public static TheoryData<string> Tokens =>
    [
        "AKIAVULNSHOPFAKE42QX",
        "ghp_VulnShopFake00Zq8Lm3Xw7TbR2nYc5Kd9Jg",
        "github_" + "pat_11FAKE00000000000000000000_FakeFakeFake",
        "glpat-FakeFakeFakeFake1234",
        "xox" + "b-1234567890-FakeFakeFake",
        "sk_" + "live_FakeFakeFake1234567890",
        "AIza" + "FakeFakeFakeFakeFakeFakeFakeFakeFak",
        "npm_FakeFakeFakeFakeFakeFakeFakeFakeFake",
        "sobs_FakeFakeFakeFake",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJmYWtlIn0.ZmFrZWZha2VmYWtl",
        new string('A', 43) + new string('z', 43) + "==",
    ];

    [Theory, MemberData(nameof(Tokens))]
    public void A_token_of_a_known_form_is_masked_whatever_its_name(string token)
    {
        var masked = SecretMask.Text($"call(x, {token}) # {token}");

        Assert.DoesNotContain(token, masked, StringComparison.Ordinal);
        Assert.StartsWith("call(x, ", masked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("password = os.environ['DB_PASSWORD']")]
    [InlineData("const token = process.env.TOKEN;")]
    [InlineData("let secret = fetchSecret(name);")]
    [InlineData("password: ${{ secrets.DB }}")]
    [InlineData("password: string;")]
    [InlineData("the md5 of https://shop.invalid/a:b is weak")]
    [InlineData("exec('tar czf /tmp/shop.tgz ' + directory, done);")]
    public void Code_without_a_secret_stays_readable(string text) => Assert.Equal(text, SecretMask.Text(text));

    [Theory]
    [InlineData("Possible hardcoded password: 'hunter2'")]
    [InlineData("Possible hardcoded password: 'it's hunter2'")]
    [InlineData("You don't want this: 'hunter2'")]
    [InlineData("login('kim', rb'hunter2')")]
    [InlineData("x = \"hunter2\\\" more\" + y")]
    [InlineData("x = 'hunter2")]
    public void A_rule_about_secrets_masks_every_literal(string text)
    {
        var masked = SecretMask.Text(text, secretRule: true);

        Assert.DoesNotContain("hunter2", masked, StringComparison.Ordinal);
        Assert.Equal(masked, SecretMask.Text(masked, secretRule: true));
    }

    [Theory]
    [InlineData("a\n-----BEGIN PRIVATE KEY-----\nTm90QUtleQ\n-----END PRIVATE KEY-----\nb", "a\n[PRIVATE KEY, masked 64 characters]\nb")]
    [InlineData("a\n-----BEGIN PRIVATE KEY-----\nTm90QUtleQ", "a\n[PRIVATE KEY, masked 38 characters]")]
    [InlineData("Tm90QUtleQ\n-----END PRIVATE KEY-----\nb", "[PRIVATE KEY, masked 36 characters]\nb")]
    public void A_private_key_is_masked_also_when_the_snippet_cuts_it(string text, string expected)
    {
        Assert.Equal(expected, SecretMask.Text(text));
        Assert.Equal(expected, SecretMask.Text(expected));
    }

    [Fact]
    public void A_line_from_the_middle_of_a_key_is_masked()
    {
        var line = new string('a', 32) + new string('B', 32);

        Assert.DoesNotContain(line, SecretMask.Text($"{line}\n{line}"), StringComparison.Ordinal);
    }
}
