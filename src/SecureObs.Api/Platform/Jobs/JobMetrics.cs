using System.Diagnostics.Metrics;

namespace SecureObs.Api.Platform.Jobs;

/// <summary>What to watch: a job that fails, and one of which no process does a round.</summary>
internal sealed class JobMetrics
{
    public const string MeterName = "SecureObs.Jobs";

    private readonly Histogram<double> rounds;
    private readonly Counter<long> failures;

    public JobMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        rounds = meter.CreateHistogram<double>("secureobs.jobs.round.duration", "s", "How long a round of a job took, in the process that leads it");
        failures = meter.CreateCounter<long>("secureobs.jobs.failures", "{failure}", "Rounds, and tenants within a round, that failed and are tried again");
    }

    /// <param name="job">Its lease's name, e.g. <c>erasure</c>.</param>
    public void Ran(string job, TimeSpan took) => rounds.Record(took.TotalSeconds, new KeyValuePair<string, object?>("job", job));

    public void Failed(string job) => failures.Add(1, new KeyValuePair<string, object?>("job", job));
}
