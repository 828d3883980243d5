using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SecureObs.Bench.Identity.Labelling;

namespace SecureObs.Bench.Identity.Making;

/// <summary>Chooses files at random, the same each time.</summary>
internal static class Choice
{
    private const int MostChanged = 60;
    private const int MostUnchanged = 30;

    public static ulong Draw(params IEnumerable<string> words) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', words))));

    /// <summary>Paths to scan in a pair of commits: whole groups of files, some that changed and some that did not.</summary>
    public static HashSet<string> Files(PairOfCommits pair, FileGroups groups, Dictionary<string, string> old, Dictionary<string, string> @new)
    {
        var chosen = new HashSet<string>();
        var byGroup = old.Keys.Union(@new.Keys).Where(SourceFiles.Is).GroupBy(groups.Root).ToList();
        var changed = byGroup.ToLookup(group => group.Any(path => old.GetValueOrDefault(path) != @new.GetValueOrDefault(path)));
        foreach (var group in changed[true].OrderBy(group => Draw(pair.Repository, pair.Old, pair.New, group.Key)).TakeWhile(_ => chosen.Count < MostChanged))
            chosen.UnionWith(group);
        // The same ones in every pair of a repository: they are scanned once.
        foreach (var group in changed[false].OrderBy(group => Draw(pair.Repository, group.Key)).Take(MostUnchanged))
            chosen.UnionWith(group);
        return chosen;
    }
}
