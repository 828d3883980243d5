namespace SecureObs.Bench.Identity.Labelling;

/// <summary>
/// Says which findings of two reports are the same: those of one rule on what git says is one line. The rules stand in
/// docs/identity.md and were written before any way was measured.
/// </summary>
internal sealed class Labeller(LineTracker tracker, IReadOnlyList<Found> old, IReadOnlyList<Found> @new, Dictionary<string, string> oldTree)
{
    private readonly Labels labels = new();
    private readonly ILookup<(string Rule, string Path, int Line), int> oldByLine = old.Select((found, at) => (found, at))
        .ToLookup(one => (one.found.Raw.Rule, one.found.Path, one.found.Raw.Line), one => one.at);

    public Labels Run()
    {
        var origins = Enumerable.Range(0, @new.Count).ToDictionary(at => at, at => Unchanged(@new[at]));
        var reached = origins.Values.SelectMany(origin => origin?.Line is { } line ? [line] : Array.Empty<(string, int)>()).ToHashSet();
        var waiting = old.Where(found => !reached.Contains((found.Path, found.Raw.Line))).Select(found => found.Raw.Rule).ToHashSet();
        foreach (var at in Enumerable.Range(0, @new.Count).Where(at => origins[at] is null && waiting.Contains(@new[at].Raw.Rule)))
            origins[at] = tracker.Edited(@new[at].Path, @new[at].Raw.Line);

        Resolve(origins);
        MarkDisputed();
        MarkAmbiguous(origins);
        new LeftOvers(labels, tracker, old, @new).Run();
        return labels;
    }

    private Origin? Unchanged(Found found) => oldTree.GetValueOrDefault(found.Path) == found.File.Blob
        ? new((found.Path, found.Raw.Line), Tracking.Stays, [], default)
        : tracker.Unchanged(found.Path, found.Raw.Line);

    /// <summary>Several new lines may come from one old line, and several findings of a rule may be on a line.</summary>
    private void Resolve(Dictionary<int, Origin?> origins)
    {
        var claims = origins.Where(origin => origin.Value?.Line is not null)
            .GroupBy(origin => (@new[origin.Key].Raw.Rule, origin.Value!.Line!.Value.Path, origin.Value.Line.Value.Line));
        foreach (var claim in claims)
        {
            var olds = oldByLine[claim.Key].ToList();
            var lines = claim.GroupBy(origin => (@new[origin.Key].Path, @new[origin.Key].Raw.Line)).ToList();
            var stays = lines.Where(line => line.First().Value!.How is Tracking.Stays).ToList();
            var winner = stays is [var one] ? one : lines is [var only] ? only : null;
            if (olds.Count == 0)
                continue;
            if (winner is null)
                labels.AddUnclear(olds, claim.Select(origin => origin.Key), Unclear.CopiedAndGone);
            else if (winner.Count() != olds.Count)
                labels.AddUnclear(olds, winner.Select(origin => origin.Key), Unclear.NumberOnLine);
            else
                foreach (var (first, second) in olds.OrderBy(at => Column(old, at)).Zip(winner.Select(origin => origin.Key).OrderBy(at => Column(@new, at))))
                    labels.Add(first, second, winner.First().Value!.How);
            if (winner is not null)
                labels.Copies.UnionWith(lines.Where(line => line != winner).SelectMany(line => line.Select(origin => origin.Key)));
        }
    }

    private static (int, int) Column(IReadOnlyList<Found> report, int at) => (report[at].Raw.StartColumn, at);

    /// <summary>Where blocks of equal lines changed places, git's algorithms differ in which of them stayed.</summary>
    private void MarkDisputed()
    {
        foreach (var same in labels.Same.Where(same => same.How is Tracking.Stays or Tracking.Moved).ToList())
            if (tracker.ByPatience(@new[same.New].Path, @new[same.New].Raw.Line) is { } other && other != (old[same.Old].Path, old[same.Old].Raw.Line))
                labels.Doubt(same, Unclear.Disputed);
    }

    private void MarkAmbiguous(Dictionary<int, Origin?> origins)
    {
        foreach (var (at, origin) in origins)
        {
            if (origin is not { Line: null })
                continue;
            if (origin.Reason is Unclear.NotTracked && !tracker.Knows(@new[at].Path))
                labels.AddUnclear(Enumerable.Range(0, old.Count).Where(first => old[first].Path == @new[at].Path), [at], Unclear.NotTracked);
            var perhaps = origin.Perhaps.SelectMany(line => oldByLine[(@new[at].Raw.Rule, line.Path, line.Line)]).Where(first => labels.IsOpenOld(first) || labels.UnclearOld.ContainsKey(first)).ToList();
            if (perhaps.Count > 0)
                labels.AddUnclear(perhaps, [at], origin.Reason);
        }
    }
}
