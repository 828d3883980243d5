using SecureObs.Api.Platform.Auditing.Sealing;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Audit;

/// <summary>Entries of one epoch with a transaction in [From, To), page by page in the order of leaves.</summary>
/// <param name="AfterId">Of the first transaction only entries behind this one.</param>
internal sealed record ExportSpan(long Epoch, long From, long To, Guid AfterId = default)
{
    public const int PageSize = 1_000;

    public ExportSpan After(EntryRow last) => this with { From = last.Xid, AfterId = last.Id };

    public Task<List<EntryRow>> PageAsync(TenantTransaction tx, FormattableString where, CancellationToken ct) => tx.QueryAsync<EntryRow>($"""
        select a.id, a.at, a.actor_kind, a.actor_id, a.subject_id, a.action, a.data::text as data, a.epoch, a.xid
        from app.audit a
        where a.tenant_id = {tx.TenantId} and a.epoch = {Epoch} and a.xid >= {From} and a.xid < {To}
          and (a.xid, a.id) > ({From}, {AfterId}) {where}
        order by a.xid, a.id
        limit {Sql.Rows(PageSize)}
        """, ct);
}
