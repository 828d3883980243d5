using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Auditing.Sealing;
using SecureObs.Api.Platform.Signing;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Audit;

namespace SecureObs.Api.Tests.Platform.Auditing;

/// <summary>What tests look at the audit trail with.</summary>
internal static class Trail
{
    /// <summary>Seals what can be sealed. The API's own sealer may be at it too; that changes nothing.</summary>
    public static Task<int> SealAsync(this TestApi api) => api.Services.GetRequiredService<SealingRound>().RunAsync(default);

    /// <summary>Seals until nothing of the tenant is left. Transactions of other tests hold the sealer back for a moment.</summary>
    public static async Task SealAllAsync(this IServiceProvider services, TestTenant tenant)
    {
        await services.FlushReadsAsync();
        do
            await services.GetRequiredService<SealingRound>().RunAsync(default);
        while (await tenant.RunAsync(tx => tx.FirstAsync<bool>($"""
            select exists (select from app.audit a where a.tenant_id = {tx.TenantId} and not exists (
                select from app.audit_blocks b where b.tenant_id = {tx.TenantId} and a.id = any (b.ids)))
            """, default)));
    }

    /// <summary>Writes what waits in memory and in files.</summary>
    public static Task FlushReadsAsync(this IServiceProvider services) => services.GetRequiredService<ReadWriter>().FlushAsync(replayNow: true);

    /// <summary>The whole chain, with ids and leaves.</summary>
    public static Task<List<AuditBlock>> BlocksAsync(this TestTenant tenant) =>
        tenant.RunAsync(tx => Chain.BlocksAsync(tx, 1, int.MaxValue, default));

    /// <summary>Every entry of every epoch, in the order of writing.</summary>
    public static async Task<List<(long Xid, AuditEntry Entry)>> EntriesAsync(this TestTenant tenant) => await tenant.RunAsync(async tx =>
    {
        var epochs = await tx.QueryAsync<long>($"select distinct epoch from app.audit where tenant_id = {tx.TenantId} order by epoch", default);
        var entries = new List<(long, AuditEntry)>();
        foreach (var epoch in epochs)
            entries.AddRange((await Chain.EntriesAsync(tx, epoch, 0, long.MaxValue, int.MaxValue, default)).Select(row => (row.Xid, row.EntryOrNull(tenant.Id)!)));
        return entries;
    });

    /// <summary>The chain is whole, and its blocks hold all these entries once, except so many that are not sealed yet.</summary>
    public static async Task AssertWholeAsync(this TestTenant tenant, PublicKeys keys, int unsealed = 0)
    {
        var (blocks, entries) = (await tenant.BlocksAsync(), await tenant.EntriesAsync());
        var byId = entries.ToDictionary(each => each.Entry.Id, each => each.Entry);
        var faults = new List<AuditFinding>();
        var verifier = new AuditVerifier(tenant.Id, keys, [], complete: true, faults.Add);
        foreach (var block in blocks)
        {
            verifier.Block(block);
            foreach (var id in block.Ids.Where(byId.ContainsKey))
                verifier.Entry(new(id, byId[id]));
        }
        var sealed_ = blocks.SelectMany(block => block.Ids).ToHashSet();
        foreach (var entry in byId.Values.Where(entry => !sealed_.Contains(entry.Id)))
            verifier.Unsealed(new(entry.Id, entry), entry.At);
        var summary = verifier.End();

        Assert.Empty(faults);
        Assert.Equal((entries.Count - unsealed, unsealed), ((int)summary.Entries, (int)summary.Unsealed));
        Assert.Equal(sealed_.Count, blocks.Sum(block => block.Count));
    }

    public static PublicKeys Keys(this TestApi api) => api.Services.GetRequiredService<KeyHolder>().Public;

    /// <summary>Writes entries as the API would, in a transaction that stays open.</summary>
    public static async Task<OpenEntry> BeginEntryAsync(this TestApi api, TestTenant tenant, int count = 1, string? connectionString = null)
    {
        var connection = new NpgsqlConnection(connectionString ?? api.Database.AsApi(api.DatabaseName));
        await connection.OpenAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using (var context = new NpgsqlCommand($"select app.set_tenant('{tenant.Id}')", connection))
            await context.ExecuteNonQueryAsync();
        await using var insert = new NpgsqlCommand($$"""
            insert into app.audit (tenant_id, id, at, actor_kind, actor_id, action, subject_id, data)
            select '{{tenant.Id}}', gen_random_uuid(), now(), 3, '{{Guid.Empty}}', 'test.done', gen_random_uuid(), '{"a":"b"}' from generate_series(1, {{count}})
            """, connection);
        await insert.ExecuteNonQueryAsync();
        return new(connection, transaction);
    }

    public static async Task WriteEntryAsync(this TestApi api, TestTenant tenant, int count = 1)
    {
        await using var entry = await api.BeginEntryAsync(tenant, count);
        await entry.CommitAsync();
    }
}

/// <summary>An entry whose transaction has not ended.</summary>
internal sealed record OpenEntry(NpgsqlConnection Connection, NpgsqlTransaction Transaction) : IAsyncDisposable
{
    public Task CommitAsync() => Transaction.CommitAsync();

    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
