using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Members;

/// <summary>Somebody who was a member: histories show the name until an owner erases it.</summary>
/// <param name="MemberId">Of the membership that ended; who was a member twice is here twice.</param>
public sealed record FormerMemberItem(Guid MemberId, string Name, string Username, DateTime LeftAt);

internal static class ListFormerMembers
{
    public static void MapListFormerMembers(this IEndpointRouteBuilder members) => members
        .MapGet("/former", Handle)
        .WithSummary("People who have left and whose names are kept, who left last first")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<FormerMemberItem>>, ProblemHttpResult>> Handle(string? after, TenantDb db, CancellationToken ct)
    {
        var start = Sql.Nothing;
        if (after is not null)
        {
            if (Cursor.Read(after, 2) is not [var time, var id] || !Cursor.TryTime(time, out var at) || !Guid.TryParse(id, out var last))
                return Problems.CursorInvalid();
            start = $"and (f.left_at, f.actor_id) < ({at}, {last})";
        }
        var rows = await db.ReadAsync(tx => tx.QueryAsync<FormerMemberItem>($"""
            select f.actor_id as member_id, p.name, p.username, f.left_at
            from app.former_members f join app.people_of_tenant() p on p.actor_id = f.actor_id
            where f.tenant_id = {tx.TenantId} {start}
            order by f.left_at desc, f.actor_id desc
            limit {Sql.Rows(Pages.Size + 1)}
            """, ct), ct);
        return TypedResults.Ok(Pages.Of(rows, Pages.Size, row => Cursor.Write(row.LeftAt, row.MemberId)));
    }
}
