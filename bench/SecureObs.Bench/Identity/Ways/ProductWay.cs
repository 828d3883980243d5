using SecureObs.Identity;

namespace SecureObs.Bench.Identity;

/// <summary>
/// What the server does: a finding of equal rule, path, content and number among equal ones is taken for the same, and only
/// files in which a finding came, went or stands otherwise are looked at by the ladder, whole.
/// </summary>
internal sealed class ProductWay : IIdentityWay
{
    public string Name => "the product: exact, then the ladder";

    public IReadOnlyList<(int Old, int New)> Match(IReadOnlyList<PairFinding> old, IReadOnlyList<PairFinding> @new)
    {
        List<CodeFeatures> before = [.. old.Select(finding => finding.Features)], now = [.. @new.Select(finding => finding.Features)];
        var exact = Keys(before).Join(Keys(now), one => one.Value, other => other.Value, (one, other) => (Old: one.Key, New: other.Key)).ToList();
        var changed = Enumerable.Range(0, before.Count).Except(exact.Select(pair => pair.Old)).Select(i => before[i].Path)
            .Concat(Enumerable.Range(0, now.Count).Except(exact.Select(pair => pair.New)).Select(j => now[j].Path))
            .Concat(exact.Where(pair => !Bytes(before[pair.Old]).AsSpan().SequenceEqual(Bytes(now[pair.New]))).Select(pair => now[pair.New].Path)).ToHashSet();

        var (olds, news) = (In(changed, before), In(changed, now));
        var recognised = FindingMatcher.Match([.. olds.Select(i => before[i])], [.. news.Select(j => now[j])]);
        return [.. exact.Where(pair => !changed.Contains(before[pair.Old].Path)), .. recognised.Select(pair => (olds[pair.Old], news[pair.New]))];
    }

    private static byte[] Bytes(CodeFeatures features) => PackedFeatures.Pack(features, ordinal: 1);

    private static int[] In(HashSet<string> paths, List<CodeFeatures> findings) => [.. Enumerable.Range(0, findings.Count).Where(at => paths.Contains(findings[at].Path))];

    private static Dictionary<int, (string, string, ulong, int)> Keys(List<CodeFeatures> findings) => findings.Index()
        .GroupBy(found => (found.Item.Rule, found.Item.Path, found.Item.Content))
        .SelectMany(equal => equal.OrderBy(found => found.Item.Line).ThenBy(found => found.Item.Column).Select((found, nth) => (found.Index, Key: (equal.Key.Rule, equal.Key.Path, equal.Key.Content, nth))))
        .ToDictionary(found => found.Index, found => found.Key);
}
