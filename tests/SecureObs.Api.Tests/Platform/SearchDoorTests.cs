using Npgsql;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform;

/// <summary>Attacks on the door that looks words up past row-level security: whatever it is given, it tells texts of the tenant in context.</summary>
public sealed class SearchDoorTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_tells_texts_of_the_tenant_in_context_alone()
    {
        var (ours, theirs) = (await TenantAsync("ours"), await TenantAsync("theirs"));

        Assert.Equal(["1 needle ours", "2 src/needle ours.py", "3"], await FoundAsync(ours, "NEEDLE"));
        Assert.Equal([], await FoundAsync(ours, "needle theirs"));
        Assert.Equal(["1 needle theirs", "2 src/needle theirs.py", "3"], await FoundAsync(theirs, "needle"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("set local app.tenant_id = ''")]
    [InlineData("select app.set_tenant('00000000-0000-4000-8000-000000000001')")]
    public async Task Without_a_tenant_or_with_one_that_is_not_there_it_tells_nothing(string? statement)
    {
        await TenantAsync("any");
        await using var connection = await OpenAsync(api.Database.AsApi(api.DatabaseName));
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        if (statement is not null)
            await ExecuteAsync(connection, statement);

        Assert.Empty(await RowsAsync(connection, "select t.text from app.texts_with('needle') t"));
    }

    /// <summary>Nothing in its argument is a pattern, a statement or a tenant.</summary>
    [Theory]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("needle%")]
    [InlineData(@"\")]
    [InlineData(@"\%")]
    [InlineData(@"needle\")]
    [InlineData("' or true --")]
    [InlineData("%' or s.tenant_id <> app.current_tenant() or s.text ilike '%")]
    [InlineData("$1")]
    public async Task Odd_words_are_words(string words)
    {
        var (ours, theirs) = (await TenantAsync("ours"), await TenantAsync(words));

        Assert.Equal([], await FoundAsync(ours, words));
        Assert.Equal([], await FoundAsync(ours, $"{theirs.Id}"));
        Assert.Contains(await FoundAsync(theirs, words), text => text.Contains(words.Replace('\\', '/'), StringComparison.Ordinal) || text.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_finds_nothing_and_no_words_find_ones_own()
    {
        var ours = await TenantAsync("ours");
        await TenantAsync("theirs");

        Assert.Equal([], await FoundAsync(ours, null));
        Assert.Equal(["1 needle ours", "2 src/needle ours.py", "3"], await FoundAsync(ours, ""));
        Assert.Equal([], await FoundAsync(ours, new string('n', 1_000_000)));
    }

    /// <summary>Tables, functions and operators of the same names that stand first in the path of whoever calls; and settings that change how text is read.</summary>
    [Theory]
    [InlineData("set local search_path = trick, app, pg_catalog")]
    [InlineData("set local search_path = trick, pg_catalog; set local standard_conforming_strings = off; set local escape_string_warning = off")]
    [InlineData("set local search_path = trick, pg_catalog; set local plan_cache_mode = force_generic_plan")]
    public async Task What_stands_in_the_callers_search_path_is_not_what_it_reads(string settings)
    {
        var name = await api.Database.CloneAsync();
        await using (var superuser = await OpenAsync(api.Database.AsSuperuser(name)))
        {
            await ExecuteAsync(superuser, """
                insert into app.tenants (id, name, created_at) values ('11111111-1111-4111-8111-111111111111', 'ours', now()), ('22222222-2222-4222-8222-222222222222', 'theirs', now());
                insert into app.search_texts (tenant_id, kind, digest, text)
                select t.id, 1, decode(md5(t.name), 'hex'), 'needle ' || t.name from app.tenants t where t.name in ('ours', 'theirs');
                create schema trick;
                create function trick.current_tenant() returns uuid language sql as $$ select '22222222-2222-4222-8222-222222222222'::uuid $$;
                create table trick.search_texts as select '11111111-1111-4111-8111-111111111111'::uuid as tenant_id, 1::smallint as kind, 'needle trick'::text as text;
                create function trick.replace(text, text, text) returns text language sql as $$ select '%' $$;
                create function trick.like_all(text, text) returns boolean language sql as $$ select true $$;
                create operator trick.~~* (leftarg = text, rightarg = text, function = trick.like_all);
                create function trick.equal_all(uuid, uuid) returns boolean language sql as $$ select true $$;
                create operator trick.= (leftarg = uuid, rightarg = uuid, function = trick.equal_all);
                grant usage on schema trick to secureobs_api; grant all on all tables in schema trick to secureobs_api;
                """);
        }
        await using var connection = await OpenAsync(api.Database.AsApi(name));
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await ExecuteAsync(connection, "select app.set_tenant('11111111-1111-4111-8111-111111111111')");
        await ExecuteAsync(connection, settings);

        Assert.Equal(["needle ours"], await RowsAsync(connection, "select t.text from app.texts_with('needle') t"));
        Assert.Empty(await RowsAsync(connection, "select t.text from app.texts_with('theirs') t"));
    }

    [Theory]
    [InlineData("set local row_security = off; select app.texts_with('needle')")]
    [InlineData("set role secureobs_door_search")]
    [InlineData("create or replace function app.texts_with(words text) returns table (tenant_id uuid, kind smallint, text text, hash bigint) language sql as 'select tenant_id, kind, text, 0 from app.search_texts'")]
    [InlineData("alter function app.texts_with(text) reset search_path")]
    [InlineData("alter policy door_search on app.search_texts to public")]
    [InlineData("update app.search_texts set text = 'x'")]
    [InlineData("delete from app.search_texts")]
    [InlineData("delete from app.rule_weaknesses")]
    [InlineData("insert into app.search_texts (tenant_id, kind, digest, text) values ('00000000-0000-4000-8000-000000000001', 1, decode(md5('x'), 'hex'), 'planted')")]
    [InlineData("insert into app.rule_weaknesses (tenant_id, weakness, rule_id) values ('00000000-0000-4000-8000-000000000001', 'x', 'planted')")]
    [InlineData("select extensions.similarity('a', 'b')")]
    public async Task The_runtime_role_may_neither_become_nor_change_it(string statement)
    {
        var ours = await TenantAsync("ours");
        await using var connection = await OpenAsync(api.Database.AsApi(api.DatabaseName));
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await ExecuteAsync(connection, $"select app.set_tenant('{ours.Id}')");

        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(connection, statement))).SqlState);
    }

    /// <summary>One finding with the word in its rule, path and description.</summary>
    private async Task<TestTenant> TenantAsync(string word)
    {
        var tenant = await api.NewTenantAsync();
        var row = Rows.Universal(tenant.ProjectId, "1", rule: $"needle {word}", path: $"src/needle {word}.py");
        row["description"] = $"a needle {word}";
        await (await tenant.PipelineAsync(tenant.ProjectId)).IngestAsync("universal", row);
        return tenant;
    }

    private static Task<List<string>> FoundAsync(TestTenant tenant, string? words) => tenant.RunAsync(tx => tx.QueryAsync<string>(
        $"select concat_ws(' ', t.kind, t.text) as value from app.texts_with({words}::text) t where t.tenant_id is not null order by 1", Ct));

    private static async Task<NpgsqlConnection> OpenAsync(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(Ct);
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static async Task<List<string>> RowsAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(Ct);
        var rows = new List<string>();
        while (await reader.ReadAsync(Ct))
            rows.Add(reader.GetString(0));
        return rows;
    }
}
