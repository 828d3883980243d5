using Npgsql;

namespace SecureObs.Database;

/// <summary>A row that contradicts others: what one table keeps is not what the rest of the database says.</summary>
/// <param name="Check">The file of db/checks that found it, without its extension.</param>
public sealed record DataFault(string Check, string Description)
{
    public override string ToString() => $"{Check}: {Description}";
}

/// <summary>
/// Asks of all data that a connection may read whether what is kept twice agrees (db/checks). They read whole tables: for
/// tests, drills and after a restore, never for a request.
/// </summary>
public static class DataChecks
{
    /// <param name="connection">Of a role that reads every tenant, or with one tenant in its context: then that one's data is asked.</param>
    /// <returns>Empty when everything agrees.</returns>
    public static async Task<IReadOnlyList<DataFault>> FindFaultsAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var faults = new List<DataFault>();
        foreach (var (name, text) in EmbeddedSql.Folder("checks"))
        {
            await using var command = new NpgsqlCommand(text, connection);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                faults.Add(new(Path.GetFileNameWithoutExtension(name), reader.GetString(0)));
        }
        return faults;
    }
}
