using Npgsql;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Platform.Billing;

/// <summary>An event of Stripe as far as it is kept: about what and whom, and nothing of its object.</summary>
internal sealed record StripeEventNote(string Id, string Type, DateTimeOffset CreatedAt, string? Customer);

/// <summary>The doors for events of Stripe, which arrive before their tenant is known. See db/migrations/0027_billing.sql.</summary>
internal sealed class StripeEventDoor(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Whether the event was heard before, and the tenant whose customer it names: by our own table, whatever the event says.</summary>
    public async Task<(bool Heard, Guid? Tenant)> LookUpAsync(StripeEventNote note, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var batch = Batch(connection, $"select work.stripe_event_heard({note.Id}), app.tenant_of_customer({note.Customer}::text)");
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        return (reader.GetBoolean(0), reader.IsDBNull(1) ? null : reader.GetGuid(1));
    }

    /// <summary>Notes an event that changes nothing. The same one again is no second one.</summary>
    public async Task HearAsync(StripeEventNote note, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var batch = Batch(connection, Hear(note, null));
        await batch.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Notes an event in the transaction that does what it asks for.</summary>
    public Task HearAsync(TenantTransaction tx, StripeEventNote note, CancellationToken ct) => tx.ExecuteAsync(Hear(note, tx.TenantId), ct);

    private FormattableString Hear(StripeEventNote note, Guid? tenant) => $"""
        select work.hear_stripe_event({note.Id}, {note.Type}, {note.CreatedAt}, {clock.GetUtcNow()}, {note.Customer}::text, {tenant}::uuid)
        """;

    private static NpgsqlBatch Batch(NpgsqlConnection connection, FormattableString sql) =>
        new(connection) { BatchCommands = { Sql.Command(sql) } };
}
