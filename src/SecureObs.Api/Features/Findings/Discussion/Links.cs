using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Findings.Discussion;

/// <summary>Where else something about the finding stands, as an issue of a tracker.</summary>
public sealed record FindingLink(Guid Id, string Url, string Title);

/// <param name="Url">Under https://.</param>
public sealed record AddLinkRequest(
    [property: Required, StringLength(1000)] string Url, [property: Required, StringLength(200), Name] string Title);

internal static class Links
{
    private const int Most = 20;

    public static Task<List<FindingLink>> ReadAsync(TenantTransaction tx, Guid finding, CancellationToken ct) => tx.QueryAsync<FindingLink>($"""
        select l.id, l.url, l.title from app.finding_links l where l.tenant_id = {tx.TenantId} and l.finding_id = {finding} order by l.id
        """, ct);

    public static void MapAddLink(this IEndpointRouteBuilder findings) => findings
        .MapPost("/{findingId:guid}/links", AddAsync)
        .WithSummary("Add a link to a finding")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    public static void MapRemoveLink(this IEndpointRouteBuilder findings) => findings
        .MapDelete("/{findingId:guid}/links/{linkId:guid}", RemoveAsync)
        .WithSummary("Remove a link from a finding")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Created<FindingLink>, ProblemHttpResult>> AddAsync(
        Guid findingId, AddLinkRequest request, TenantDb db, Caller caller, AuditTrail audit, CancellationToken ct)
    {
        // People click it: no other scheme, and no address that shows one host and means another.
        if (!Uri.TryCreate(request.Url, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps || url.UserInfo.Length > 0 || request.Url.Any(char.IsControl))
            return Problems.LinkInvalid();
        var (entry, title) = (audit.NewEntry(), Names.Of(request.Title));
        return await db.TransactAsync<Results<Created<FindingLink>, ProblemHttpResult>>(async tx =>
        {
            if (!await tx.FirstAsync<bool>($"select true from app.findings where tenant_id = {tx.TenantId} and id = {findingId} for update", ct))
                return Problems.NotFound();
            if ((await ReadAsync(tx, findingId, ct)).Count(link => link.Id != entry.Id) >= Most)
                return Problems.TooManyLinks(Most);
            await tx.ExecuteAsync($"""
                insert into app.finding_links (tenant_id, id, finding_id, url, title, created_by, created_at)
                values ({tx.TenantId}, {entry.Id}, {findingId}, {url.AbsoluteUri}, {title}, {caller.ActorId}, {entry.At})
                on conflict on constraint finding_links_pk do nothing
                """, ct);
            await audit.WriteAsync(tx, entry, AuditActions.FindingLinkAdded, findingId, new Dictionary<string, string?> { ["link"] = $"{entry.Id}", ["host"] = url.Host }, ct);
            return TypedResults.Created($"/api/tenants/{tx.TenantId}/findings/{findingId}", new FindingLink(entry.Id, url.AbsoluteUri, title));
        }, ct);
    }

    private static Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        Guid findingId, Guid linkId, TenantDb db, AuditTrail audit, CancellationToken ct) =>
        db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            var removed = await tx.ExecuteAsync($"""
                delete from app.finding_links where tenant_id = {tx.TenantId} and finding_id = {findingId} and id = {linkId}
                """, ct);
            if (removed == 0)
                return Problems.NotFound();
            await audit.WriteAsync(tx, AuditActions.FindingLinkRemoved, findingId, new Dictionary<string, string?> { ["link"] = $"{linkId}" }, ct);
            return TypedResults.NoContent();
        }, ct);
}
