using SecureObs.Cli.Drivers;
using SecureObs.Contracts;

namespace SecureObs.Cli.Tests.Drivers;

public sealed class FingerprintsTests
{
    private static Finding InCode(int line, string? code, string rule = "R", string path = "a.js") =>
        Finding.InCode("eslint-security", rule, Severity.High, "said", new ScannedFile(path, true), code) with { StartLine = line };

    private static string[] Of(params Finding[] findings) => [.. Fingerprints.Complete(findings).Select(finding => finding.Fingerprint!)];

    [Fact]
    public void Code_that_moves_or_is_indented_stays_the_same_finding() =>
        Assert.Equal(Of(InCode(1, "eval(x)")), Of(InCode(90, "    eval( x )")));

    [Fact]
    public void Several_on_one_line_stay_several() =>
        Assert.Equal(3, Of(InCode(1, "a[x];a[y]"), InCode(1, "a[x];a[y]"), InCode(1, "a[x];a[y]")).Distinct().Count());

    [Fact]
    public void Another_rule_path_or_code_is_another_finding() =>
        Assert.Equal(4, Of(InCode(1, "eval(x)"), InCode(1, "eval(x)", rule: "S"), InCode(1, "eval(x)", path: "b.js"), InCode(1, "eval(y)")).Distinct().Count());

    [Fact]
    public void Without_code_the_line_tells_findings_apart() =>
        Assert.Equal(2, Of(InCode(1, null), InCode(2, null)).Distinct().Count());

    [Fact]
    public void What_the_tool_calls_it_is_kept() =>
        Assert.Equal(["its own"], Of(InCode(1, "x") with { Fingerprint = "its own" }));
}
