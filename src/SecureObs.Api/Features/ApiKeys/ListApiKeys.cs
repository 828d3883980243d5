using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.ApiKeys;

/// <summary>A key as lists show it: enough to recognise it, nothing to use it by.</summary>
/// <param name="Prefix">How the key begins.</param>
/// <param name="ProjectId">Null when the key is good for every project.</param>
/// <param name="LastUsedAt">To the minute.</param>
/// <param name="MayExport">Whether it may read findings out.</param>
public sealed record ApiKeyItem(
    Guid Id, string Name, string Prefix, Guid? ProjectId, string? ProjectName, DateTime CreatedAt, string CreatedBy,
    DateTime? ExpiresAt, DateTime? RevokedAt, DateTime? LastUsedAt, bool MayExport, ApiKeyState State);

[JsonConverter(typeof(WordConverter<ApiKeyState>))]
public enum ApiKeyState
{
    [JsonStringEnumMemberName("active")] Active,
    [JsonStringEnumMemberName("expired")] Expired,
    [JsonStringEnumMemberName("revoked")] Revoked,
}

internal static class ListApiKeys
{
    private sealed record Row(
        Guid Id, string Name, string PublicPart, Guid? ProjectId, DateTime CreatedAt, string? CreatedBy,
        DateTime? ExpiresAt, DateTime? RevokedAt, DateTime? LastUsedAt, bool MayExport)
    {
        public ApiKeyItem Item(string? projectName, DateTime now) => new(
            Id, Name, ApiKeySecret.Marker + PublicPart, ProjectId, projectName, CreatedAt, CreatedBy ?? "A former member", ExpiresAt, RevokedAt, LastUsedAt, MayExport,
            RevokedAt is not null ? ApiKeyState.Revoked : ExpiresAt <= now ? ApiKeyState.Expired : ApiKeyState.Active);
    }

    private sealed record ProjectName(Guid Id, string Name);

    public static void MapListApiKeys(this IEndpointRouteBuilder keys) => keys
        .MapGet("/", Handle)
        .WithSummary("API keys, newest first; expired and revoked ones stay listed")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<ApiKeyItem>>, ProblemHttpResult>> Handle(
        string? after, TenantDb db, TimeProvider clock, CancellationToken ct)
    {
        var start = Sql.Nothing;
        if (after is not null)
        {
            if (Cursor.Read(after, 1) is not [var id] || !Guid.TryParse(id, out var last))
                return Problems.CursorInvalid();
            start = $"and k.id < {last}";
        }
        var now = clock.GetUtcNow().UtcDateTime;
        return TypedResults.Ok(await db.ReadAsync(async tx =>
        {
            var rows = await tx.QueryAsync<Row>($"""
                select k.id, k.name, k.public_part, k.project_id, k.created_at, c.name as created_by,
                    k.expires_at, k.revoked_at, k.last_used_at, k.may_export
                from app.api_keys k
                left join app.people_of_tenant() c on c.actor_id = k.created_by
                where k.tenant_id = {tx.TenantId} {start}
                order by k.id desc
                limit {Sql.Rows(Pages.Size + 1)}
                """, ct);
            var projects = await ProjectNamesAsync(tx, [.. rows.Select(row => row.ProjectId).OfType<Guid>().Distinct()], ct);
            return Pages.Of([.. rows.Select(row => row.Item(row.ProjectId is { } id ? projects.GetValueOrDefault(id) : null, now))], Pages.Size, item => Cursor.Write(item.Id));
        }, ct));
    }

    private static async Task<Dictionary<Guid, string>> ProjectNamesAsync(TenantTransaction tx, Guid[] ids, CancellationToken ct) =>
        ids is [] ? [] : (await tx.QueryAsync<ProjectName>($"select id, name from app.projects where tenant_id = {tx.TenantId} and id = any ({ids})", ct))
            .ToDictionary(project => project.Id, project => project.Name);
}
