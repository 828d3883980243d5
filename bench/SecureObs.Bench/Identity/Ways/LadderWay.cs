using SecureObs.Identity;

namespace SecureObs.Bench.Identity;

/// <summary>SecureObs' own ladder: src/SecureObs.Identity.</summary>
internal sealed class LadderWay : IIdentityWay
{
    public string Name => "the ladder of SecureObs";

    public IReadOnlyList<(int Old, int New)> Match(IReadOnlyList<PairFinding> old, IReadOnlyList<PairFinding> @new) =>
        [.. FindingMatcher.Match([.. old.Select(finding => finding.Features)], [.. @new.Select(finding => finding.Features)]).Select(pair => (pair.Old, pair.New))];
}
