namespace SecureObs.Identity;

/// <summary>
/// Recognises the findings of before among those of now, of one scanner's whole look at one target. The strongest reason
/// wins, one finding is never two, and the order of the lists does not matter.
/// </summary>
public static class FindingMatcher
{
    public static IReadOnlyList<Recognised> Match(IReadOnlyList<CodeFeatures> old, IReadOnlyList<CodeFeatures> now)
    {
        var matching = new Matching(old, now);
        var (before, after) = (old.Select(finding => finding.Path).ToHashSet(), now.Select(finding => finding.Path).ToHashSet());
        foreach (var path in before.Intersect(after).Order(StringComparer.Ordinal))
            new OneFile(matching, path, path, edits: true).Pair(Rung.Content);
        foreach (var (from, to) in RenamedFiles.Guess(matching))
            new OneFile(matching, from, to, edits: !after.Contains(from) && !before.Contains(to)).Pair(Rung.MovedContent);
        // Code that was cut out of one file and put into another.
        foreach (var (olds, news) in matching.Left())
            Greedy.Pair(matching, olds, news, Rung.MovedContent, alike => alike.IsExact && alike.HasAround(0.3, inSame: 0.1) ? alike.Support : null);
        return matching.Pairs;
    }
}
