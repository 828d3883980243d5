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

    /// <summary>Takes back that two are the same.</summary>
    public void Doubt(SamePair same, Unclear reason)
    {
        Same.Remove(same);
        oldKnown.Remove(same.Old);
        newKnown.Remove(same.New);
        AddUnclear([same.Old], [same.New], reason);
    }

    public void AddUnclear(IEnumerable<int> old, IEnumerable<int> @new, Unclear reason)
    {
        foreach (var position in old.Where(IsOpenOld))
            UnclearOld[position] = reason;
        foreach (var position in @new.Where(IsOpenNew))
            UnclearNew[position] = reason;
    }
}
