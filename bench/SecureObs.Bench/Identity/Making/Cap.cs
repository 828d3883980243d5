using SecureObs.Bench.Identity.Labelling;

namespace SecureObs.Bench.Identity.Making;

/// <summary>Keeps reports small: whole groups of files, first such in which something changed.</summary>
internal static class Cap
{
    private const int Most = 60;
    private const int MostUnchanged = 20;
    private const int MostOfFile = 30;

    /// <returns>The roots of the groups that stay.</returns>
    public static HashSet<string> Groups(PairOfCommits pair, FileGroups groups, IReadOnlyList<Found> old, IReadOnlyList<Found> @new)
    {
        var (kept, count, unchanged) = (new HashSet<string>(), 0, 0);
        var all = old.Select(found => (found, IsOld: true)).Concat(@new.Select(found => (found, IsOld: false)))
            .GroupBy(one => groups.Root(one.found.Path))
            .Where(group => group.GroupBy(one => (one.found.Path, one.IsOld)).All(file => file.Count() <= MostOfFile))
            .Select(group => (group.Key, Largest: group.CountBy(one => one.IsOld).Max(side => side.Value), Changed: IsChanged(group)))
            .OrderByDescending(group => group.Changed).ThenBy(group => Choice.Draw(pair.Repository, pair.Old, pair.New, group.Key));
        foreach (var (key, largest, changed) in all)
        {
            if (count + largest > Most || (!changed && unchanged + largest > MostUnchanged))
                continue;
            kept.Add(key);
            count += largest;
            unchanged += changed ? 0 : largest;
        }
        return kept;
    }

    private static bool IsChanged(IEnumerable<(Found Found, bool IsOld)> group)
    {
        var sides = group.ToLookup(one => one.IsOld, one => (one.Found.Path, one.Found.File.Blob));
        return !sides[true].ToHashSet().SetEquals(sides[false]);
    }
}
