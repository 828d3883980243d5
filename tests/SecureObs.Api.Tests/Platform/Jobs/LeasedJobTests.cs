using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SecureObs.Api.Platform.Auditing.Sealing;
using SecureObs.Api.Platform.Jobs;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform.Jobs;

public sealed class LeasedJobTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private readonly string lease = $"test {Guid.NewGuid():N}";

    [Fact]
    public async Task One_process_works_and_another_takes_over_when_it_ends()
    {
        using var one = NewJob();
        using var two = NewJob();
        await one.StartAsync(Ct);
        await one.Began.WaitAsync(Ct);
        await two.StartAsync(Ct);
        await Task.Delay(200, Ct);   // ten times its pause
        Assert.Equal(0, two.Rounds);

        await one.StopAsync(Ct);

        await two.Began.WaitAsync(Ct);
        Assert.Equal((1, 1), (one.Rounds, two.Rounds));
        Assert.True(one.Stopped);
        await two.StopAsync(Ct);
    }

    [Fact]
    public async Task Work_stops_when_the_lease_is_lost_and_goes_on_when_it_is_back()
    {
        using var job = NewJob();
        await job.StartAsync(Ct);
        await job.Began.WaitAsync(Ct);

        var thief = Guid.NewGuid();
        await api.Database.ExecuteAsync(api.DatabaseName, $"update work.leases set holder = '{thief}', expires_at = now() + interval '1 minute' where name = '{lease}'");
        await job.Ended.WaitAsync(Ct);
        Assert.True(job.Stopped);
        await Task.Delay(200, Ct);
        Assert.Equal(1, job.Rounds);

        await api.Services.GetRequiredService<SealingDoors>().TakeLeaseAsync(lease, thief, TimeSpan.Zero, Ct);
        await job.Began.WaitAsync(Ct);
        await job.StopAsync(Ct);
    }

    [Fact]
    public async Task A_round_that_fails_is_tried_again()
    {
        using var job = NewJob();
        job.Fails = true;
        await job.StartAsync(Ct);
        await job.Ended.WaitAsync(Ct);
        job.Fails = false;

        await job.Began.WaitAsync(Ct);
        await job.Began.WaitAsync(Ct);
        await job.StopAsync(Ct);
    }

    [Fact]
    public async Task A_node_leaves_jobs_that_it_is_told_to_leave()
    {
        using var job = NewJob(lease);
        await job.StartAsync(Ct);
        await job.ExecuteTask!.WaitAsync(Ct);   // it ends by itself

        Assert.Equal(0, job.Rounds);
    }

    private EndlessJob NewJob(params string[] off) => new(api.Services.GetRequiredService<SealingDoors>(), new(off), api.Services.GetRequiredService<JobMetrics>(), lease);

    /// <summary>A round that never ends by itself.</summary>
    private sealed class EndlessJob(SealingDoors doors, JobSettings settings, JobMetrics metrics, string lease)
        : LeasedJob(doors, settings, metrics, lease, TimeSpan.FromMilliseconds(20), NullLogger.Instance)
    {
        public SemaphoreSlim Began { get; } = new(0);

        public SemaphoreSlim Ended { get; } = new(0);

        public bool Fails { get; set; }

        public bool Stopped { get; private set; }

        public int Rounds { get; private set; }

        protected override TimeSpan RenewAfter => TimeSpan.FromMilliseconds(30);

        protected override async Task RoundAsync(CancellationToken ct)
        {
            Rounds++;
            Began.Release();
            try
            {
                if (Fails)
                    throw new InvalidOperationException("It fails.");
                await Task.Delay(Timeout.Infinite, ct);
            }
            finally
            {
                Stopped = ct.IsCancellationRequested;
                Ended.Release();
            }
        }

        public override void Dispose()
        {
            Began.Dispose();
            Ended.Dispose();
            base.Dispose();
        }
    }
}
