using Npgsql;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Conventions.Releases;

/// <summary>A schema as the API of a release meets it.</summary>
/// <param name="Needs">What the API may rely on.</param>
/// <param name="Demands">What tables ask of whoever writes.</param>
internal sealed record ReleasedSchema(HashSet<string> Needs, HashSet<(string Table, string Demand)> Demands)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<ReleasedSchema> ReadAsync(NpgsqlConnection connection) => new(
        [.. await RowsAsync(connection, "Needs.sql", row => row.GetString(0))],
        [.. await RowsAsync(connection, "Demands.sql", row => (row.GetString(0), row.GetString(1)))]);

    /// <summary>What a later schema takes from the API of this one, or asks of it anew.</summary>
    public IEnumerable<string> BrokenBy(ReleasedSchema later)
    {
        var tables = Demands.Select(demand => demand.Table).ToHashSet();
        return Needs.Except(later.Needs).Select(need => $"gone: {need}")
            .Concat(later.Demands.Except(Demands).Where(demand => tables.Contains(demand.Table)).Select(demand => $"new: {demand.Table} {demand.Demand}"))
            .Order(StringComparer.Ordinal);
    }

    private static async Task<List<T>> RowsAsync<T>(NpgsqlConnection connection, string file, Func<NpgsqlDataReader, T> read)
    {
        await using var command = new NpgsqlCommand(await File.ReadAllTextAsync(Repository.Path($"tests/SecureObs.Api.Tests/Conventions/Releases/{file}"), Ct), connection);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(Ct))
            rows.Add(read(reader));
        return rows;
    }
}
