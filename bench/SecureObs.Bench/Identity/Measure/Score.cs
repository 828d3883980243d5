namespace SecureObs.Bench.Identity;

/// <summary>How often a way was right.</summary>
internal sealed class Score
{
    private readonly Dictionary<string, (int Found, int All)> kinds = [];

    /// <summary>Declared the same, and they are.</summary>
    public int Right { get; private set; }

    /// <summary>Declared the same, and they are not.</summary>
    public int Wrong { get; private set; }

    /// <summary>The same, and not declared so.</summary>
    public int Missed { get; private set; }

    /// <summary>Of those that are the same, in which line number, path or text differ.</summary>
    public int ChangedRight { get; private set; }

    public int ChangedMissed { get; private set; }

    /// <summary>Findings of the newer report that are old, and get no partner.</summary>
    public int NewThoughOld { get; private set; }

    /// <summary>Findings of the older report that are still there, and get no partner.</summary>
    public int LostThoughThere { get; private set; }

    /// <summary>New findings that are taken for an old one: a decision about the old one would hide them.</summary>
    public int OldThoughNew { get; private set; }

    /// <summary>Recall by kind of change: how many were found, of how many.</summary>
    public IReadOnlyDictionary<string, (int Found, int All)> Kinds => kinds;

    public double Precision => Right + Wrong == 0 ? 1 : (double)Right / (Right + Wrong);

    public double Recall => Right + Missed == 0 ? 1 : (double)Right / (Right + Missed);

    public double ChangedRecall => ChangedRight + ChangedMissed == 0 ? 1 : (double)ChangedRight / (ChangedRight + ChangedMissed);

    public static Score Of(IIdentityWay way, IEnumerable<ReportPair> pairs)
    {
        var score = new Score();
        foreach (var pair in pairs)
            score.Add(pair, way.Match(pair.Old, pair.New));
        return score;
    }

    /// <exception cref="InvalidOperationException">A finding was given away twice.</exception>
    public void Add(ReportPair pair, IReadOnlyList<(int Old, int New)> declared)
    {
        var (old, @new) = (declared.Select(match => match.Old).ToHashSet(), declared.Select(match => match.New).ToHashSet());
        if (old.Count != declared.Count || @new.Count != declared.Count)
            throw new InvalidOperationException($"a finding was matched twice: {pair.Repository} {pair.OldCommit} {pair.NewCommit}");

        var truth = pair.Same.ToDictionary(same => (same.Old, same.New));
        var isOld = pair.Same.Select(same => same.New).ToHashSet();
        var found = declared.Where(match => truth.ContainsKey(match)).ToHashSet();
        // Nobody knows what an unclear finding is: whatever is declared about it does not count.
        var wrong = declared.Where(match => !found.Contains(match) && !pair.UnclearOld.ContainsKey(match.Old) && !pair.UnclearNew.ContainsKey(match.New)).ToList();
        Right += found.Count;
        Wrong += wrong.Count;
        Missed += truth.Count - found.Count;
        OldThoughNew += wrong.Count(match => !isOld.Contains(match.New));
        NewThoughOld += pair.Same.Count(same => !@new.Contains(same.New));
        LostThoughThere += pair.Same.Count(same => !old.Contains(same.Old));
        foreach (var same in pair.Same)
            Add(pair, same, found.Contains((same.Old, same.New)));
    }

    private void Add(ReportPair pair, SamePair same, bool right)
    {
        if (ChangeKinds.IsChanged(pair, same))
        {
            ChangedRight += right ? 1 : 0;
            ChangedMissed += right ? 0 : 1;
        }
        foreach (var kind in ChangeKinds.Of(pair, same))
        {
            var (foundSoFar, all) = kinds.GetValueOrDefault(kind);
            kinds[kind] = (foundSoFar + (right ? 1 : 0), all + 1);
        }
    }
}
