using Npgsql;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform;

/// <summary>The second wall: what PostgreSQL lets the runtime role see when the application asks for everything.</summary>
public sealed class TenantIsolationTests(TestApi api)
{
    /// <summary>Every table of app that a tenant has rows in once it has done everything there is to do.</summary>
    private static readonly string[] TenantTables =
    [
        "api_keys", "archive_parts", "archives", "attack_chokepoints", "attack_paths", "audit", "audit_blocks", "audit_cuts", "checkpoint_deliveries", "checkpoint_webhooks", "finding_change_items", "finding_changes", "finding_comments", "finding_counts", "finding_days",
        "finding_fingerprints", "finding_links", "finding_views", "findings", "former_members",
        "gate_policies", "gate_verdicts", "imports", "infrastructure_analyses", "infrastructure_edges", "infrastructure_nodes", "invitations",
        "memberships", "notification_channels", "notification_deliveries", "notification_events", "notification_waiting", "project_scanners", "projects", "result_findings", "result_rows", "retentions", "rule_aliases", "rule_weaknesses", "run_credentials", "runs", "scan_results", "scan_scopes", "scope_findings",
        "search_texts", "secret_hash_keys", "subscriptions", "suppressions", "tenants", "trust_rules",
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_tenant_table_is_asked_here() => Assert.Equal(
        string.Join(' ', TenantTables),
        await api.Database.ScalarAsync<string>(api.DatabaseName,
            "select string_agg(tablename, ' ' order by tablename) from pg_tables where schemaname = 'app' and tablename <> 'scanners'"));

    [Theory]
    [InlineData("nothing", null)]
    [InlineData("empty", "set local app.tenant_id = ''")]
    [InlineData("another", "select app.set_tenant('00000000-0000-4000-8000-000000000001')")]
    public async Task Without_its_own_tenant_in_context_nothing_is_seen(string context, string? statement)
    {
        await FilledTenantAsync();
        await using var connection = await OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        if (statement is not null)
            await ExecuteAsync(connection, statement);

        foreach (var table in TenantTables)
            Assert.True(0L == await CountAsync(connection, table, ""), $"{table} shows rows with {context} as tenant");
    }

    [Fact]
    public async Task With_its_tenant_in_context_only_its_own_rows_are_seen()
    {
        var (ours, theirs) = (await FilledTenantAsync(), await FilledTenantAsync());
        await using var connection = await OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await ExecuteAsync(connection, $"select app.set_tenant('{ours.Id}')");

        foreach (var table in TenantTables)
        {
            var column = table == "tenants" ? "id" : "tenant_id";
            Assert.True(await CountAsync(connection, table, "") > 0, $"{table} is empty: the test proves nothing");
            Assert.Equal(0, await CountAsync(connection, table, $"where {column} = '{theirs.Id}'"));
            Assert.Equal(0, await CountAsync(connection, table, $"where {column} <> '{ours.Id}'"));
        }
    }

    [Fact]
    public async Task A_row_of_another_tenant_can_be_neither_planted_nor_changed()
    {
        var (ours, theirs) = (await FilledTenantAsync(), await FilledTenantAsync());
        await using var connection = await OpenAsync();

        Assert.Equal("42501", await StateAsync(connection, ours, $"insert into app.projects (tenant_id, id, name, gate_policy, created_at) values ('{theirs.Id}', gen_random_uuid(), 'x', 0, now())"));
        Assert.Equal("0 rows", await StateAsync(connection, ours, $"update app.projects set gate_policy = 0 where id = '{theirs.ProjectId}'"));
        Assert.Equal("42501", await StateAsync(connection, ours, "update app.projects set tenant_id = tenant_id"));
        Assert.Equal("0 rows", await StateAsync(connection, ours, $"delete from app.findings where project_id = '{theirs.ProjectId}'"));
        Assert.Equal("42501", await StateAsync(connection, ours, "delete from app.suppressions"));
        Assert.Equal("42501", await StateAsync(connection, ours, "update app.finding_comments set comment = 'x'"));
        Assert.Equal("42501", await StateAsync(connection, ours, "update app.suppressions set reason = 'x'"));
        Assert.Equal("42501", await StateAsync(connection, ours, "truncate app.findings"));
        Assert.Equal("42501", await StateAsync(connection, ours, "update app.audit set action = 'x'"));
        Assert.Equal("42501", await StateAsync(connection, ours, "delete from app.audit"));
        Assert.Equal("42501", await StateAsync(connection, ours, "update app.audit_blocks set no = 7"));
        Assert.Equal("42501", await StateAsync(connection, ours, "delete from app.audit_blocks"));
        Assert.Equal("42501", await StateAsync(connection, ours, "select * from work.leases"));
        Assert.Equal("42501", await StateAsync(connection, ours, "select * from work.seal_progress"));
        Assert.Equal("42501", await StateAsync(connection, ours, "select * from work.people"));
        Assert.Equal("42501", await StateAsync(connection, ours, "select * from work.stripe_events"));
        Assert.Equal("42501", await StateAsync(connection, ours, "delete from work.stripe_events"));
        Assert.Equal("23503", await StateAsync(connection, ours, $"insert into app.runs (tenant_id, id, project_id, pipeline_run_id, opened_at, started_at) values ('{ours.Id}', gen_random_uuid(), '{theirs.ProjectId}', 'x', now(), now())"));
    }

    [Theory]
    [InlineData("select app.set_tenant(null)", "TN001")]
    [InlineData("select app.set_tenant('00000000-0000-4000-8000-000000000001'); select app.set_tenant('00000000-0000-4000-8000-000000000002')", "TN002")]
    public async Task A_tenant_is_set_once_and_never_null(string statement, string state)
    {
        await using var connection = await OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync(Ct);

        Assert.Equal(state, (await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(connection, statement))).SqlState);
    }

    [Fact]
    public async Task The_tenant_is_gone_with_its_transaction()
    {
        var ours = await FilledTenantAsync();
        await using var connection = await OpenAsync();
        await using (var transaction = await connection.BeginTransactionAsync(Ct))
        {
            await ExecuteAsync(connection, $"select app.set_tenant('{ours.Id}')");
            await transaction.CommitAsync(Ct);
        }

        Assert.Equal(0, await CountAsync(connection, "projects", ""));
    }

    [Fact]
    public async Task Doors_answer_for_what_was_given_to_them_alone()
    {
        var ours = await FilledTenantAsync();
        await FilledTenantAsync();
        await using var connection = await OpenAsync();

        Assert.Equal(0, await CountAsync(connection, "authenticate_api_key('\\x00', now())", ""));
        Assert.Equal(0, await CountAsync(connection, "authenticate_api_key(null, now())", ""));
        Assert.Equal(0, await CountAsync(connection, $"tenants_of_person('{Guid.NewGuid()}')", ""));
        Assert.Equal(0, await CountAsync(connection, "find_invitation('\\x00', now())", ""));
        Assert.Equal(0, await CountAsync(connection, "find_invitation(null, now())", ""));
        Assert.Equal(0, await CountAsync(connection, "tenant_of_customer('cus_none')", "where tenant_of_customer is not null"));
        Assert.Equal(0, await CountAsync(connection, "tenant_of_customer(null)", "where tenant_of_customer is not null"));
        Assert.Equal(0, await CountAsync(connection, "people_of_tenant()", ""));
        Assert.Equal(0, await CountAsync(connection, "texts_with('B602')", ""));
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await ExecuteAsync(connection, $"select app.set_tenant('{ours.Id}')");
        Assert.Equal(4, await CountAsync(connection, "people_of_tenant()", ""));   // three members, one who left
    }

    private Task<TestTenant> FilledTenantAsync() => api.NewFilledTenantAsync();

    private async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection(api.Database.AsApi(api.DatabaseName));
        await connection.OpenAsync(Ct);
        return connection;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Ct);
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, string table, string filter)
    {
        await using var command = new NpgsqlCommand($"select count(*) from app.{table} {filter}", connection);
        return (long)(await command.ExecuteScalarAsync(Ct))!;
    }

    /// <summary>The SQLSTATE that refuses the statement, or how many rows it wrote.</summary>
    private static async Task<string> StateAsync(NpgsqlConnection connection, TestTenant tenant, string sql)
    {
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        try
        {
            await ExecuteAsync(connection, $"select app.set_tenant('{tenant.Id}')");
            await using var command = new NpgsqlCommand(sql, connection);
            return $"{await command.ExecuteNonQueryAsync(Ct)} rows";
        }
        catch (PostgresException refusal)
        {
            return refusal.SqlState;
        }
    }
}
