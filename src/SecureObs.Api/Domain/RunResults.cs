using SecureObs.Api.Domain.Recognition;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;

namespace SecureObs.Api.Domain;

/// <summary>What a scanner said in a run, and what it is compared with.</summary>
/// <param name="BaseScope">Null when there is nothing to compare with: then all is new.</param>
internal sealed record RunResult(
    Guid RunId, Guid ScopeId, int Seq, string Scanner, string Target, short Status, string? Message, Guid? BaseScope, int? BaseSeq, Guid? BaseRun);

/// <summary>The results of runs, each beside the newest complete result of the default branch that began before its run.</summary>
internal static class RunResults
{
    private const int Few = 1_000;

    private sealed record Place(Guid Scope, int Seq);

    public static Task<List<RunResult>> ReadAsync(TenantTransaction tx, Guid[] runs, CancellationToken ct) => tx.QueryAsync<RunResult>($"""
        select l.run_id, l.scope_id, l.seq, c.scanner, c.target, l.status, l.message, base.scope_id as base_scope, base.seq as base_seq, base.run_id as base_run
        from app.scan_results l
        join app.scan_scopes c on c.tenant_id = {tx.TenantId} and c.id = l.scope_id
        join app.runs r on r.tenant_id = {tx.TenantId} and r.id = l.run_id
        join app.projects p on p.tenant_id = {tx.TenantId} and p.id = r.project_id
        left join lateral (
            select b.scope_id, b.seq, b.run_id
            from app.scan_scopes s
            join app.scan_results b on b.tenant_id = {tx.TenantId} and b.scope_id = s.id and b.status = {ScannerStatus.Completed}
            join app.runs u on u.tenant_id = {tx.TenantId} and u.id = b.run_id and (u.started_at, u.id) < (r.started_at, r.id)
            where s.tenant_id = {tx.TenantId} and s.project_id = r.project_id and s.scanner = c.scanner and s.target = c.target
              and {Branches.ScopeIsDefault}
            order by u.started_at desc, u.id desc
            limit 1) base on true
        where l.tenant_id = {tx.TenantId} and l.run_id = any({runs})
        """, ct);

    /// <summary>
    /// A condition on findings f: what a run did to them. Few are found first and named, so that an index leads to them; many are
    /// met soon in any order.
    /// </summary>
    public static async Task<FormattableString> DidAsync(TenantTransaction tx, Guid run, RunChange change, CancellationToken ct)
    {
        var results = await ReadAsync(tx, [run], ct);
        var (with, without) = Sides(results, change);
        var few = await tx.QueryAsync<Guid>($"{Done(tx, results, change)} limit {Sql.Rows(Few + 1)}", ct);
        return few.Count <= Few
            ? (FormattableString)$"f.id = any({few.ToArray()})"
            : $"({Has(tx, with, $"f.id")} and {Besides(tx, results, change, without, $"f.id")})";
    }

    /// <summary>A selection of the ids of findings that a run did this to, each once.</summary>
    public static FormattableString Done(TenantTransaction tx, List<RunResult> results, RunChange change)
    {
        var (with, without) = Sides(results, change);
        return $"""
            select s.id from (
                select distinct m.finding_id as id from unnest({Scopes(with)}, {Numbers(with)}) as r (scope_id, seq) {Presence.Of(tx)}
                where m.tenant_id = {tx.TenantId}) s
            where {Besides(tx, results, change, without, $"s.id")}
            """;
    }

    /// <summary>Which results have what a change is about, and which do not.</summary>
    private static (List<Place> With, List<Place> Without) Sides(List<RunResult> results, RunChange change)
    {
        List<Place> own = [.. results.Select(each => new Place(each.ScopeId, each.Seq))];
        return change switch
        {
            RunChange.New => (own, Bases(results)),
            RunChange.Fixed => (Bases(results.Where(each => each.Status == (short)ScannerStatus.Completed)), own),
            _ => (own, []),
        };
    }

    private static FormattableString Besides(TenantTransaction tx, List<RunResult> results, RunChange change, List<Place> without, FormattableString finding) =>
        change is RunChange.Known ? Has(tx, Bases(results), finding) : $"not {Has(tx, without, finding)}";

    private static List<Place> Bases(IEnumerable<RunResult> results) =>
        [.. results.Where(each => each.BaseScope is not null).Select(each => new Place(each.BaseScope!.Value, each.BaseSeq!.Value))];

    private static FormattableString Has(TenantTransaction tx, List<Place> results, FormattableString finding) =>
        $"exists (select from unnest({Scopes(results)}, {Numbers(results)}) as r (scope_id, seq) {Presence.Of(tx)} where m.finding_id = {finding})";

    private static Guid[] Scopes(List<Place> results) => [.. results.Select(each => each.Scope)];

    private static int[] Numbers(List<Place> results) => [.. results.Select(each => each.Seq)];
}
