using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Erasure;

/// <summary>Whether an organisation is to be deleted.</summary>
/// <param name="AskedAt">Null: nobody asked for it, as with <paramref name="DeleteAfter"/>.</param>
/// <param name="DeleteAfter">Until then an owner can take it back.</param>
public sealed record TenantDeletion(string Name, DateTime? AskedAt, DateTime? DeleteAfter)
{
    /// <summary>How long it can be taken back; the database refuses less.</summary>
    internal static readonly TimeSpan Days = TimeSpan.FromDays(7);

    private sealed record Row(string Name, DateTime? DeleteAskedAt, DateTime? DeleteAfter);

    /// <summary>Null: erasing has begun, and there is nothing to take back.</summary>
    internal static async Task<TenantDeletion?> ReadAsync(TenantTransaction tx, CancellationToken ct) =>
        await tx.FirstAsync<Row>($"""
            select name, delete_asked_at, delete_after from app.tenants where id = {tx.TenantId} and erasing_at is null
            """, ct) is { } row
            ? new(row.Name, row.DeleteAskedAt, row.DeleteAfter)
            : null;
}
