using Npgsql;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>Every row of every table outside the catalogue, as text, past row-level security.</summary>
internal static class DatabaseDump
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<string> DumpAsync(this TestApi api)
    {
        await using var source = NpgsqlDataSource.Create(api.Database.AsSuperuser(api.DatabaseName));
        var tables = new List<string>();
        await using (var command = source.CreateCommand("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')"))
        await using (var reader = await command.ExecuteReaderAsync(Ct))
        {
            while (await reader.ReadAsync(Ct))
                tables.Add(reader.GetString(0));
        }
        var dump = new List<string>();
        foreach (var table in tables)
        {
            await using var command = source.CreateCommand($"select coalesce(string_agg(t::text, chr(10)), '') from {table} as t");
            dump.Add((string)(await command.ExecuteScalarAsync(Ct))!);
        }
        return string.Join('\n', dump);
    }
}
