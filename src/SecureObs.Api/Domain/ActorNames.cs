using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain;

/// <summary>
/// What the actors of a tenant are called: members, API keys, trust rules. They are asked for in a statement of their own: who may come in is
/// kept on one machine, and what they did may be on others.
/// </summary>
internal sealed class ActorNames
{
    private readonly Dictionary<Guid, string> names;

    private sealed record Row(Guid Id, string Name);

    private ActorNames(IEnumerable<Row> rows) => names = rows.ToDictionary(row => row.Id, row => row.Name);

    /// <summary>Null: it has left, or is none of these.</summary>
    public string? this[Guid? actor] => actor is { } id ? names.GetValueOrDefault(id) : null;

    /// <param name="actors">As a page shows them; null is nobody.</param>
    public static async Task<ActorNames> OfAsync(TenantTransaction tx, IEnumerable<Guid?> actors, CancellationToken ct)
    {
        Guid[] ids = [.. actors.OfType<Guid>().Distinct()];
        return new(await tx.QueryAsync<Row>($"""
            select p.actor_id as id, p.name from app.people_of_tenant() p where p.actor_id = any ({ids})
            union all select k.id, k.name from app.api_keys k where k.tenant_id = {tx.TenantId} and k.id = any ({ids})
            union all select r.id, r.name from app.trust_rules r where r.tenant_id = {tx.TenantId} and r.id = any ({ids})
            """, ct));
    }
}
