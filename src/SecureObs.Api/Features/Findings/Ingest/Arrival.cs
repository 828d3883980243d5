using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Recognition;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Identity;

namespace SecureObs.Api.Features.Findings.Ingest;

/// <summary>What arrived, and whose suppressions may end with it.</summary>
/// <param name="Stored">Every finding of the result by the key of its row.</param>
/// <param name="Made">Those that were not known before.</param>
/// <param name="Revived">Findings that a scan sees again, or that the default branch sees first: whether they are there is asked anew.</param>
/// <param name="CodeChanged">Known ones that say something else now.</param>
/// <param name="SeverityChanged">Known ones that the tool finds worse or better now.</param>
/// <param name="Written">The rows that findings show now.</param>
internal sealed record Arrived(
    IReadOnlyDictionary<string, StoredFinding> Stored, Guid[] Made, Guid[] Revived, Guid[] CodeChanged, Guid[] SeverityChanged, IReadOnlyList<KeyedFinding> Written);

/// <summary>
/// Recognises rows among the findings of the project as they arrive, by what one request can tell, and writes what is new
/// or changed. A finding takes one row of a result. Whether two results are compared as wholes is for the end of the scan,
/// see <see cref="CompleteResult"/>.
/// </summary>
internal sealed class Arrival(TenantTransaction tx, Guid project, ResultBatch result, DateTimeOffset now)
{
    private const long MostPairs = 250_000;
    private readonly Dictionary<string, (KeyedFinding Row, KnownFinding Finding, Rung Rung)> recognised = [];
    private readonly HashSet<Guid> taken = [];

    public async Task<Arrived> StoreAsync(CancellationToken ct)
    {
        var scope = result.Number ?? new ScanNumber(Guid.Empty, 0, IsNew: true);
        TakeUnchanged(await KnownFindings.ByFingerprintAsync(tx, project, scope, [.. result.Distinct.Select(row => row.Keys.Fingerprint)], ct));
        if (Left() is { Count: > 0 } left)
            TakeRenamed(left, await KnownFindings.ByFingerprintAsync(tx, project, scope, [.. left.SelectMany(row => row.Keys.Fingerprints)], ct));
        if (Left() is { Count: > 0 } unknown)
            TakeNearest(unknown, await KnownFindings.ByKinAsync(tx, project, scope, unknown, ct));

        var added = Left().Select(row => (Row: row, Id: Guid.CreateVersion7())).ToList();
        await new FindingWriter(tx, project, now).AddAsync(added, result is { Run.IsDefault: true, SpeaksForNow: true }, ct);
        var changed = recognised.Values.Where(each => !each.Finding.ContentHash.AsSpan().SequenceEqual(each.Row.ContentHash) || !each.Finding.IsNow(each.Row)).ToList();
        var (overwritten, staged) = (changed.Where(each => result.Overwrites || !each.Finding.OnDefault).ToList(), changed.Where(Staged).ToList());
        await new FindingWriter(tx, project, now).OverwriteAsync(overwritten, ct);
        if (result is { Run: { } run, Number: { } number } && staged.Count > 0)
            await StagedRows.WriteAsync(tx, run.Id, number.ScopeId, staged, ct);

        return new(
            recognised.ToDictionary(each => each.Key, each => new StoredFinding(each.Value.Finding.Id, each.Value.Finding.FirstRun))
                .Concat(added.ToDictionary(each => each.Row.Keys.Key, each => new StoredFinding(each.Id, each.Row.Finding.PipelineRunId))).ToDictionary(),
            [.. added.Select(each => each.Id)],
            result.SpeaksForNow
                ? [.. recognised.Values.Where(each => !each.Finding.Detected || each.Finding.CalledResolved || (result.Run!.IsDefault && !each.Finding.OnDefault)).Select(each => each.Finding.Id)]
                : [.. recognised.Values.Select(each => each.Finding.Id), .. added.Select(each => each.Id)],
            [.. overwritten.Where(each => each.Finding.Kin is { } kin && !each.Row.Keys.Kins.Any(own => own.AsSpan().SequenceEqual(kin))).Select(each => each.Finding.Id)],
            [.. overwritten.Where(each => each.Finding.ToolSeverity != (short)each.Row.Finding.Severity).Select(each => each.Finding.Id)],
            [.. added.Select(each => each.Row), .. overwritten.Select(each => each.Row)]);
    }

    /// <summary>What the finding itself does not show until its result is complete.</summary>
    private bool Staged((KeyedFinding Row, KnownFinding Finding, Rung Rung) each) =>
        each.Row.Finding.Features is not null || !(result.Overwrites || !each.Finding.OnDefault);

    /// <summary>Who comes under the fingerprint that a finding has now goes first.</summary>
    private void TakeUnchanged(List<KnownFinding> known)
    {
        foreach (var finding in known)
            if (result.Distinct[(int)finding.Asked - 1] is var row && finding.IsNow(row))
                Take(row, finding, finding.Taught ? Rung.Taught : row.Keys.Exact);
    }

    /// <summary>The strongest known fingerprint of each row.</summary>
    private void TakeRenamed(List<KeyedFinding> rows, List<KnownFinding> known)
    {
        if (known.Count == 0)
            return;
        List<(KeyedFinding Row, int Strength)> asked = [.. rows.SelectMany(row => row.Keys.Fingerprints.Select((_, strength) => (row, strength)))];
        var hits = known.Select(finding => (asked[(int)finding.Asked - 1].Row, asked[(int)finding.Asked - 1].Strength, Finding: finding))
            .OrderBy(hit => hit.Strength).ThenBy(hit => hit.Row.Keys.Key, StringComparer.Ordinal);
        foreach (var (row, _, finding) in hits.ToList())
        {
            // Seen in this result under another fingerprint: that was another row, and two rows are never one finding.
            if (!recognised.ContainsKey(row.Keys.Key) && !finding.Seen)
                Take(row, finding, finding.Taught ? Rung.Taught : row.Keys.Exact);
        }
    }

    private void TakeNearest(List<KeyedFinding> rows, List<KnownFinding> kin)
    {
        var known = kin.ToLookup(finding => (Convert.ToHexString(finding.Kin!), finding.FilePath));
        // What both tell more of is compared as a whole when the result is complete.
        var sayings =
            from row in rows
            from own in row.Keys.Kins.Select(Convert.ToHexString).Distinct()
            from finding in known[(own, row.Finding.FilePath)]
            where row.Finding.Features is null || !finding.HasFeatures
            group (Row: row, Finding: finding) by (own, finding.FilePath);
        foreach (var saying in sayings.ToList())
        {
            foreach (var (row, finding) in Pairs(
                [.. saying.Select(pair => pair.Row).Distinct().OrderBy(row => row.Finding.StartLine ?? 0).ThenBy(row => row.Keys.Key, StringComparer.Ordinal)],
                [.. saying.Select(pair => pair.Finding).Where(finding => !taken.Contains(finding.Id)).DistinctBy(finding => finding.Id).OrderBy(finding => finding.StartLine ?? 0).ThenBy(finding => finding.Id)]))
            {
                if (!recognised.ContainsKey(row.Keys.Key))
                    Take(row, finding, row.Keys.Near);
            }
        }
    }

    /// <summary>Of as many as before, each is the one at its place in their order, and so of very many; of more or fewer, the nearest are the same.</summary>
    private static IEnumerable<(KeyedFinding Row, KnownFinding Finding)> Pairs(List<KeyedFinding> rows, List<KnownFinding> findings) =>
        rows.Count == findings.Count || (long)rows.Count * findings.Count > MostPairs
        ? rows.Zip(findings)
        : [.. (from row in rows.Index()
               from finding in findings.Index()
               orderby Math.Abs((row.Item.Finding.StartLine ?? 0) - (finding.Item.StartLine ?? 0)), finding.Index, row.Index
               select (row.Item, finding.Item))];

    private void Take(KeyedFinding row, KnownFinding finding, Rung rung)
    {
        if (taken.Add(finding.Id))
            recognised.Add(row.Keys.Key, (row, finding, rung));
    }

    private List<KeyedFinding> Left() => [.. result.Distinct.Where(row => !recognised.ContainsKey(row.Keys.Key))];
}
