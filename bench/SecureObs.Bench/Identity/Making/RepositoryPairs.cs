using System.Collections.Concurrent;
using SecureObs.Bench.Identity.Labelling;

namespace SecureObs.Bench.Identity.Making;

/// <summary>Makes the pairs of one repository.</summary>
internal sealed class RepositoryPairs(string repository, Git git, IReadOnlyList<PairOfCommits> pairs, string keep)
{
    private const int AtOnce = 3;
    private static readonly string[] Scanners = ["bandit", "eslint-security", "devskim"];

    private readonly string files = Path.Combine(keep, "files");
    private readonly ConcurrentDictionary<string, SourceFile> sources = [];

    private FileGroups groups = new();

    /// <summary>Pairs that an earlier run made of the same commits are read again.</summary>
    public async Task<IReadOnlyList<ReportPair>> MakeAsync()
    {
        var kept = Path.Combine(keep, $"pairs.{Choice.Draw(pairs.Select(pair => pair.ToString())):x16}.jsonl.gz");
        groups = FileGroups.Of(git, pairs.Select(pair => pair.New).Distinct());
        if (!File.Exists(kept))
        {
            var all = await MakeNewAsync();
            using (var writer = new PairWriter(kept + ".part"))
                all.ForEach(writer.Add);
            File.Move(kept + ".part", kept);
        }
        var made = PairReader.Read(kept);
        Console.WriteLine($"{repository}: {made.Count} pairs of reports");
        return made;
    }

    private async Task<List<ReportPair>> MakeNewAsync()
    {
        Directory.CreateDirectory(files);
        var chosen = pairs.Select(pair => new ChosenFiles(pair, git, groups)).ToList();
        var there = LayOut(chosen);
        var made = new List<ReportPair>();
        foreach (var scanner in Scanners.Where(scanner => there.Any(name => SourceFiles.IsFor(scanner, name))))
        {
            var raw = await new Scans(files, keep).RunAsync(scanner, there);
            var results = new ReportPair?[chosen.Count];
            Parallel.For(0, chosen.Count, new() { MaxDegreeOfParallelism = AtOnce }, at => results[at] = Make(scanner, chosen[at], raw));
            made.AddRange(results.OfType<ReportPair>());
        }
        return made;
    }

    private ReportPair? Make(string scanner, ChosenFiles chosen, ILookup<string, RawFinding> raw)
    {
        var (old, @new) = (Report(scanner, chosen.Old, raw), Report(scanner, chosen.New, raw));
        var kept = Cap.Groups(chosen.Pair, groups, old, @new);
        old = [.. old.Where(found => kept.Contains(groups.Root(found.Path)))];
        @new = [.. @new.Where(found => kept.Contains(groups.Root(found.Path)))];
        if (old.Count == 0 && @new.Count == 0)
            return null;
        var labels = new Labeller(chosen.Tracker, old, @new, chosen.OldTree).Run();
        return new(repository, chosen.Pair.Old, chosen.Pair.New, chosen.Distance, scanner, Features.Of(scanner, old), Features.Of(scanner, @new),
            labels.Same, labels.UnclearOld, labels.UnclearNew, labels.Copies);
    }

    private List<Found> Report(string scanner, IReadOnlyDictionary<string, string> chosen, ILookup<string, RawFinding> raw) =>
        [.. from file in chosen.OrderBy(file => file.Key, StringComparer.Ordinal)
            where SourceFiles.IsFor(scanner, file.Key)
            let name = Name(file.Value, file.Key)
            from finding in raw[name]
            select new Found(finding, file.Key, sources.GetOrAdd(name, _ => new SourceFile(file.Value, Path.Combine(files, name))))];

    /// <summary>Writes each content once.</summary>
    private HashSet<string> LayOut(List<ChosenFiles> chosen)
    {
        var names = chosen.SelectMany(one => one.Old.Concat(one.New)).ToLookup(file => file.Value, file => Name(file.Value, file.Key));
        var sizes = git.Sizes(names.Select(blob => blob.Key), SourceFiles.Largest);
        var there = new HashSet<string>();
        foreach (var some in sizes.Keys.Chunk(500))
            foreach (var (blob, content) in git.Contents(some))
                foreach (var name in names[blob].Distinct())
                {
                    there.Add(name);
                    var path = Path.Combine(files, name);
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    if (!File.Exists(path))
                        File.WriteAllBytes(path, content.ToArray());
                }
        return there;
    }

    private static string Name(string blob, string path) => $"{blob}/{Path.GetFileName(path)}";
}
