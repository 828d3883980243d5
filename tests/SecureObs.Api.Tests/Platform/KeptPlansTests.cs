using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform;

/// <summary>Statements that read are prepared and their plans kept; a plan made for one tenant shows another nothing of it.</summary>
public sealed class KeptPlansTests(TestApi api)
{
    private const int Often = 20;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The statement names no tenant: what keeps them apart is row-level security alone, in the plan that was kept.</summary>
    [Fact]
    public async Task A_kept_plan_shows_each_tenant_its_own()
    {
        await using var app = OneConnection(prepared: 100);
        var transactions = app.Services.GetRequiredService<TenantTransactions>();
        TestTenant[] tenants = [await api.NewTenantAsync(), await api.NewTenantAsync()];
        for (var n = 0; n < Often; n++)
            Assert.Equal([tenants[n % 2].Id], await transactions.ReadAsync(tenants[n % 2].Id, tx => tx.QueryAsync<Guid>($"select distinct tenant_id from app.projects", Ct), Ct));
        var kept = await transactions.ReadAsync(tenants[0].Id, tx => tx.FirstAsync<long>(
            $"select coalesce(max(generic_plans), 0) from pg_prepared_statements where statement like 'select distinct tenant_id from app.projects%'", Ct), Ct);
        Assert.True(kept > 0, "No plan was kept.");
    }

    [Fact]
    public async Task Nothing_is_prepared_where_that_is_switched_off()
    {
        await using var app = OneConnection(prepared: 0);
        var transactions = app.Services.GetRequiredService<TenantTransactions>();
        var tenant = await api.NewTenantAsync();
        for (var n = 0; n < Often; n++)
            Assert.Equal(0, await transactions.ReadAsync(tenant.Id, tx => tx.FirstAsync<long>($"select count(*) from pg_prepared_statements", Ct), Ct));
    }

    [Fact]
    public async Task Work_that_only_reads_cannot_write()
    {
        var tenant = await api.NewTenantAsync();
        var refused = await Assert.ThrowsAsync<PostgresException>(() => api.Services.GetRequiredService<TenantTransactions>().ReadAsync(
            tenant.Id, tx => tx.ExecuteAsync($"update app.projects set name = name where tenant_id = {tx.TenantId}", Ct), Ct));
        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refused.SqlState);
    }

    /// <summary>What is written after it on the same connection may write, and is not prepared: it is planned for its own values.</summary>
    [Fact]
    public async Task Reading_leaves_nothing_behind_on_its_connection()
    {
        await using var app = OneConnection(prepared: 100);
        var (transactions, tenant) = (app.Services.GetRequiredService<TenantTransactions>(), await api.NewTenantAsync());
        await transactions.ReadAsync(tenant.Id, tx => tx.FirstAsync<int>($"select 1", Ct), Ct);
        for (var n = 0; n < Often; n++)
            Assert.Equal("off 0", await transactions.RunAsync(tenant.Id, tx => tx.FirstAsync<string>(
                $"select current_setting('transaction_read_only') || ' ' || count(*) from pg_prepared_statements where statement like 'select current_setting%'", Ct), Ct));
    }

    [Fact]
    public void No_more_statements_are_kept_than_the_setting_says()
    {
        var kept = new KeptStatements(new ConfigurationBuilder().AddInMemoryCollection([new(KeptStatements.Setting, "2")]).Build());
        Assert.Equal([false, false, false], Enumerable.Range(0, 3).Select(n => kept.Has($"select {n}")));
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(n => kept.Has($"select {n}")));
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(n => kept.Has($"select {n}")));
    }

    private WebApplication OneConnection(int prepared) => ApiApp.Build(
        new() { EnvironmentName = "Testing", ContentRootPath = Repository.Path("src/SecureObs.Api") },
        builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:SecureObs"] = $"{api.Database.AsApiDirectly(api.DatabaseName)};Maximum Pool Size=1",
                [KeptStatements.Setting] = $"{prepared}",
                ["AllowedHosts"] = "127.0.0.1",
                ["Transport:AllowPlainHttp"] = "true",
            });
            api.Entra.Attach(builder);
        });
}
