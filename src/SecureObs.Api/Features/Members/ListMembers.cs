using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Members;

/// <summary>A member of the organisation.</summary>
/// <param name="MemberId">Of the membership, not of the person: who joins again gets another.</param>
/// <param name="Username">As Entra shows it; for display only.</param>
public sealed record MemberItem(Guid MemberId, string Name, string Username, RoleName Role, DateTime JoinedAt, bool IsMe);

internal static class ListMembers
{
    private sealed record Row(Guid ActorId, string Name, string Username, short Role, DateTime CreatedAt);

    public static void MapListMembers(this IEndpointRouteBuilder members) => members
        .MapGet("/", Handle)
        .WithSummary("Members in the order in which they joined")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<MemberItem>>, ProblemHttpResult>> Handle(
        string? after, TenantDb db, Caller caller, CancellationToken ct)
    {
        var start = Sql.Nothing;
        if (after is not null)
        {
            if (Cursor.Read(after, 2) is not [var time, var id] || !Cursor.TryTime(time, out var at) || !Guid.TryParse(id, out var last))
                return Problems.CursorInvalid();
            start = $"and (m.created_at, m.actor_id) > ({at}, {last})";
        }
        var rows = await db.ReadAsync(tx => tx.QueryAsync<Row>($"""
            select m.actor_id, p.name, p.username, m.role, m.created_at
            from app.memberships m join app.people_of_tenant() p on p.actor_id = m.actor_id
            where m.tenant_id = {tx.TenantId} {start}
            order by m.created_at, m.actor_id
            limit {Sql.Rows(Pages.Size + 1)}
            """, ct), ct);
        var page = Pages.Of(rows, Pages.Size, row => Cursor.Write(row.CreatedAt, row.ActorId));
        return TypedResults.Ok(new Page<MemberItem>([.. page.Items.Select(row => new MemberItem(
            row.ActorId, row.Name, row.Username, (RoleName)row.Role, row.CreatedAt, row.ActorId == caller.ActorId))], page.Next));
    }
}
