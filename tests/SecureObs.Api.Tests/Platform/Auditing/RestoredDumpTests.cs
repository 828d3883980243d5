using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SecureObs.Api.Platform.Auditing.Sealing;
using SecureObs.Api.Platform.Signing;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Audit;

namespace SecureObs.Api.Tests.Platform.Auditing;

/// <summary>A database that moved into another cluster, where transaction ids start anew, is sealed on.</summary>
public sealed class RestoredDumpTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restored_database_seals_on_with_smaller_transaction_ids()
    {
        await using var second = new TestDatabase();
        await second.InitializeAsync();
        var (from, to) = (await api.Database.CloneAsync(), await second.CloneAsync());
        // The first cluster is older: it has given out more ids than the second.
        await api.Database.ExecuteAsync(from, """
            do $$ begin for i in 1..3000 loop begin insert into work.leases values ('x', gen_random_uuid(), now()); delete from work.leases; exception when others then null; end; end loop; end $$
            """);

        var tenant = Guid.CreateVersion7();
        await using (var first = api.Build(api.Database.AsApi(from)))
        {
            await WriteTenantAsync(first.Services, tenant);
            await SealAsync(first.Services, tenant);
            await WriteEntryAsync(first.Services, tenant);   // not sealed when the dump is taken
        }
        await CopyAsync(api.Database.AsSuperuser(from), second.AsSuperuser(to));
        await using var restored = api.Build(second.AsApi(to));
        await WriteEntryAsync(restored.Services, tenant);
        await restored.Services.GetRequiredService<SealingRound>().RunPastEpochsAsync(Ct);
        await SealAsync(restored.Services, tenant);
        await WriteEntryAsync(restored.Services, tenant);
        await SealAsync(restored.Services, tenant);

        var blocks = await restored.Services.GetRequiredService<TenantTransactions>().RunAsync(tenant, tx => Chain.BlocksAsync(tx, 1, 100, Ct), Ct);
        Assert.Equal([1, 2, 3, 4], blocks.Select(block => block.No));
        Assert.Equal([1, 2, 3, 4], blocks.Select(block => block.Total));
        Assert.Equal(blocks[0].Epoch, blocks[1].Epoch);
        Assert.NotEqual(blocks[1].Epoch, blocks[2].Epoch);
        Assert.True(blocks[2].XidTo < blocks[1].XidFrom, "the second cluster's ids are not smaller: the test proves nothing");
        var faults = new List<AuditFinding>();
        var verifier = new AuditVerifier(tenant, restored.Services.GetRequiredService<KeyHolder>().Public, [], complete: false, faults.Add);
        blocks.ForEach(verifier.Block);
        verifier.End();
        Assert.Empty(faults);
        Assert.Empty(await restored.Services.GetRequiredService<SealingDoors>().PastEpochsAsync(blocks[3].Epoch, Ct));
    }

    private static Task<int> WriteTenantAsync(IServiceProvider services, Guid tenant) =>
        services.GetRequiredService<TenantTransactions>().RunAsync(tenant, async tx =>
        {
            await tx.ExecuteAsync($"insert into app.tenants (id, name, created_at) values ({tx.TenantId}, 'Moved', now())", Ct);
            return await InsertAsync(tx);
        }, Ct);

    private static Task<int> WriteEntryAsync(IServiceProvider services, Guid tenant) =>
        services.GetRequiredService<TenantTransactions>().RunAsync(tenant, InsertAsync, Ct);

    private static Task<int> InsertAsync(TenantTransaction tx) => tx.ExecuteAsync($$"""
        insert into app.audit (tenant_id, id, at, actor_kind, actor_id, action, subject_id, data)
        values ({{tx.TenantId}}, {{Guid.CreateVersion7()}}, now(), 3, {{Guid.Empty}}, 'test.done', {{Guid.Empty}}, '{"a":"b"}'::jsonb)
        """, Ct);

    private static async Task SealAsync(IServiceProvider services, Guid tenant)
    {
        while (await services.GetRequiredService<Sealer>().SealAsync(tenant, null, Ct) == 0)
            await Task.Delay(20, Ct);   // another test of this server holds a transaction open
        await services.GetRequiredService<SealingRound>().RunAsync(Ct);
    }

    /// <summary>What pg_dump and pg_restore do with the rows of a schema that is there.</summary>
    private static async Task CopyAsync(string from, string to)
    {
        await using var source = new NpgsqlConnection(from);
        await using var target = new NpgsqlConnection(to);
        await source.OpenAsync(Ct);
        await target.OpenAsync(Ct);
        await using (var quiet = new NpgsqlCommand("set session_replication_role = replica", target))
            await quiet.ExecuteNonQueryAsync(Ct);
        foreach (var table in new[] { "app.tenants", "app.audit", "app.audit_blocks", "work.seal_progress", "work.checkpoints_due" })
        {
            using var export = await source.BeginTextExportAsync($"copy {table} to stdout", Ct);
            var text = await export.ReadToEndAsync(Ct);
            await using var import = await target.BeginTextImportAsync($"copy {table} from stdin", Ct);
            await import.WriteAsync(text);
        }
    }
}
