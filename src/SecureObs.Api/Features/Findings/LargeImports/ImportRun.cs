using System.IO.Pipelines;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Features.Findings.Ingest;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings.LargeImports;

/// <summary>
/// Stores a body of any length part by part as it arrives, each in its own transaction together with how far the import has
/// come: memory is that of one part, and what broke off goes on behind the last part. Between two parts it is other
/// tenants' turn, see <see cref="Ingest.Turns.IngestTurns"/>; meanwhile the client is held back.
/// </summary>
internal sealed class ImportRun(TenantDb db, FindingIngest ingest, TimeProvider clock)
{
    /// <summary>A part ends with either.</summary>
    public const int PartRows = 2_000;
    public const int PartBytes = 4 * 1024 * 1024;

    public string? Notice => ingest.Notice;

    private readonly List<IncomingFinding> part = [];
    private long partBytes;
    private ImportReach reach = null!;
    private Import stands = null!;
    private bool isKept;

    /// <param name="from">Where the import stands; of a new one, nowhere.</param>
    /// <param name="firstRow">The number of the body's first row.</param>
    /// <param name="keep">Whether its progress is kept though it may be small.</param>
    public async Task<(Import Import, ProblemHttpResult? Refusal)> RunAsync(ImportReach of, Import from, int firstRow, bool keep, PipeReader body, CancellationToken ct)
    {
        (reach, stands, isKept) = (of, from, keep);
        try
        {
            var row = new RowReader();
            await foreach (var json in RowStream.ReadAsync(body, digest: null, ct))
            {
                var number = firstRow + row.Number + 1;
                if (number < stands.Rows)
                {
                    row.PassOver();
                    continue;
                }
                row.MoveTo(json);
                part.Add(Read(row, number));
                partBytes += json.Length;
                if ((part.Count == PartRows || partBytes >= PartBytes) && await StoreAsync(done: false, ct) is { } refusal)
                    return (stands, refusal);
            }
            var refused = await StoreAsync(done: true, ct);
            return (stands, refused);
        }
        catch (JsonException)
        {
            return (stands, Problems.BodyNotAnArray());
        }
        catch (RowInvalidException invalid)
        {
            // What can be kept is kept: the rows before it, too.
            var refusal = await StoreAsync(done: false, ct);
            return (stands, refusal ?? Problems.ImportRowInvalid($"{stands.ImportId}", firstRow + invalid.Row, invalid.Member, invalid.Rule, stands.Rows));
        }
    }

    private IncomingFinding Read(RowReader reader, int number)
    {
        var finding = BulkUniversal.Read(reader);
        if (finding.ProjectId is { } named && !(Guid.TryParse(named, out var id) && id == reach.Project))
            throw new RowInvalidException(reader.Number, "projectId", "must be the project of the address, or left out");
        return finding with { Row = number, ProjectId = $"{reach.Project}" };
    }

    private async Task<ProblemHttpResult?> StoreAsync(bool done, CancellationToken ct)
    {
        if (part.Count == 0)
            return done && isKept ? await FinishAsync(ct) : null;
        isKept |= !done;
        var (before, after) = (stands, stands);
        var answer = await ingest.RunAsync(part, ct, async (tx, brought, added, _) =>
        {
            after = before with
            {
                Rows = before.Rows + part.Count,
                Added = before.Added + added,
                Merged = before.Merged + part.Count - brought,
                Bytes = before.Bytes + partBytes,
                Done = done,
            };
            return isKept ? await ImportProgress.MoveAsync(tx, reach, before, after, clock.GetUtcNow(), ct) : null;
        });
        if (answer.Result is ProblemHttpResult refusal)
            return refusal;
        stands = after;
        part.Clear();
        partBytes = 0;
        return null;
    }

    private Task<ProblemHttpResult?> FinishAsync(CancellationToken ct)
    {
        var before = stands;
        stands = stands with { Done = true };
        return before.Done ? Task.FromResult<ProblemHttpResult?>(null)
            : db.TransactAsync(tx => ImportProgress.MoveAsync(tx, reach, before, stands, clock.GetUtcNow(), ct), ct);
    }
}
