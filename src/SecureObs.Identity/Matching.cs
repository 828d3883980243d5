namespace SecureObs.Identity;

/// <summary>Two lists of findings while they are being paired: what is paired, and what is left.</summary>
internal sealed class Matching
{
    private readonly IReadOnlyList<CodeFeatures> old;
    private readonly IReadOnlyList<CodeFeatures> now;
    private readonly bool[] oldTaken;
    private readonly bool[] newTaken;
    private readonly ILookup<string, int> oldOfPath;
    private readonly ILookup<string, int> newOfPath;

    public Matching(IReadOnlyList<CodeFeatures> old, IReadOnlyList<CodeFeatures> now)
    {
        (this.old, this.now) = (old, now);
        (oldTaken, newTaken) = (new bool[old.Count], new bool[now.Count]);
        (oldOfPath, newOfPath) = (Enumerable.Range(0, old.Count).ToLookup(i => old[i].Path), Enumerable.Range(0, now.Count).ToLookup(j => now[j].Path));
    }

    public List<Recognised> Pairs { get; } = [];

    public CodeFeatures Old(int at) => old[at];

    public CodeFeatures New(int at) => now[at];

    public Likeness Likeness(int i, int j) => Identity.Likeness.Of(old[i], now[j]);

    public void Pair(int i, int j, Rung rung)
    {
        (oldTaken[i], newTaken[j]) = (true, true);
        Pairs.Add(new(i, j, rung));
    }

    /// <summary>Those of two files that are left, by rule, in the order of their places; only rules that are left on both sides.</summary>
    public List<(int[] Old, int[] New)> Left(string from, string to) => ByRule(oldOfPath[from], newOfPath[to]);

    /// <summary>The same of all files.</summary>
    public List<(int[] Old, int[] New)> Left() => ByRule(Enumerable.Range(0, old.Count), Enumerable.Range(0, now.Count));

    private List<(int[] Old, int[] New)> ByRule(IEnumerable<int> olds, IEnumerable<int> news)
    {
        var newOfRule = news.Where(j => !newTaken[j]).ToLookup(j => now[j].Rule);
        return [.. olds.Where(i => !oldTaken[i]).GroupBy(i => old[i].Rule).Where(rule => newOfRule.Contains(rule.Key))
            .OrderBy(rule => rule.Key, StringComparer.Ordinal)
            .Select(rule => (InOrder(rule, old), InOrder(newOfRule[rule.Key], now)))];
    }

    private static int[] InOrder(IEnumerable<int> places, IReadOnlyList<CodeFeatures> all) =>
        [.. places.OrderBy(i => all[i].Path, StringComparer.Ordinal).ThenBy(i => all[i].Line).ThenBy(i => all[i].Column).ThenBy(i => all[i].Content)];
}
