using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SecureObs.Api.Platform.Auditing.Sealing;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform.Auditing;

/// <summary>Every committed entry is sealed, once, and the chain is whole, whoever seals and whenever writers commit.</summary>
public sealed class SealingTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private Sealer Sealer => api.Services.GetRequiredService<Sealer>();

    [Fact]
    public async Task What_is_committed_is_sealed_and_signed()
    {
        var tenant = await api.NewTenantAsync();
        await tenant.NewKeyAsync();
        await api.WriteEntryAsync(tenant, 3);
        await SealAllAsync(tenant);

        await tenant.AssertWholeAsync(api.Keys());
        Assert.Equal(4, (await tenant.BlocksAsync())[^1].Total);
    }

    [Fact]
    public async Task An_entry_that_commits_late_is_waited_for_and_never_skipped()
    {
        var tenant = await api.NewTenantAsync();
        await api.WriteEntryAsync(tenant);
        await SealAllAsync(tenant);

        await using (var late = await api.BeginEntryAsync(tenant))
        {
            await api.WriteEntryAsync(tenant, 2);
            await Sealer.SealAsync(tenant.Id, null, Ct);
            await tenant.AssertWholeAsync(api.Keys(), unsealed: 2);
            await late.CommitAsync();
        }
        await SealAllAsync(tenant);

        await tenant.AssertWholeAsync(api.Keys());
        Assert.Equal(4, (await tenant.BlocksAsync())[^1].Total);
    }

    [Fact]
    public async Task Two_sealers_and_many_writers_of_one_tenant_make_one_whole_chain()
    {
        var tenant = await api.NewTenantAsync();
        using var done = new CancellationTokenSource();
        var times = 0;
        var sealers = Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
                if (await Sealer.SealAsync(tenant.Id, null, default) > 0)
                    Interlocked.Increment(ref times);
        }, Ct)).ToList();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            var random = new Random(writer);
            // As long as it takes the sealers to work beside the writers, on a machine that is busy, too.
            for (var i = 0; i < 12 || (Volatile.Read(ref times) < 4 && i < 2_000); i++)
            {
                await using var entry = await api.BeginEntryAsync(tenant, random.Next(1, 4));
                await Task.Delay(random.Next(0, 15), Ct);
                if (random.Next(5) > 0)
                    await entry.CommitAsync();
            }
        }, Ct)));
        await done.CancelAsync();
        await Task.WhenAll(sealers);
        await SealAllAsync(tenant);

        await tenant.AssertWholeAsync(api.Keys());
        Assert.True((await tenant.BlocksAsync()).Count > 3, "too few blocks: the sealers did not work beside the writers");
    }

    [Fact]
    public async Task Blocks_are_bounded_and_a_transaction_is_sealed_as_a_whole()
    {
        var tenant = await api.NewTenantAsync();
        await using (var held = await api.BeginEntryAsync(tenant))
        {
            foreach (var count in new[] { 3_000, 2_000, 1_000, 6_000, 10 })
                await api.WriteEntryAsync(tenant, count);
            await held.CommitAsync();
        }
        await SealAllAsync(tenant);

        await tenant.AssertWholeAsync(api.Keys());
        var blocks = await tenant.BlocksAsync();
        Assert.All(blocks, block => Assert.True(block.Count is <= Sealer.EntriesOfBlock or 6_000));
        var blockOf = blocks.SelectMany(block => block.Ids.Select(id => (id, block.No))).ToDictionary(each => each.id, each => each.No);
        Assert.All((await tenant.EntriesAsync()).GroupBy(each => each.Xid), transaction =>
            Assert.Single(transaction.Select(each => blockOf[each.Entry.Id]).Distinct()));
    }

    /// <summary>An interrupted sealer leaves whole blocks, and the next goes on behind them.</summary>
    [Fact]
    public async Task A_sealer_that_dies_between_blocks_leaves_a_chain_that_goes_on()
    {
        var tenant = await api.NewTenantAsync();
        await using (var held = await api.BeginEntryAsync(tenant))
        {
            for (var i = 0; i < 4; i++)
                await api.WriteEntryAsync(tenant, 4_000);
            await held.CommitAsync();
        }
        for (var patience = 1; patience < 60; patience += 6)
        {
            using var dies = new CancellationTokenSource(patience);
            await Record.ExceptionAsync(() => Sealer.SealAsync(tenant.Id, null, dies.Token));
        }
        await SealAllAsync(tenant);

        await tenant.AssertWholeAsync(api.Keys());
        Assert.Equal(16_001, (await tenant.BlocksAsync())[^1].Total);
    }

    /// <summary>Its data is no flat object: somebody wrote it past the product.</summary>
    [Fact]
    public async Task One_tenant_that_cannot_be_sealed_does_not_hold_up_the_others()
    {
        var (broken, fine) = (await api.NewTenantAsync(), await api.NewTenantAsync());
        await api.WriteEntryAsync(broken);
        await api.Database.ExecuteAsync(api.DatabaseName, $$$"""update app.audit set data = '{"a":{"b":1}}' where tenant_id = '{{{broken.Id}}}'""");
        await api.WriteEntryAsync(fine);
        try
        {
            await SealAllAsync(fine);
            await fine.AssertWholeAsync(api.Keys());
        }
        finally
        {
            await api.Database.ExecuteAsync(api.DatabaseName, $$"""update app.audit set data = '{"a":"b"}' where tenant_id = '{{broken.Id}}'""");
        }
        await SealAllAsync(broken);
        await broken.AssertWholeAsync(api.Keys());
    }

    [Fact]
    public async Task Whoever_writes_an_entry_does_not_choose_when_it_is_sealed()
    {
        var tenant = await api.NewTenantAsync();
        await using var open = await api.BeginEntryAsync(tenant);
        await using var forged = new NpgsqlCommand($$"""
            insert into app.audit (tenant_id, id, at, actor_kind, actor_id, action, subject_id, data, xid)
            values ('{{tenant.Id}}', gen_random_uuid(), now(), 3, gen_random_uuid(), 'x', gen_random_uuid(), '{}', 9223372036854775807)
            """, open.Connection);

        Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => forged.ExecuteNonQueryAsync(Ct))).SqlState);
    }

    [Fact]
    public async Task One_holder_at_a_time_has_a_lease()
    {
        var doors = api.Services.GetRequiredService<SealingDoors>();
        var (name, one, two) = ($"test {Guid.NewGuid()}", Guid.NewGuid(), Guid.NewGuid());

        Assert.True(await doors.TakeLeaseAsync(name, one, TimeSpan.FromMinutes(1), Ct));
        Assert.False(await doors.TakeLeaseAsync(name, two, TimeSpan.FromMinutes(1), Ct));
        Assert.True(await doors.TakeLeaseAsync(name, one, TimeSpan.Zero, Ct));
        Assert.True(await doors.TakeLeaseAsync(name, two, TimeSpan.FromMinutes(1), Ct));
    }

    /// <summary>Other tests of this server hold transactions open: their end is waited for.</summary>
    private async Task SealAllAsync(TestTenant tenant)
    {
        var (wanted, patience) = ((await tenant.EntriesAsync()).Count, Stopwatch.StartNew());
        while ((await tenant.BlocksAsync()).Sum(block => block.Count) < wanted)
        {
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(1), "the entries are not sealed");
            await api.SealAsync();
            await Task.Delay(20, Ct);
        }
    }
}
