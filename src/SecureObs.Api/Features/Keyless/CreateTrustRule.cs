using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Keyless;

public sealed record CreatedTrustRule(Guid Id);

internal static class CreateTrustRule
{
    public const int MostOfProject = 50;

    public static void MapCreateTrustRule(this IEndpointRouteBuilder rules) => rules
        .MapPost("/", Handle)
        .WithSummary("Trust pipelines of a CI system by their own tokens, without a key")
        .WithDescription("A rule is not edited: revoke it and create another one, so that it stays known what it let in.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static Task<Results<Created<CreatedTrustRule>, ProblemHttpResult>> Handle(
        Guid projectId, TrustRuleRequest request, TenantDb db, MemberLock members, Caller caller, AuditTrail audit, KeylessSettings settings, CancellationToken ct)
    {
        if (TrustRuleCheck.Refusal(request, settings) is { } refusal)
            return Task.FromResult<Results<Created<CreatedTrustRule>, ProblemHttpResult>>(refusal);
        var (entry, name) = (audit.NewEntry(), Names.Of(request.Name));
        return db.TransactAsync<Results<Created<CreatedTrustRule>, ProblemHttpResult>>(async tx =>
        {
            if (MemberLock.Refusal(await members.TakeAndAskAsync(tx, ct), TenantRole.Admin) is { } role)
                return role;
            if (await OpenProjects.AskAsync(tx, [projectId], ct) is var access and not ProjectAccess.Open)
                return access is ProjectAccess.Archived ? Problems.ProjectArchived() : Problems.NotFound();
            var held = await tx.FirstAsync<long>($"""
                select count(*) from app.trust_rules where tenant_id = {tx.TenantId} and project_id = {projectId} and revoked_at is null and id <> {entry.Id}
                """, ct);
            if (held >= MostOfProject)
                return Problems.TooManyTrustRules(MostOfProject);
            await tx.ExecuteAsync($"""
                insert into app.trust_rules (tenant_id, id, project_id, name, platform, issuer, audience, claims, pull_requests, created_by, created_at)
                values ({tx.TenantId}, {entry.Id}, {projectId}, {name}, {request.Platform}, {request.Issuer}, {request.Audience},
                    {JsonSerializer.Serialize(request.Claims)}::jsonb, {request.PullRequests}, {caller.ActorId}, {entry.At})
                on conflict on constraint trust_rules_pk do nothing
                """, ct);
            await audit.WriteAsync(tx, entry, AuditActions.TrustRuleCreated, entry.Id, Data(projectId, request, name), ct);
            return TypedResults.Created($"/api/tenants/{tx.TenantId}/projects/{projectId}/trust-rules/{entry.Id}", new CreatedTrustRule(entry.Id));
        }, ct);
    }

    private static Dictionary<string, string?> Data(Guid project, TrustRuleRequest request, string name) => new()
    {
        ["project"] = $"{project}",
        ["name"] = name,
        ["issuer"] = request.Issuer,
        ["audience"] = request.Audience,
        ["claims"] = string.Join(", ", request.Claims.OrderBy(claim => claim.Key, StringComparer.Ordinal).Select(claim => $"{claim.Key}={claim.Value}")),
        ["pullRequests"] = request.PullRequests ? "true" : null,
    };
}
