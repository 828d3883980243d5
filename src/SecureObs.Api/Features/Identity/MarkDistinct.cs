using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Recognition;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Identity;

/// <param name="Fingerprint">One of the finding's fingerprints, 64 hexadecimal digits: what is not it.</param>
public sealed record MarkDistinctRequest(string Fingerprint);

/// <summary>The finding that it is instead.</summary>
public sealed record SplitFinding(Guid FindingId);

internal static class MarkDistinct
{
    private sealed record Row(Guid ProjectId, byte[] Current, long Fingerprints);

    private sealed record Seen(Guid ScopeId, int Seq, Guid RunId);

    public static void MapMarkDistinct(this IEndpointRouteBuilder finding) => finding
        .MapPost("/distinct", Handle)
        .WithSummary("Say that what was recognised as this finding is another one; it is remembered")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<SplitFinding>, ProblemHttpResult>> Handle(
        Guid findingId, MarkDistinctRequest request, TenantDb db, Caller caller, AuditTrail audit, Detection detection, TimeProvider clock, CancellationToken ct)
    {
        if (request.Fingerprint is not { Length: 64 } text || !text.All(char.IsAsciiHexDigit))
            return Problems.NotFound();
        var (made, fingerprint, now) = (Guid.CreateVersion7(), Convert.FromHexString(text), clock.GetUtcNow());
        return await db.TransactAsync<Results<Ok<SplitFinding>, ProblemHttpResult>>(async tx =>
        {
            var row = await tx.FirstAsync<Row>($"""
                select f.project_id, f.fingerprint as current,
                    (select count(*) from app.finding_fingerprints o where o.tenant_id = {tx.TenantId} and o.finding_id = f.id) as fingerprints
                from app.findings f join app.finding_fingerprints a on a.tenant_id = {tx.TenantId} and a.finding_id = f.id
                where f.tenant_id = {tx.TenantId} and f.id = {findingId} and a.fingerprint = {fingerprint}
                """, ct);
            if (row is null)
                return Problems.NotFound();
            if (await ProjectLock.TakeAsync(tx, [row.ProjectId], ct) is not ProjectAccess.Open)
                return Problems.ProjectArchived();
            if (row.Fingerprints == 1)
                return Problems.NotTwoFindings();
            await FindingCopies.MakeAsync(tx, [findingId], [made], [fingerprint], [null], "", now, ct);
            await TeachAsync(tx, findingId, made, fingerprint, caller.ActorId, ct);
            // What scans see now is the other one; what they saw before stays this one's.
            if (row.Current.AsSpan().SequenceEqual(fingerprint))
                await HandOverAsync(tx, findingId, made, ct);
            await SuppressionOverlay.ApplyAsync(tx, [made], now, ct);
            await detection.RefreshAsync(tx, null, [findingId, made], now, ct);
            await audit.WriteAsync(tx, AuditActions.FindingSplit, findingId, new Dictionary<string, string?> { ["other"] = made.ToString() }, ct);
            return TypedResults.Ok(new SplitFinding(made));
        }, ct);
    }

    /// <summary>
    /// The fingerprint is the other one, and those that are left are this one, for good: otherwise whichever comes back would
    /// be taken for the other one edited.
    /// </summary>
    private static Task<int> TeachAsync(TenantTransaction tx, Guid finding, Guid made, byte[] fingerprint, Guid actor, CancellationToken ct) => tx.ExecuteAsync($"""
        update app.finding_fingerprints a set taught_by = {actor}, finding_id = case when a.fingerprint = {fingerprint} then {made}::uuid else a.finding_id end
        where a.tenant_id = {tx.TenantId} and a.finding_id = {finding}
        """, ct);

    private static async Task HandOverAsync(TenantTransaction tx, Guid finding, Guid made, CancellationToken ct)
    {
        var seen = await tx.QueryAsync<Seen>($"""
            select s.id as scope_id, r.seq, r.run_id
            from app.scope_findings m
            join app.scan_scopes s on s.tenant_id = {tx.TenantId} and s.id = m.scope_id
            join app.scan_results r on r.tenant_id = {tx.TenantId} and r.scope_id = s.id and r.seq >= coalesce(s.current_seq, s.last_seq)
            join app.result_findings b on b.tenant_id = {tx.TenantId} and b.scope_id = r.scope_id and b.seq = r.seq and b.page = m.page and {Presence.IsSet}
            where m.tenant_id = {tx.TenantId} and m.finding_id = {finding}
            """, ct);
        foreach (var result in seen)
        {
            await Presence.RemoveAsync(tx, result.ScopeId, result.Seq, [finding], ct);
            await Presence.ExtendAsync(tx, result.RunId, new(result.ScopeId, result.Seq), [made], ct);
        }
    }
}
