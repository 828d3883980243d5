namespace SecureObs.Bench.Identity;

/// <summary>The ways that are measured. A new one is a class in this folder and a line here.</summary>
internal static class AllWays
{
    public static IReadOnlyList<IIdentityWay> All { get; } =
    [
        new KeyedWay("rule, path, line number", finding => (finding.Rule, finding.Path, finding.StartLine)),
        new KeyedWay("rule, message, path", finding => (finding.Rule, finding.Message, finding.Path)),
        new KeyedWay("rule, path, line's text", finding => (finding.Rule, finding.Path, finding.FirstLine)),
        new KeyedWay("rule, path, GitHub's line hash", finding => (finding.Rule, finding.Path, finding.LineHash)),
        new KeyedWay("rule, GitHub's line hash", finding => (finding.Rule, finding.LineHash)),
        new KeyedWay("our fingerprint alone", finding => finding.Fingerprint),
        new LadderWay(),
        new ProductWay(),
    ];
}
