using SecureObs.Bench.Identity.Labelling;

namespace SecureObs.Bench.Identity.Making;

/// <summary>Paths that are one file to git, whenever and however often it was renamed, or that code moved between.</summary>
internal sealed class FileGroups
{
    private readonly Dictionary<string, string> parents = [];

    public void Link(string one, string other)
    {
        var (a, b) = (Root(one), Root(other));
        if (a != b)
            parents[string.CompareOrdinal(a, b) < 0 ? b : a] = string.CompareOrdinal(a, b) < 0 ? a : b;
    }

    /// <summary>One path of the group, the same for all of them.</summary>
    public string Root(string path)
    {
        while (parents.TryGetValue(path, out var parent))
            path = parent;
        return path;
    }

    /// <summary>By the renames in the whole history of some commits.</summary>
    public static FileGroups Of(Git git, IEnumerable<string> commits)
    {
        var groups = new FileGroups();
        var output = git.Run(["log", "--first-parent", "-m", "-M", "--name-status", "--diff-filter=R", "--format=", .. commits, "--", .. SourceFiles.Patterns]);
        foreach (var line in output.Split('\n'))
            if (line.Split('\t') is [_, var from, var to])
                groups.Link(from, to);
        return groups;
    }
}
