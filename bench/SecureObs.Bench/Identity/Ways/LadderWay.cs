using SecureObs.Identity;

namespace SecureObs.Bench.Identity;

/// <summary>SecureObs' own ladder: src/SecureObs.Identity.</summary>
internal sealed class LadderWay : IIdentityWay
{
    public string Name => "the ladder of SecureObs";

    public IReadOnlyList<(int Old, int New)> Match(IReadOnlyList<PairFinding> old, IReadOnlyList<PairFinding> @new) =>
        [.. FindingMatcher.Match([.. old.Select(Features)], [.. @new.Select(Features)]).Select(pair => (pair.Old, pair.New))];

    internal static CodeFeatures Features(PairFinding finding) => new(
        $"{finding.Scanner} {finding.Rule}", finding.Path, finding.StartLine, finding.StartColumn,
        Hash(finding.Own.SelectMany(line => line)), Hash(finding.Own.Take(1).SelectMany(line => line)),
        [.. finding.Own.SelectMany(line => line).Where(token => token.Class is not TokenClass.Punctuation).Select(token => token.Hash)],
        [.. finding.Before.Reverse().Select(line => (uint)Hash(line))],
        [.. finding.After.Select(line => (uint)Hash(line))],
        finding.Symbols.Count == 0 ? 0 : (uint)Mix(finding.Symbols));

    private static ulong Hash(IEnumerable<Token> tokens) => Mix(tokens.Select(token => token.Hash));

    /// <summary>FNV-1a over words of 32 bits.</summary>
    private static ulong Mix(IEnumerable<uint> words) => words.Aggregate(14_695_981_039_346_656_037UL, (hash, word) => unchecked((hash ^ word) * 1_099_511_628_211UL));
}
