using System.Diagnostics.Metrics;

namespace SecureObs.Api.Features.Findings.Ingest.Turns;

/// <summary>What to watch: tenants that wait for long mean that this node has too much to store.</summary>
internal sealed class IngestMetrics
{
    public const string MeterName = "SecureObs.Ingest";

    private readonly UpDownCounter<int> waiting;
    private readonly UpDownCounter<int> running;
    private readonly Counter<long> rows;

    public IngestMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        waiting = meter.CreateUpDownCounter<int>("secureobs.ingest.waiting", "{request}", "Requests and parts of imports that wait for their tenant's turn");
        running = meter.CreateUpDownCounter<int>("secureobs.ingest.running", "{request}", "Requests and parts of imports that are stored now");
        rows = meter.CreateCounter<long>("secureobs.ingest.rows", "{row}", "Rows stored, known ones included");
    }

    public void Waiting(int more) => waiting.Add(more);

    public void Running(int more) => running.Add(more);

    public void Stored(int count) => rows.Add(count);
}
