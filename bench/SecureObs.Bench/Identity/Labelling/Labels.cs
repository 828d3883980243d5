namespace SecureObs.Bench.Identity.Labelling;

/// <summary>What is known of the findings of two reports.</summary>
internal sealed class Labels
{
    private readonly HashSet<int> oldKnown = [];
    private readonly HashSet<int> newKnown = [];

    public List<SamePair> Same { get; } = [];
    public Dictionary<int, Unclear> UnclearOld { get; } = [];
    public Dictionary<int, Unclear> UnclearNew { get; } = [];
    public HashSet<int> Copies { get; } = [];

    public bool IsOpenOld(int position) => !oldKnown.Contains(position) && !UnclearOld.ContainsKey(position);

    public bool IsOpenNew(int position) => !newKnown.Contains(position) && !UnclearNew.ContainsKey(position);

    public void Add(int old, int @new, Tracking how)
    {
        Same.Add(new(old, @new, how));
        oldKnown.Add(old);
        newKnown.Add(@new);
    }

    public void AddUnclear(IEnumerable<int> old, IEnumerable<int> @new, Unclear reason)
    {
        foreach (var position in old.Where(IsOpenOld))
            UnclearOld[position] = reason;
        foreach (var position in @new.Where(IsOpenNew))
            UnclearNew[position] = reason;
    }
}
