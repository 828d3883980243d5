namespace SecureObs.Bench.Identity;

/// <summary>Findings with equal keys are the same; of several with one key the first is the first, and so on.</summary>
internal sealed class KeyedWay(string name, Func<PairFinding, object> key) : IIdentityWay
{
    public string Name => name;

    public IReadOnlyList<(int Old, int New)> Match(IReadOnlyList<PairFinding> old, IReadOnlyList<PairFinding> @new)
    {
        var waiting = old.Select((finding, at) => (Key: key(finding), At: at))
            .GroupBy(found => found.Key, found => found.At)
            .ToDictionary(group => group.Key, group => new Queue<int>(group));
        var same = new List<(int, int)>();
        for (var at = 0; at < @new.Count; at++)
            if (waiting.TryGetValue(key(@new[at]), out var queue) && queue.TryDequeue(out var first))
                same.Add((first, at));
        return same;
    }
}
