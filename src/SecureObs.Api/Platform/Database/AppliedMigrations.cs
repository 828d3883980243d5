using Npgsql;
using SecureObs.Database;

namespace SecureObs.Api.Platform.Database;

/// <summary>What the schema is, beside what this version knows of it.</summary>
/// <param name="Missing">The first migration that this version needs and the schema lacks.</param>
/// <param name="Newer">The last that this version does not know: a newer one made the schema, and which objects there should be is that one's list.</param>
internal sealed record AppliedMigrations(string? Missing, string? Newer)
{
    public static async Task<AppliedMigrations> ReadAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var applied = new HashSet<string>();
        try
        {
            await using var command = new NpgsqlCommand("select name from migrations.applied", connection);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                applied.Add(reader.GetString(0));
        }
        catch (PostgresException exception) when (exception.SqlState is "42P01" or "3F000" or "42501")
        {
            // No ledger, or none for us: nothing was applied as far as this role can tell.
        }
        return new(Migrator.Known.FirstOrDefault(name => !applied.Contains(name)), applied.Except(Migrator.Known).Max(StringComparer.Ordinal));
    }
}
