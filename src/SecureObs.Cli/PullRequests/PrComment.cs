using SecureObs.Cli.Outputs;
using SecureObs.Contracts;
using SecureObs.Gate;

namespace SecureObs.Cli.PullRequests;

/// <summary>
/// Brings the comments of one pull request to what the run says now: what is there and right stays untouched, so that
/// nobody gets a message about nothing.
/// </summary>
/// <param name="page">Of the run in the dashboard; null when it is not known.</param>
/// <param name="scanned">The head commit that the run saw; null when nobody says.</param>
internal sealed class PrComment(IPullRequest pull, string? scanned, string? page, TextWriter log)
{
    private const int Tries = 2;

    /// <param name="findings">Null when they could not be read: then comments on lines stay as they are.</param>
    /// <param name="infrastructure">What the run's plans change; null when that is not known.</param>
    public async Task RunAsync(GateAnswer answer, IReadOnlyList<RunFinding>? findings, InfrastructureComparisons? infrastructure, CancellationToken ct)
    {
        var notes = new List<string>();
        var own = await OwnAsync(notes, ct);
        if (findings is not null)
            await InlineAsync(findings, own.Inline, notes, ct);

        var body = $"{CommentText.Marker}\n{GateMarkdown.Of(answer, findings, notes, page)}{InfrastructureMarkdown.Of(infrastructure)}".TrimEnd();
        if (own.Summaries is not [var summary, ..])
            await pull.AddSummaryAsync(body, ct);
        else if (summary.Body.ReplaceLineEndings("\n").Trim() != body)
            await pull.ChangeSummaryAsync(summary, body, ct);
        log.WriteLine(own.Summaries.Count > 0 ? "Summary comment is up to date." : "Summary comment posted.");
    }

    private async Task<OwnComments> OwnAsync(List<string> notes, CancellationToken ct)
    {
        var head = await pull.HeadAsync(ct);
        if (scanned is not null && head is not null && !string.Equals(head, scanned, StringComparison.OrdinalIgnoreCase))
        {
            log.WriteLine(OneLine.Of($"The run saw commit {scanned}, the pull request is at {head} now: comments go only on lines that it changes now."));
            notes.Add($"The run saw {Markdown.Code(scanned, 64)}; the pull request is at {Markdown.Code(head, 64)} now. Comments stand only on lines that it changes now.");
        }
        return await pull.OwnCommentsAsync(ct);
    }

    /// <summary>Comments on lines are an extra: that they cannot be made is said, and the summary is still written.</summary>
    private async Task InlineAsync(IReadOnlyList<RunFinding> findings, IReadOnlyList<OwnComment> own, List<string> notes, CancellationToken ct)
    {
        try
        {
            var count = await PlaceAsync(findings, own, Tries, ct);
            if (count > 0)
                notes.Add(count == 1 ? "1 comment stands on a changed line." : $"{count} comments stand on changed lines.");
        }
        catch (Exception failed) when (failed is PlatformFailure or DiffMoved)
        {
            log.WriteLine(OneLine.Of($"warning: comments on lines could not be made: {failed.Message}", 500));
            notes.Add("Comments on lines could not be made: see the log.");
        }
    }

    /// <summary>What is new comes first: when it cannot be made, nothing is removed.</summary>
    private async Task<int> PlaceAsync(IReadOnlyList<RunFinding> findings, IReadOnlyList<OwnComment> own, int tries, CancellationToken ct)
    {
        var paths = InlineComments.Worth(findings).Select(InlineComments.PathOf).ToHashSet();
        var changed = paths.Count == 0 ? new Dictionary<string, Predicate<int>>() : await pull.ChangedLinesAsync(paths, ct);
        var wanted = InlineComments.Of(findings, changed);
        var kept = wanted.Select(comment => own.FirstOrDefault(there => there.Is(comment))).OfType<OwnComment>().ToHashSet();
        var missing = wanted.Where(comment => !kept.Any(there => there.Is(comment))).ToList();
        try
        {
            if (missing.Count > 0)
                await pull.AddAsync(missing, ct);
        }
        catch (DiffMoved) when (tries > 1)
        {
            log.WriteLine("The pull request changed meanwhile: reading its lines again.");
            await pull.HeadAsync(ct);
            return await PlaceAsync(findings, (await pull.OwnCommentsAsync(ct)).Inline, tries - 1, ct);
        }
        foreach (var resolved in own.Where(comment => !kept.Contains(comment)))
            await pull.RemoveAsync(resolved, ct);
        log.WriteLine($"Comments on lines: {missing.Count} new, {kept.Count} kept, {own.Count - kept.Count} removed.");
        return wanted.Count;
    }
}
