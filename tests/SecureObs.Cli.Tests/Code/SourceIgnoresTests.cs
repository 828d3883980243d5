using SecureObs.Cli.Code;
using SecureObs.Cli.Drivers;
using SecureObs.Cli.Tests.Infrastructure;
using SecureObs.Contracts;

namespace SecureObs.Cli.Tests.Code;

public sealed class SourceIgnoresTests : IDisposable
{
    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Theory]
    [InlineData("bandit", "B602", "run(x)  # nosec", 1, "# nosec")]
    [InlineData("bandit", "B602", "run(x)  # nosec B602, B607 - ours", 1, "# nosec B602, B607 - ours")]
    [InlineData("bandit", "B602", "run(x)  #nosec: B101", 1, null)]
    [InlineData("bandit", "B602", "run(x)  # nosecurity", 1, null)]
    [InlineData("bandit", "B602", "other()  # nosec\nrun(x)", 2, null)]
    [InlineData("bandit", "B602", "run(\n    x)  # nosec", 1, "# nosec")]
    [InlineData("semgrep", "python.lang.eval", "eval(x)  # nosemgrep: python.lang.eval", 1, "# nosemgrep: python.lang.eval")]
    [InlineData("semgrep", "python.lang.eval", "# nosem\neval(x)", 2, "# nosem")]
    [InlineData("semgrep", "python.lang.eval", "eval(y)  # nosem\neval(x)", 2, null)]
    [InlineData("semgrep", "python.lang.eval", "eval(x)  # nosemgrep: python.lang.exec", 1, null)]
    [InlineData("gitleaks", "generic-api-key", "k = 1 // gitleaks:allow", 1, "gitleaks:allow")]
    [InlineData("eslint-security", "security/detect-eval", "eval(x) // eslint-disable-line", 1, "eslint-disable-line")]
    [InlineData("eslint-security", "security/detect-eval", "eval(x) /* eslint-disable-line no-eval, security/detect-eval -- ours */", 1, "eslint-disable-line no-eval, security/detect-eval -- ours */")]
    [InlineData("eslint-security", "security/detect-eval", "eval(x) // eslint-disable-line no-eval -- security/detect-eval", 1, null)]
    [InlineData("eslint-security", "security/detect-eval", "// eslint-disable-next-line -- ours\neval(x)", 2, "eslint-disable-next-line -- ours")]
    [InlineData("eslint-security", "security/detect-eval", "eval(x) // eslint-disable-next-line", 1, null)]
    [InlineData("devskim", "DS126858", "md5(x) // DevSkim: ignore DS126858", 1, "DevSkim: ignore DS126858")]
    [InlineData("devskim", "DS126858", "md5(x) // DevSkim: ignore DS137138,DS126858 until 9999-12-31", 1, "DevSkim: ignore DS137138,DS126858 until 9999-12-31")]
    [InlineData("devskim", "DS126858", "md5(x) // DevSkim: ignore DS126858 until 2001-01-01", 1, null)]
    [InlineData("devskim", "DS126858", "md5(x) // DevSkim: ignore DS137138", 1, null)]
    [InlineData("devskim", "DS126858", "md5(x) // DevSkim: ignore all", 1, "DevSkim: ignore all")]
    [InlineData("unheard-of", "R", "run(x)  # nosec", 1, null)]
    public void What_the_code_asks_for_is_told(string scanner, string rule, string code, int line, string? said) =>
        Assert.Equal(said, Ignored(scanner, rule, code, line));

    [Fact]
    public void A_secret_in_the_comment_is_masked_and_a_long_one_is_cut()
    {
        Assert.Equal("# nosec password='*******'", Ignored("bandit", "B602", "run(x)  # nosec password='hunter2'", 1));
        Assert.Equal(200, Ignored("bandit", "B602", "run(x)  # nosec " + new string('x', 5000), 1)!.Length);
    }

    private string? Ignored(string scanner, string rule, string code, int line)
    {
        workspace.Write("a", code + "\n");
        var finding = Finding.InCode(scanner, rule, Severity.High, "d", new ScannedFiles(workspace.Path).Locate("a"), null) with
        {
            StartLine = line,
            EndLine = line + code.Split('\n').Length - line,
        };
        return new SourceFacts(scanner, new(workspace.Path), null).Complete([finding]).Single().IgnoredInSource;
    }
}
