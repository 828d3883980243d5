using System.Globalization;
using System.Text.RegularExpressions;
using SecureObs.Bench.Identity.Labelling;

namespace SecureObs.Bench.Identity.Making;

/// <summary>
/// Draws pairs of commits of a repository, the same each time: plain ones 1 to 1,000 commits apart, and such around commits
/// that renamed source files or say that they moved or formatted code.
/// </summary>
internal static partial class CommitChoice
{
    private const int OfEach = 12;
    private static readonly int[] Far = [1, 3, 10, 30, 100, 300, 1_000];
    private static readonly int[] Around = [1, 1, 3, 10];

    /// <summary>Prints lines for the list of the half.</summary>
    public static int Run(string mirrors, string repository)
    {
        var git = PairList.Open(mirrors, repository);
        var commits = git.Run("rev-list", "--first-parent", "--reverse", "HEAD").Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList();
        var places = commits.Index().ToDictionary(commit => commit.Item, commit => commit.Index);
        // Of commits before anything was written there is nothing to compare.
        var late = commits.Skip(commits.Count / 10).ToHashSet();
        Print("renamed", Renaming(git).Where(late.Contains), Around);
        Print("reworked", Reworking(git).Where(late.Contains), Around);
        Print("plain", late, Far);
        return 0;

        void Print(string why, IEnumerable<string> among, int[] distances)
        {
            foreach (var (nth, commit) in among.OrderBy(commit => Choice.Draw(repository, why, commit)).Take(OfEach).Index())
                if (places[commit] - distances[nth % distances.Length] is var before and >= 0)
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{repository} {commits[before][..12]} {commit[..12]} {why}"));
        }
    }

    private static IEnumerable<string> Renaming(Git git) => Lines(git.Run(["log", "--first-parent", "-m", "-M", "--diff-filter=R", "--format=%H", "--name-only", "HEAD", "--", .. SourceFiles.Patterns]))
        .Where(line => Commit().IsMatch(line)).Distinct();

    private static IEnumerable<string> Reworking(Git git) => Lines(git.Run(["log", "--first-parent", "--no-merges", "--format=%H %s", "HEAD", "--", .. SourceFiles.Patterns]))
        .Where(line => Reworked().IsMatch(line[41..])).Select(line => line[..40]);

    private static string[] Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex("^[0-9a-f]{40}$")]
    private static partial Regex Commit();

    [GeneratedRegex(@"\b(move|renam|split|extract|refactor|reformat|format|prettier|lint|black|reorgani|restructur|clean)", RegexOptions.IgnoreCase)]
    private static partial Regex Reworked();
}
