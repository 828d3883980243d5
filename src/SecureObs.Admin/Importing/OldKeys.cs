using SecureObs.Audit;

namespace SecureObs.Admin.Importing;

/// <summary>
/// The keys that the other installation signed the trail with: their public halves join the key ring as retired keys, so that
/// the blocks verify here.
/// </summary>
internal static class OldKeys
{
    /// <returns>The ids of those that were not there.</returns>
    public static IReadOnlyList<string> Add(Archive archive, string directory)
    {
        using var ring = KeyRing.Load(directory);
        using var trail = archive.Open("audit/audit.jsonl");
        var added = new List<string>();
        foreach (var key in new ExportReader(trail).Header.Keys.Where(key => !ring.Public.Contains(key.Id)))
        {
            KeyRing.AddRetired(directory, key);
            added.Add(key.Id);
        }
        return added;
    }
}
