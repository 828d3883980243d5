using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;

namespace SecureObs.Api.Domain.Recognition;

/// <summary>A finding as one result has it.</summary>
internal sealed record ResultMember
{
    public required Guid Id { get; init; }
    public required string Scanner { get; init; }
    public required string RuleId { get; init; }
    public string? FilePath { get; init; }
    public int? StartLine { get; init; }
    /// <summary>What stands at its place in this result; null from clients that do not tell.</summary>
    public byte[]? Features { get; init; }
    public byte[]? Kin { get; init; }
    /// <summary>The fingerprint of its row in this result.</summary>
    public required byte[] Fingerprint { get; init; }
    /// <summary>The run of this result brought it.</summary>
    public required bool IsNew { get; init; }
    /// <summary>A person said that this row is this finding, or has worked on it though it is new.</summary>
    public required bool Settled { get; init; }
    public string? PackageUrl { get; init; }
    public string? ResourceAddress { get; init; }
    public byte[]? SecretHash { get; init; }
    public required bool OnDefault { get; init; }
}

/// <summary>Result number <paramref name="Seq"/> of a scope.</summary>
/// <param name="Overwrites">Whether it tells where findings stand that the default branch has.</param>
internal sealed record ResultNumber(Guid ScopeId, int Seq, bool Overwrites = false);

/// <summary>What the findings of results are.</summary>
internal static class ResultMembers
{
    /// <param name="Moved">What stands at its place in this result is not what the finding shows.</param>
    private sealed record Placed(Guid Id, string? FilePath, bool Moved);

    /// <summary>
    /// The complete result that comes before this one in its scope, by when their runs started; of a branch that has none
    /// yet, the newest of the default branch, or else of any. Null when there is nothing to compare with.
    /// </summary>
    public static Task<ResultNumber?> BeforeAsync(TenantTransaction tx, RunOfProject run, Guid scope, CancellationToken ct) =>
        tx.FirstAsync<ResultNumber>($"""
            select s.id as scope_id, r.seq, false as overwrites
            from app.scan_scopes own
            join app.scan_scopes s on s.tenant_id = {tx.TenantId} and s.project_id = own.project_id and s.scanner = own.scanner and s.target = own.target
            join app.projects p on p.tenant_id = {tx.TenantId} and p.id = s.project_id
            join app.scan_results r on r.tenant_id = {tx.TenantId} and r.scope_id = s.id and r.status = {ScannerStatus.Completed}
            join app.runs u on u.tenant_id = {tx.TenantId} and u.id = r.run_id
            where own.tenant_id = {tx.TenantId} and own.id = {scope}
              and (s.id <> own.id or (u.started_at, u.id) < ({run.StartedAt}, {run.Id}))
            order by s.id = own.id desc, {Branches.ScopeIsDefault} desc, u.started_at desc, u.id desc
            limit 1
            """, ct);

    /// <summary>
    /// The findings of two results in the files in which anything differs; both empty when nothing does. What did not change is
    /// no reason to doubt anything.
    /// </summary>
    public static async Task<(List<ResultMember> Before, List<ResultMember> Now)> DifferingAsync(
        TenantTransaction tx, RunOfProject run, ResultNumber before, ResultNumber now, CancellationToken ct)
    {
        var (old, fresh) = (await PlacesAsync(tx, before, ct), await PlacesAsync(tx, now, ct));
        var (oldIds, freshIds) = (old.Select(each => each.Id).ToHashSet(), fresh.Select(each => each.Id).ToHashSet());
        var differing = old.Where(each => !freshIds.Contains(each.Id)).Concat(fresh.Where(each => each.Moved || !oldIds.Contains(each.Id))).ToList();
        if (differing.Count == 0)
            return ([], []);
        var (ids, paths) = (differing.Select(each => each.Id).ToArray(), differing.Select(each => each.FilePath ?? "").Distinct().ToArray());
        return (await MembersAsync(tx, run, before, ids, paths, ct), await MembersAsync(tx, run, now, ids, paths, ct));
    }

    private static Task<List<Placed>> PlacesAsync(TenantTransaction tx, ResultNumber result, CancellationToken ct) => tx.QueryAsync<Placed>($"""
        select f.id, f.file_path, w.features is not null as moved
        from app.scan_results r
        {Presence.Of(tx)}
        join app.findings f on f.tenant_id = {tx.TenantId} and f.id = m.finding_id
        left join app.result_rows w on w.tenant_id = {tx.TenantId} and w.run_id = r.run_id and w.scope_id = r.scope_id and w.finding_id = f.id
        where r.tenant_id = {tx.TenantId} and r.scope_id = {result.ScopeId} and r.seq = {result.Seq}
        """, ct);

    private static Task<List<ResultMember>> MembersAsync(
        TenantTransaction tx, RunOfProject run, ResultNumber result, Guid[] ids, string[] paths, CancellationToken ct) => tx.QueryAsync<ResultMember>($"""
        select f.id, f.scanner, f.rule_id, f.file_path, f.start_line, coalesce(w.features, f.features) as features, f.kin,
            coalesce(w.fingerprint, f.fingerprint) as fingerprint, f.first_run = {run.PipelineRunId} as is_new,
            (a.taught_by is not null or (f.first_run = {run.PipelineRunId} and {WorkedOn.Condition(tx)})) as settled,
            f.package_url, f.resource_address, f.secret_hash, f.on_default
        from app.scan_results r
        {Presence.Of(tx)}
        join app.findings f on f.tenant_id = {tx.TenantId} and f.id = m.finding_id
        left join app.result_rows w on w.tenant_id = {tx.TenantId} and w.run_id = r.run_id and w.scope_id = r.scope_id and w.finding_id = f.id
        left join app.finding_fingerprints a on a.tenant_id = {tx.TenantId} and a.project_id = f.project_id
            and a.fingerprint = coalesce(w.fingerprint, f.fingerprint) and a.finding_id = f.id
        where r.tenant_id = {tx.TenantId} and r.scope_id = {result.ScopeId} and r.seq = {result.Seq}
          and (f.id = any({ids}) or coalesce(f.file_path, '') = any({paths}))
        order by f.id
        """, ct);
}
