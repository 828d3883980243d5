using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SecureObs.Api.Features.Erasure;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Erasure;

/// <summary>Days that pass, the job, and what is left: looked for in every table that the catalogue has.</summary>
internal static class Erasing
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The tenant as an owner asked to delete it, eight days ago.</summary>
    public static async Task EndAsync(this TestApi api, TestTenant tenant)
    {
        Assert.Equal("200", await tenant.Owner.SendAsync("POST", tenant.Route("deletion"), new { name = "Test tenant" }).SaysAsync());
        await api.PassWeekAsync(tenant.Id);
    }

    /// <summary>As if an owner had asked eight days ago.</summary>
    public static Task PassWeekAsync(this TestApi api, Guid tenant, string? database = null) => api.Database.ExecuteAsync(database ?? api.DatabaseName,
        $"update app.tenants set delete_asked_at = now() - interval '8 days', delete_after = now() - interval '1 day' where id = '{tenant}'");

    /// <summary>What the job does every few seconds.</summary>
    public static Task EraseAsync(this TestApi api) => api.Services.GetRequiredService<ErasureRound>().RunAsync(Ct);

    /// <summary>Every table of the database with a row in whose text the word stands, e.g. <c>app.findings</c>.</summary>
    public static async Task<List<string>> TablesWithAsync(this TestApi api, string word, string? database = null)
    {
        await using var source = NpgsqlDataSource.Create(api.Database.AsSuperuser(database ?? api.DatabaseName));
        var tables = await ReadAsync(source, """
            select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'm') and c.relpersistence <> 't' and n.nspname not in ('pg_catalog', 'information_schema')
            """);
        var found = new List<string>();
        foreach (var table in tables)
            found.AddRange(await ReadAsync(source, $"select '{table}' from {table} as t where strpos(t::text, '{word}') > 0 limit 1"));
        return found;
    }

    private static async Task<List<string>> ReadAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var rows = new List<string>();
        while (await reader.ReadAsync(Ct))
            rows.Add(reader.GetString(0));
        return rows;
    }
}
