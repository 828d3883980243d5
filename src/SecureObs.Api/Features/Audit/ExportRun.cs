using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Auditing.Sealing;
using SecureObs.Api.Platform.Signing;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Audit;

namespace SecureObs.Api.Features.Audit;

/// <summary>
/// One export, block by block in short transactions, so neither memory nor the age of a snapshot grows with the trail.
/// What is written after it began is left out.
/// </summary>
internal sealed class ExportRun(AuditFilter filter, TenantDb db, Caller caller, KeyHolder keys, TimeProvider clock)
{
    private const int BlocksAtOnce = 100;

    private readonly bool isFiltered = filter.Named() is not null;
    private Dictionary<Guid, string> names = [];

    private sealed record Name(Guid Id, string Text);

    private sealed record Bounds(AuditBlock? Newest, AuditCut? Cut, long Epoch, long End);

    public Guid TenantId => caller.TenantId;

    /// <summary>How many were written.</summary>
    public long Entries { get; private set; }

    /// <summary>What the audit trail keeps of the export.</summary>
    public IReadOnlyDictionary<string, string?> Data() => new Dictionary<string, string?>(filter.Named() ?? []) { ["count"] = $"{Entries}" };

    public async Task WriteAsync(Stream body, CancellationToken ct)
    {
        var bounds = await BoundsAsync(ct);
        var writer = new ExportWriter(body);
        await writer.HeaderAsync(new ExportHeader(
            TenantId, clock.GetUtcNow(), filter.Named(), keys.Public.All, bounds.Newest?.No ?? 0, bounds.Newest?.Total ?? 0, bounds.Cut), ct);
        var sealedTo = new Dictionary<long, long> { [bounds.Epoch] = 0 };
        for (var no = 1 + (bounds.Cut?.No ?? 0); no <= (bounds.Newest?.No ?? 0); no += BlocksAtOnce)
        {
            foreach (var block in await db.ReadAsync(tx => Chain.HeadersAsync(tx, no, BlocksAtOnce, ct), ct))
            {
                if (block.No > bounds.Newest!.No)
                    break;
                sealedTo[block.Epoch] = block.XidTo;
                await WriteBlockAsync(writer, block, ct);
            }
        }
        foreach (var (epoch, from) in sealedTo)
            await WriteEntriesAsync(writer, new ExportSpan(epoch, from, epoch == bounds.Epoch ? bounds.End : long.MaxValue), null, ct);
        await writer.EndAsync(ct);
    }

    private Task<Bounds> BoundsAsync(CancellationToken ct) => db.ReadAsync(async tx =>
    {
        names = (await tx.QueryAsync<Name>($"""
            select p.actor_id as id, p.name as text
            from app.memberships m join app.people_of_tenant() p on p.actor_id = m.actor_id where m.tenant_id = {tx.TenantId}
            union all select k.id, k.name from app.api_keys k where k.tenant_id = {tx.TenantId}
            """, ct)).ToDictionary(name => name.Id, name => name.Text);
        var now = (await tx.FirstAsync<Horizon>(SealingDoors.HorizonQuery, ct))!;
        return new Bounds(await Chain.NewestAsync(tx, ct), await Chain.CutAsync(tx, ct), now.Epoch, now.End);
    }, ct);

    private async Task WriteBlockAsync(ExportWriter writer, AuditBlock header, CancellationToken ct)
    {
        var span = new ExportSpan(header.Epoch, header.XidFrom, header.XidTo);
        var first = await PageAsync(span, ct);
        var withEntries = !isFiltered || first.Count > 0;
        var block = withEntries ? (await db.ReadAsync(tx => Chain.BlocksAsync(tx, header.No, 1, ct), ct))[0] : header;
        await writer.BlockAsync(block, withEntries, ct);
        await WriteEntriesAsync(writer, span, first, header.No, ct);
    }

    private async Task WriteEntriesAsync(ExportWriter writer, ExportSpan span, long? block, CancellationToken ct) =>
        await WriteEntriesAsync(writer, span, await PageAsync(span, ct), block, ct);

    private async Task WriteEntriesAsync(ExportWriter writer, ExportSpan span, List<EntryRow> page, long? block, CancellationToken ct)
    {
        while (page is not [])
        {
            foreach (var row in page)
            {
                // What the product never wrote has no place in the format; its verification tells that it is missing.
                if (row.EntryOrNull(TenantId) is not { } entry)
                    continue;
                await writer.EntryAsync(entry, block, names.GetValueOrDefault(entry.ActorId), ct);
                Entries++;
            }
            page = page.Count < ExportSpan.PageSize ? [] : await PageAsync(span.After(page[^1]), ct);
        }
    }

    private Task<List<EntryRow>> PageAsync(ExportSpan span, CancellationToken ct) =>
        db.ReadAsync(async tx => await span.PageAsync(tx, await filter.WhereAsync(tx, ct), ct), ct);
}
