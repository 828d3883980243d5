namespace SecureObs.Bench.Identity.Making;

/// <summary>Splits the set so that no code is in both halves: by a hash of repository and group of files.</summary>
internal static class Halves
{
    /// <returns>What of a pair belongs to the half; null when that is nothing.</returns>
    public static ReportPair? Of(ReportPair pair, FileGroups groups, bool heldOut)
    {
        var (old, @new) = (Kept(pair.Old), Kept(pair.New));
        return old.Count + @new.Count == 0 ? null : pair with
        {
            Old = [.. old.Keys.Select(at => pair.Old[at])],
            New = [.. @new.Keys.Select(at => pair.New[at])],
            Same = [.. pair.Same.Where(same => old.ContainsKey(same.Old)).Select(same => new SamePair(old[same.Old], @new[same.New], same.How))],
            UnclearOld = pair.UnclearOld.Where(unclear => old.ContainsKey(unclear.Key)).ToDictionary(unclear => old[unclear.Key], unclear => unclear.Value),
            UnclearNew = pair.UnclearNew.Where(unclear => @new.ContainsKey(unclear.Key)).ToDictionary(unclear => @new[unclear.Key], unclear => unclear.Value),
            Copies = pair.Copies.Where(@new.ContainsKey).Select(copy => @new[copy]).ToHashSet(),
        };

        Dictionary<int, int> Kept(IReadOnlyList<PairFinding> findings) => Enumerable.Range(0, findings.Count)
            .Where(at => Choice.Draw(pair.Repository, groups.Root(findings[at].Path)) % 2 == 1 == heldOut)
            .Select((at, position) => (at, position)).ToDictionary(one => one.at, one => one.position);
    }
}
