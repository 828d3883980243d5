using Microsoft.Extensions.Configuration;
using Npgsql;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform.Pooling;

/// <summary>Behind PgBouncer in transaction mode a connection serves another tenant with every transaction.</summary>
public sealed class PoolingTests(TestApi api) : IAsyncLifetime
{
    private const int Tenants = 12;
    private const int Workers = 40;
    private const int Each = 50;

    private Pooler pooler = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => pooler = await Pooler.StartAsync(api.Database.Cluster.SuperuserConnectionString(), TestDatabase.Passwords);

    public ValueTask DisposeAsync() => pooler.DisposeAsync();

    /// <summary>2,000 transactions of random tenants over eight connections: reads, writes, roll-backs and failures.</summary>
    [Fact]
    public async Task No_transaction_sees_or_writes_another_tenants_rows()
    {
        var database = await api.Database.CloneAsync();
        await using var source = NpgsqlDataSource.Create(pooler.AsApi(database, TestDatabase.Passwords));
        Guid[] tenants = [.. Enumerable.Range(0, Tenants).Select(_ => Guid.NewGuid())];
        foreach (var tenant in tenants)
            await api.Database.ExecuteAsync(database, $"insert into app.tenants (id, name, created_at) values ('{tenant}', '{tenant}', now())");
        var (violations, committed) = (0, 0);

        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            var random = new Random(worker);
            for (var n = 0; n < Each; n++)
            {
                var tenant = tenants[random.Next(Tenants)];
                var outcome = random.Next(3);
                try
                {
                    await using var connection = await source.OpenConnectionAsync(Ct);
                    await using var transaction = await connection.BeginTransactionAsync(Ct);
                    await SayAsync(connection, $"select app.set_tenant('{tenant}')");
                    await SayAsync(connection, $"insert into app.projects (tenant_id, id, name, gate_policy, created_at) values ('{tenant}', '{Guid.NewGuid()}', '{worker}-{n}', 2, now())");
                    if (await SayAsync(connection, "select count(*) from app.projects where tenant_id <> app.current_tenant()") is not 0L
                        || await SayAsync(connection, "select name from app.tenants") is not string name || name != $"{tenant}")
                        Interlocked.Increment(ref violations);
                    if (outcome is 1)
                        await SayAsync(connection, "select 1 / 0");
                    if (outcome is 2)
                        continue;   // rolled back
                    await transaction.CommitAsync(Ct);
                    Interlocked.Increment(ref committed);
                }
                catch (PostgresException fault) when (fault.SqlState is "22012")
                {
                    // What a failure leaves behind must not reach the next one either.
                }
            }
        }, Ct)));

        Assert.Equal(0, violations);
        Assert.InRange(committed, 1, (Workers * Each) - 1);
        Assert.Equal(committed, await api.Database.ScalarAsync<long>(database, "select count(*) from app.projects"));
        Assert.Equal(0L, await SayAsync(await source.OpenConnectionAsync(Ct), "select count(*) from app.projects"));   // no tenant, no row
    }

    /// <summary>Whoever sets a tenant for a whole session would hand it to the next one: that is found and not served.</summary>
    [Fact]
    public async Task A_poisoned_connection_serves_nobody()
    {
        var (tenant, database) = (Guid.NewGuid(), await api.Database.CloneAsync());
        await using var source = NpgsqlDataSource.Create(pooler.AsApi(database, TestDatabase.Passwords));
        await api.Database.ExecuteAsync(database, $"insert into app.tenants (id, name, created_at) values ('{tenant}', 'x', now())");
        await using (var connection = await source.OpenConnectionAsync(Ct))
            await SayAsync(connection, $"select set_config('app.tenant_id', '{tenant}', false)");
        var transactions = new TenantTransactions(source, new KeptStatements(new ConfigurationBuilder().Build()));

        var refusal = await Assert.ThrowsAsync<PostgresException>(() =>
            transactions.RunAsync(Guid.NewGuid(), tx => tx.FirstAsync<long>($"select count(*) from app.projects where tenant_id = {tx.TenantId}", Ct), Ct));

        Assert.Equal("TN002", refusal.SqlState);
    }

    private static async Task<object?> SayAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Ct);
    }
}
