using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;
using SecureObs.Api.Platform.Transport.Answers;

namespace SecureObs.Api.Features.ApiKeys;

/// <param name="ProjectId">The one project that the key is good for; absent for every project of the organisation.</param>
/// <param name="ExpiresAt">From then on the key is refused; absent for a key that stays valid until it is revoked.</param>
/// <param name="MayExport">Whether it may also read findings out. Without it a key that leaked shows no weaknesses.</param>
public sealed record CreateApiKeyRequest(
    [property: Required, StringLength(80), Name] string Name, Guid? ProjectId = null, DateTimeOffset? ExpiresAt = null,
    bool MayExport = false);

/// <param name="Key">Shown this once; afterwards only its hash exists.</param>
public sealed record CreatedApiKey(Guid Id, string Name, string Key, DateTimeOffset? ExpiresAt)
{
    /// <summary>Hides the key: a record would print it.</summary>
    public override string ToString() => $"{nameof(CreatedApiKey)} {Id}";
}

internal static class CreateApiKey
{
    public static void MapCreateApiKey(this IEndpointRouteBuilder keys) => keys
        .MapPost("/", Handle)
        .ShowsSecret()
        .WithSummary("Issue an API key; the answer is the only time that it is shown")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Created<CreatedApiKey>, ProblemHttpResult>> Handle(
        CreateApiKeyRequest request, HttpContext context, TenantDb db, MemberLock members, ApiKeyIssue issue, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (issue.IsPast(request.ExpiresAt))
            return Problems.ExpiryInPast();
        request = request with { Name = Names.Of(request.Name) };
        var (id, secret) = (Guid.CreateVersion7(), ApiKeySecret.Generate());
        return await db.TransactAsync<Results<Created<CreatedApiKey>, ProblemHttpResult>>(async tx =>
        {
            if (MemberLock.Refusal(await members.TakeAndAskAsync(tx, ct), TenantRole.Admin) is { } refusal)
                return refusal;
            if (request.ProjectId is { } project && await OpenProjects.AskAsync(tx, [project], ct) is var access and not ProjectAccess.Open)
                return access is ProjectAccess.Archived ? Problems.ProjectArchived() : Problems.NotFound();
            if (!await issue.StoreAsync(tx, id, secret, request, ct))
                return Problems.ApiKeyNameTaken();
            return TypedResults.Created($"/api/tenants/{tx.TenantId}/api-keys/{id}",
                new CreatedApiKey(id, request.Name, secret.Reveal(), request.ExpiresAt));
        }, ct);
    }
}

/// <summary>Stores a new key, of which the database learns the hash alone.</summary>
internal sealed class ApiKeyIssue(Caller caller, AuditTrail audit, TimeProvider clock)
{
    public bool IsPast(DateTimeOffset? expiresAt) => expiresAt <= clock.GetUtcNow();

    /// <returns>False when the name is taken. A repeated attempt with the same id finds its own row and succeeds.</returns>
    public async Task<bool> StoreAsync(TenantTransaction tx, Guid id, ApiKeySecret secret, CreateApiKeyRequest request, CancellationToken ct)
    {
        var inserted = await tx.ExecuteAsync($"""
            insert into app.api_keys (tenant_id, id, project_id, name, public_part, secret_hash, created_by, created_at, expires_at, may_export)
            values ({tx.TenantId}, {id}, {request.ProjectId}::uuid, {request.Name}, {secret.PublicPart}, {secret.Hash()}, {caller.ActorId},
                {clock.GetUtcNow()}, {request.ExpiresAt?.ToUniversalTime()}::timestamptz, {request.MayExport})
            on conflict on constraint api_keys_name_uq do nothing
            """, ct);
        if (inserted == 0)
            return await tx.FirstAsync<bool>($"select true from app.api_keys where tenant_id = {tx.TenantId} and id = {id}", ct);
        await audit.WriteAsync(tx, AuditActions.ApiKeyCreated, id,
            new Dictionary<string, string?> { ["name"] = request.Name, ["project"] = request.ProjectId?.ToString(), ["export"] = request.MayExport ? "true" : null }, ct);
        return true;
    }
}
