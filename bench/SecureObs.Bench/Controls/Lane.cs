using System.Diagnostics;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Auditing.Sealing;
using SecureObs.Api.Platform.Database;

namespace SecureObs.Bench.Controls;

/// <summary>
/// An API of its own over a copy of the same database: as it is, or without one control. Its background work that comes
/// by itself stands still, or what one lane does would be timed in another: sealing runs where it is measured.
/// </summary>
internal sealed class Lane : IAsyncDisposable
{
    private const int UploadsOfSlot = 4;
    private const int ViewsOfUpload = 100;

    private readonly Stock stock;
    private readonly TrialHost[] organisations;
    private readonly HttpClient[] pipelines;
    private readonly HttpClient person;

    private readonly ProcessorTime processor;

    private Lane(TrialHost host, Stock stock, ProcessorTime processor)
    {
        (Host, this.stock, this.processor) = (host, stock, processor);
        organisations = [.. stock.Organisations.Select(one => host.Another(one.Id))];
        pipelines = [.. stock.Organisations.Select(one => host.WithKey(one.Key))];
        person = host.AsPerson(stock.Person, out _);
    }

    public TrialHost Host { get; }

    private AuditLeader Leader => Host.Services.GetRequiredService<AuditLeader>();

    public static async Task<Lane> StartAsync(
        TrialHost origin, Stock stock, ProcessorTime processor, string name, IReadOnlyDictionary<string, string> settings, Action<IServiceCollection>? replace = null)
    {
        var host = await origin.CopyAsync($"lane_{name}", settings, services =>
        {
            services.AddLogging(logging => logging.AddFilter(level => level >= LogLevel.Error));   // what the first host said, once is enough
            foreach (var service in services.Where(ComesByItself).ToList())
                services.Remove(service);
            replace?.Invoke(services);
        });
        return new(host, stock, processor);
    }

    private static bool ComesByItself(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService) && service.ImplementationFactory?.GetType().GenericTypeArguments is [_, var made]
        && (made == typeof(AuditLeader) || made == typeof(IsolationWatch));

    /// <summary>One scan of 5,000 findings, in a project of its own.</summary>
    public async Task<Took> IngestAsync(int round)
    {
        var upload = await PrepareAsync(round);
        var before = processor.Milliseconds();
        return new(await upload.SendAsync(pipelines[round % 2]), processor.Milliseconds() - before);
    }

    /// <summary>Four scans, while entries about reading arrive in both organisations.</summary>
    /// <param name="sealing">Whether the sealer runs, each second and at the start, when it meets entries already.</param>
    /// <returns>The time of the scans; the processor time of all, until everything is sealed.</returns>
    public async Task<Took> SlotAsync(int round, bool sealing)
    {
        List<ScanUpload> uploads = [];
        while (uploads.Count < UploadsOfSlot)
            uploads.Add(await PrepareAsync(round));
        await ViewAsync();
        var before = processor.Milliseconds();
        if (sealing)
            await Leader.StartAsync(default);
        double took = 0;
        foreach (var upload in uploads)
        {
            var views = ViewAsync();
            took += await upload.SendAsync(pipelines[round % 2]);
            await views;
        }
        if (sealing)
            await Leader.StopAsync(default);   // seals the rest
        return new(took, processor.Milliseconds() - before);
    }

    public Task<double> ReadAsync(ReadKind kind, int round)
    {
        var path = kind.Path(stock.Organisations[round % 2], round / 2);
        return TimeAsync(() => (kind.ByPipeline ? pipelines[round % 2] : person).GetAsync(path));
    }

    /// <summary>Suppresses a finding that is open, or opens one that is suppressed.</summary>
    public Task<double> SetStatusAsync(int round)
    {
        var (organisation, turn) = (stock.Organisations[round % 2], round / 2);
        var finding = organisation.Findings[turn / 2 % organisation.Findings.Length];
        object status = turn % 2 == 0
            ? new { status = "false-positive", reason = $"Checked in round {round}." }
            : new { status = "open" };
        return TimeAsync(() => person.PutAsJsonAsync($"/api/tenants/{organisation.Id}/findings/{finding}/status", status));
    }

    /// <summary>Writes the entries about reading that still wait.</summary>
    public Task SettleAsync() => Host.Services.GetRequiredService<ReadWriter>().FlushAsync();

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();

    private async Task<ScanUpload> PrepareAsync(int round)
    {
        var (project, _) = await organisations[round % 2].NewKeyAsync($"round {round} {Guid.NewGuid()}");
        var upload = new ScanUpload(project, $"round-{round}");
        GC.Collect();
        return upload;
    }

    private Task<int[]> ViewAsync() => Task.WhenAll(organisations.Zip(stock.Organisations, (host, one) =>
        host.RunAsync(tx => AuditTrail.WriteManyAsync(tx, Stock.Viewed(one.Id, one.Findings, ViewsOfUpload), default))));

    private static async Task<double> TimeAsync(Func<Task<HttpResponseMessage>> send)
    {
        var started = Stopwatch.GetTimestamp();
        using var response = await send();
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        response.EnsureSuccessStatusCode();
        return took;
    }
}
