using Npgsql;

namespace SecureObs.Database;

/// <summary>One rule of db/lints that the database breaks.</summary>
/// <param name="Rule">The file name without its ending.</param>
public sealed record IsolationViolation(string Rule, string Description)
{
    public override string ToString() => $"{Rule}: {Description}";
}

/// <summary>
/// The rules that keep tenants apart, asked of the catalogue of a live database. They read no row of a tenant, so any
/// role may run them; the API runs them before it serves.
/// </summary>
public static class IsolationLints
{
    /// <summary>Every rule is asked; an empty list is a database that keeps all of them.</summary>
    public static async Task<IReadOnlyList<IsolationViolation>> FindViolationsAsync(NpgsqlConnection connection, CancellationToken ct)
    {
        var lints = EmbeddedSql.Folder("lints");
        await using var batch = new NpgsqlBatch(connection);
        foreach (var (_, text) in lints)
            batch.BatchCommands.Add(new(text.TrimEnd().TrimEnd(';')));

        var violations = new List<IsolationViolation>();
        await using var reader = await batch.ExecuteReaderAsync(ct);
        foreach (var (name, _) in lints)
        {
            while (await reader.ReadAsync(ct))
                violations.Add(new(Path.GetFileNameWithoutExtension(name), reader.GetString(0)));
            await reader.NextResultAsync(ct);
        }
        return violations;
    }
}
