using System.Diagnostics;
using System.Text;
using SecureObs.Cli.Code;
using SecureObs.Cli.Drivers;
using SecureObs.Cli.Tests.Infrastructure;
using SecureObs.Contracts;
using SecureObs.Identity;
using SecureObs.Masking;

namespace SecureObs.Cli.Tests.Code;

public sealed class SourceFactsTests : IDisposable
{
    private static readonly SecretHasher Key = new(new(new byte[SecretHasher.KeyLength]));

    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public void Equal_code_under_one_key_has_equal_features_and_under_another_key_others()
    {
        var code = "def f():\n    run(a)\n";

        var (here, there, strange) = (One(code, 2), One("\n\n" + code, 4), One(code, 2, new(new(Encoding.UTF8.GetBytes(new string('k', SecretHasher.KeyLength))))));

        Assert.Equal((here.Content, here.FirstLine, here.Symbol), (there.Content, there.FirstLine, there.Symbol));
        Assert.Equal(here.Words, there.Words);
        Assert.NotEqual(here.Content, strange.Content);
        Assert.Empty(here.Words.Intersect(strange.Words));
    }

    /// <summary>Another secret of any length at the same place: nothing of the features is another.</summary>
    [Theory]
    [InlineData("devskim", "DS126858", "key = 'AKIA@'\nconnect(key)\n", 2)]
    [InlineData("devskim", "DS126858", "key = 'AKIA@'\nconnect(key)\n", 1)]
    [InlineData("bandit", "B106", "connect(\n    user='me',\n    password='@')\n", 1)]
    [InlineData("bandit", "B105", "check('@')\n", 1)]
    [InlineData("bandit", "B105", "NAMES = [\n    '@',\n    'else',\n]\n", 3)]
    [InlineData("devskim", "DS137138", "a = 1\nfetch('https://me:@@example.org')\nb = 2\n", 3)]
    [InlineData("devskim", "DS137138", "KEY = '''-----BEGIN PRIVATE KEY-----\n@\n-----END PRIVATE KEY-----'''\nrun(KEY)\n", 4)]
    public void A_secret_leaves_no_trace(string scanner, string rule, string code, int line)
    {
        var (one, other) = (Packed(scanner, rule, code, "IOSFODNN7EXAMPLE", line), Packed(scanner, rule, code, "0123456789ABCDEF", line));

        Assert.NotNull(one);
        Assert.Equal(one, other);
    }

    [Fact]
    public void Equal_findings_of_a_file_are_numbered_in_their_order_not_in_that_of_the_report()
    {
        workspace.Write("a.js", "eval(x)\neval(x)\neval(y)\n");

        var findings = Complete(Key, Found("a.js", 2, 5), Found("a.js", 1, 5), Found("a.js", 3, 1), Found("a.js", 2, 1));

        Assert.Equal([3, 1, 1, 2], findings.Select(finding => PackedFeatures.Unpack(finding.Features, "r").Ordinal));
    }

    [Fact]
    public void What_cannot_be_read_has_no_features()
    {
        workspace.Write("a.js", "eval(x)\n");

        Assert.All(Complete(Key, Found("gone.js", 1), Found("/etc/hostname", 1), Found("a.js", 9), Finding.InCode("devskim", "R", Severity.High, "d", null, null)),
            finding => Assert.Null(finding.Features));
        Assert.Null(Complete(null, Found("a.js", 1)).Single().Features);
        Assert.NotNull(Complete(Key, Found("a.js", 1)).Single().Features);
    }

    /// <summary>Not a promise in seconds: 5,000 findings in one long file would take minutes if each read the file anew.</summary>
    [Fact]
    public void Many_findings_of_a_long_file_are_quick()
    {
        workspace.Write("a.js", string.Concat(Enumerable.Range(0, 20_000).Select(line => $"    if (a[{line % 50}]) {{ eval(line_{line}, 'text {line % 7}') }}\n")));
        var started = Stopwatch.GetTimestamp();

        var findings = Complete(Key, [.. Enumerable.Range(1, 5_000).Select(line => Found("a.js", 4 * line))]);

        Assert.All(findings, finding => Assert.NotNull(finding.Features));
        TestContext.Current.TestOutputHelper?.WriteLine($"{Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
    }

    private CodeFeatures One(string code, int line, SecretHasher? key = null)
    {
        workspace.Write("a.js", code);
        return PackedFeatures.Unpack(Complete(key ?? Key, Found("a.js", line)).Single().Features, "r").Features;
    }

    private byte[]? Packed(string scanner, string rule, string code, string secret, int line)
    {
        workspace.Write("a.js", code.Replace("@@", secret + "@", StringComparison.Ordinal).Replace("'@'", $"'{secret}'", StringComparison.Ordinal).Replace("AKIA@", "AKIA" + secret, StringComparison.Ordinal).Replace("\n@\n", $"\n{secret}\n", StringComparison.Ordinal));
        var file = new ScannedFiles(workspace.Path).Locate("a.js");
        var finding = Finding.InCode(scanner, rule, Severity.High, "d", file, null) with { StartLine = line, EndLine = line + 2 };
        return new SourceFacts(scanner, new(workspace.Path), Key).Complete([finding]).Single().Features;
    }

    private Finding Found(string path, int line, int column = 1) =>
        Finding.InCode("devskim", "R", Severity.High, "d", new ScannedFiles(workspace.Path).Locate(path), null) with { StartLine = line, StartColumn = column };

    private IReadOnlyList<Finding> Complete(SecretHasher? key, params Finding[] findings) => new SourceFacts("devskim", new(workspace.Path), key).Complete(findings);
}
