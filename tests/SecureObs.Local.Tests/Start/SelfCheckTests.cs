using SecureObs.Contracts;
using SecureObs.Local.Demo;
using SecureObs.Local.Start;

namespace SecureObs.Local.Tests.Start;

public class SelfCheckTests
{
    private static readonly DemoResults Good = new(
        "run-1",
        [new((short)Severity.High, 2)],
        [Outcome("devskim", ScannerStatus.Completed, 1), Outcome("eslint-security", ScannerStatus.Completed, 1)]);

    [Fact]
    public void A_scan_with_findings_and_a_closed_gate_is_fine() => Assert.Empty(SelfCheck.Faults(Good, 3));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(null)]
    public void An_open_gate_or_no_answer_is_a_fault(int? exitCode) => Assert.Single(SelfCheck.Faults(Good, exitCode));

    [Fact]
    public void No_findings_are_a_fault() =>
        Assert.Contains("the database holds no finding", SelfCheck.Faults(Good with { Open = [] }, 3));

    [Fact]
    public void Mild_findings_alone_are_a_fault() => Assert.Contains(
        "no finding is HIGH or CRITICAL", SelfCheck.Faults(Good with { Open = [new((short)Severity.Medium, 9)] }, 3));

    [Fact]
    public void A_scanner_that_failed_is_named_with_its_reason()
    {
        var results = Good with { Scanners = [Good.Scanners[0], Outcome("eslint-security", ScannerStatus.Failed, 0)] };
        Assert.Equal(["eslint-security did not complete: the reason"], SelfCheck.Faults(results, 3));
    }

    [Fact]
    public void A_scanner_that_said_nothing_is_a_fault() =>
        Assert.Equal(2, SelfCheck.Faults(Good with { Scanners = [] }, 3).Count());

    private static ScannerOutcome Outcome(string scanner, ScannerStatus status, int findings) =>
        new(scanner, (short)status, findings, "the reason");
}
