using System.Globalization;
using SecureObs.Bench.Identity.Labelling;

namespace SecureObs.Bench.Identity.Making;

/// <summary>The files of a pair of commits that are scanned, and what git knows about the two.</summary>
internal sealed class ChosenFiles
{
    public ChosenFiles(PairOfCommits pair, Git git, FileGroups groups)
    {
        var (old, @new) = (git.FullId(pair.Old), git.FullId(pair.New));
        OldTree = git.Tree(old);
        var newTree = git.Tree(@new);
        var paths = Choice.Files(pair, groups, OldTree, newTree);
        Pair = pair;
        Old = OldTree.Where(file => paths.Contains(file.Key)).ToDictionary();
        New = newTree.Where(file => paths.Contains(file.Key)).ToDictionary();
        Tracker = new(git, old, @new);
        Distance = int.Parse(git.Run("rev-list", "--count", "--first-parent", $"{old}..{@new}"), CultureInfo.InvariantCulture);
    }

    public PairOfCommits Pair { get; }

    /// <summary>Commits between the two, along the first parents.</summary>
    public int Distance { get; }

    /// <summary>Blob by path, of all files.</summary>
    public Dictionary<string, string> OldTree { get; }

    /// <summary>Blob by path, of the chosen files; so is <see cref="New"/>.</summary>
    public Dictionary<string, string> Old { get; }

    public Dictionary<string, string> New { get; }

    public LineTracker Tracker { get; }
}
