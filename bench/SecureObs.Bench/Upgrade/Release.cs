using SecureObs.Local;

namespace SecureObs.Bench.Upgrade;

/// <summary>A release that an installation may come from: a line of db/releases.txt.</summary>
/// <param name="LastMigration">The newest that it knows.</param>
/// <param name="Stopped">Whether the API of the release before had to stop for the way to this one.</param>
internal sealed record Release(string Name, string LastMigration, string Commit, bool Stopped)
{
    public const string ThisTree = "this tree";

    /// <summary>The oldest first; the tree of this trial last.</summary>
    public static IReadOnlyList<Release> All =>
    [
        .. File.ReadLines(Path.Combine(Repository.Root, "db/releases.txt")).Where(line => line.Length > 0 && line[0] != '#').Select(Parse),
        new(ThisTree, Database.Migrator.Known[^1], "", Stopped: false),
    ];

    private static Release Parse(string line) =>
        line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var name, var last, var commit, var way]
            ? new(name, last, commit, way == "stopped")
            : throw new InvalidOperationException($"db/releases.txt: '{line}' is not a name, a migration, a commit and a way.");
}
