using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using SecureObs.Api.Features.Findings.Ingest.Turns;

namespace SecureObs.Api.Tests.Features.Findings;

/// <summary>Tenants take turns, whoever sends more.</summary>
public sealed class IngestTurnsTests
{
    private static readonly Guid[] Tenants = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];

    private static readonly int[] Arriving = [0, 0, 0, 0, 1, 0, 2, 1];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_sends_much_waits_for_who_sends_little()
    {
        var turns = Turns(atOnce: 1, perTenant: 1);
        var taken = new List<int>();
        var first = await turns.TakeAsync(Tenants[0], Ct);
        var work = Arriving.Select(tenant => TakeAsync(turns, tenant, taken)).ToList();

        first.Dispose();
        await Task.WhenAll(work);

        Assert.Equal("0 1 2 0 1 0 0 0", string.Join(' ', taken));
    }

    [Fact]
    public async Task So_many_at_once_and_so_many_of_one_tenant()
    {
        var turns = Turns(atOnce: 3, perTenant: 2);
        var own = new[] { await turns.TakeAsync(Tenants[0], Ct), await turns.TakeAsync(Tenants[0], Ct) };

        var third = turns.TakeAsync(Tenants[0], Ct);
        var other = turns.TakeAsync(Tenants[1], Ct);
        var last = turns.TakeAsync(Tenants[2], Ct);

        Assert.Equal((false, true, false), (third.IsCompleted, other.IsCompleted, last.IsCompleted));
        (await other).Dispose();
        (await last.WaitAsync(Ct)).Dispose();
        Assert.False(third.IsCompleted);
        own[0].Dispose();
        own[0].Dispose();   // twice is once
        (await third.WaitAsync(Ct)).Dispose();
        own[1].Dispose();
    }

    [Fact]
    public async Task Who_gives_up_takes_nobodys_turn()
    {
        var turns = Turns(atOnce: 1, perTenant: 1);
        var first = await turns.TakeAsync(Tenants[0], Ct);
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var leaving = turns.TakeAsync(Tenants[1], gone.Token);
        var waiting = turns.TakeAsync(Tenants[2], Ct);

        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        first.Dispose();
        Assert.Equal(1, turns.Tenants);

        (await waiting.WaitAsync(Ct)).Dispose();
        (await turns.TakeAsync(Tenants[1], Ct)).Dispose();
    }

    [Fact]
    public async Task Any_number_of_them_leaves_no_turn_behind()
    {
        var turns = Turns(atOnce: 2, perTenant: 1);
        var (running, most) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, 300).Select(number => Task.Run(async () =>
        {
            using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            if (number % 5 == 0)
                impatient.CancelAfter(number % 7);
            try
            {
                using var turn = await turns.TakeAsync(Tenants[number % 3], impatient.Token);
                InterlockedMax(ref most, Interlocked.Increment(ref running));
                await Task.Yield();
                Interlocked.Decrement(ref running);
            }
            catch (OperationCanceledException)
            {
            }
        }, Ct)));

        Assert.InRange(most, 1, 2);
        foreach (var tenant in Tenants)
            (await turns.TakeAsync(tenant, Ct).WaitAsync(TimeSpan.FromSeconds(10), Ct)).Dispose();
        Assert.Equal(0, turns.Tenants);
    }

    private static async Task TakeAsync(IngestTurns turns, int tenant, List<int> taken)
    {
        using var turn = await turns.TakeAsync(Tenants[tenant], Ct);
        taken.Add(tenant);
    }

    private static void InterlockedMax(ref int most, int now)
    {
        for (var seen = most; now > seen; seen = most)
            Interlocked.CompareExchange(ref most, now, seen);
    }

    private static IngestTurns Turns(int atOnce, int perTenant) => new(
        new() { AtOnce = atOnce, AtOncePerTenant = perTenant },
        new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>()));
}
