namespace SecureObs.Identity;

/// <summary>Two lists of findings while they are being paired: what is paired, and what is left.</summary>
internal sealed class Matching
{
    private readonly Known[] old;
    private readonly Known[] now;
    private readonly bool[] oldTaken;
    private readonly bool[] newTaken;
    private readonly ILookup<string, int> oldOfPath;
    private readonly ILookup<string, int> newOfPath;

    public Matching(IReadOnlyList<CodeFeatures> old, IReadOnlyList<CodeFeatures> now)
    {
        (this.old, this.now) = ([.. old.Select(finding => new Known(finding))], [.. now.Select(finding => new Known(finding))]);
        (oldTaken, newTaken) = (new bool[old.Count], new bool[now.Count]);
        (oldOfPath, newOfPath) = (Enumerable.Range(0, old.Count).ToLookup(i => old[i].Path), Enumerable.Range(0, now.Count).ToLookup(j => now[j].Path));
    }

    public List<Recognised> Pairs { get; } = [];

    public CodeFeatures Old(int at) => old[at].Features;

    public CodeFeatures New(int at) => now[at].Features;

    public Likeness Likeness(int i, int j) => new(old[i], now[j]);

    /// <summary>They are not paired, with each other or with anything.</summary>
    public void LeaveAlone(int i, int j) => (oldTaken[i], newTaken[j]) = (true, true);

    public void Pair(int i, int j, Rung rung)
    {
        (oldTaken[i], newTaken[j]) = (true, true);
        Pairs.Add(new(i, j, rung));
    }

    /// <summary>Those of two files that are left, by rule, in the order of their places; only rules that are left on both sides.</summary>
    public List<(int[] Old, int[] New)> Left(string from, string to) => ByRule(oldOfPath[from], newOfPath[to]);

    /// <summary>The same of all files.</summary>
    public List<(int[] Old, int[] New)> Left() => ByRule(Enumerable.Range(0, old.Length), Enumerable.Range(0, now.Length));

    private List<(int[] Old, int[] New)> ByRule(IEnumerable<int> olds, IEnumerable<int> news)
    {
        var newOfRule = news.Where(j => !newTaken[j]).ToLookup(j => New(j).Rule);
        return [.. olds.Where(i => !oldTaken[i]).GroupBy(i => Old(i).Rule).Where(rule => newOfRule.Contains(rule.Key))
            .OrderBy(rule => rule.Key, StringComparer.Ordinal)
            .Select(rule => (InOrder(rule, Old), InOrder(newOfRule[rule.Key], New)))];
    }

    private static int[] InOrder(IEnumerable<int> places, Func<int, CodeFeatures> of) =>
        [.. places.OrderBy(i => of(i).Path, StringComparer.Ordinal).ThenBy(i => of(i).Line).ThenBy(i => of(i).Column).ThenBy(i => of(i).Content)];
}
