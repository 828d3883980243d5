using SecureObs.Bench.Identity.Labelling;
using SecureObs.Local;

namespace SecureObs.Bench.Identity.Making;

/// <param name="Why">Why it was chosen: renamed, reworked or plain.</param>
internal sealed record PairOfCommits(string Repository, string Old, string New, string Why);

/// <summary>The pairs of commits that the set is made of. No repository is in both halves.</summary>
internal static class PairList
{
    public static string Directory { get; } = Repository.PathOf("bench", "SecureObs.Bench", "Identity", "Pairs");

    /// <param name="half"><c>tuning</c> or <c>held-out</c>.</param>
    public static IReadOnlyList<PairOfCommits> Read(string half) =>
        [.. File.ReadLines(Path.Combine(Directory, $"{half}.txt")).Where(line => line is not "" and not ['#', ..])
            .Select(line => line.Split(' ')).Select(words => new PairOfCommits(words[0], words[1], words[2], words[3]))];

    /// <summary>OWNER/NAME is below the mirrors as OWNER+NAME, bare or with its git directory; a dot is this repository.</summary>
    public static Git Open(string mirrors, string repository)
    {
        if (repository == ".")
            return Git.OfCheckout(Repository.Root);
        var place = Path.Combine(mirrors, repository.Replace('/', '+'));
        string[] candidates = [Path.Combine(place, "repo"), Path.Combine(place, ".git"), place];
        return new(Array.Find(candidates, candidate => File.Exists(Path.Combine(candidate, "HEAD")))
            ?? throw new DirectoryNotFoundException($"no git directory in {place}"));
    }
}
