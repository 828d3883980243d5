using System.Diagnostics.Metrics;
using Npgsql;
using SecureObs.Database;

namespace SecureObs.Api.Platform.Database;

/// <summary>What the isolation rules said last.</summary>
/// <param name="Status"><c>held</c>, <c>broken</c>, or <c>unknown</c> when the database did not answer.</param>
/// <param name="Rules">How many rules were asked.</param>
/// <param name="Violations">Each with its code, in words.</param>
internal sealed record IsolationState(string Status, DateTimeOffset CheckedAt, int Rules, IReadOnlyList<string> Violations);

/// <summary>Asks every minute what <see cref="StartupGuard"/> asked at start: rights can be changed while we serve.</summary>
internal sealed class IsolationWatch : BackgroundService
{
    public const string MeterName = "SecureObs.Isolation";

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    private readonly NpgsqlDataSource database;
    private readonly TimeProvider clock;
    private readonly ILogger<IsolationWatch> logger;
    private DateTimeOffset answered;

    public IsolationWatch(NpgsqlDataSource database, TimeProvider clock, IMeterFactory meters, ILogger<IsolationWatch> logger)
    {
        (this.database, this.clock, this.logger, answered) = (database, clock, logger, clock.GetUtcNow());
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("secureobs.isolation.violations", () => Latest.Violations.Count, "{violation}", "Isolation rules that the database breaks");
        meter.CreateObservableGauge("secureobs.isolation.age", () => (clock.GetUtcNow() - answered).TotalSeconds, "s", "Since the database answered last whether it keeps the isolation rules");
    }

    /// <summary>The newest answer; unknown until there is one.</summary>
    public IsolationState Latest { get; private set; } = new("unknown", default, 0, []);

    public async Task CheckAsync(CancellationToken ct)
    {
        var (rules, at) = (IsolationLints.Rules.Count, clock.GetUtcNow());
        try
        {
            await using var connection = await database.OpenConnectionAsync(ct);
            var violations = await IsolationLints.FindViolationsAsync(connection, ct);
            if (violations.Count > 0 && (await AppliedMigrations.ReadAsync(connection, ct)).Newer is { } newer)
            {
                // An upgrade: this process goes on until the next version takes over. If that takes long, the age of the last answer tells.
                Latest = new("unknown", at, rules, []);
                logger.LogWarning("The schema is newer than this version, which does not know {Migration}: whether it keeps the isolation rules, the newer version tells.", newer);
                return;
            }
            Latest = new(violations.Count == 0 ? "held" : "broken", at, rules, [.. violations.Select(violation => violation.ToString())]);
            answered = at;
            if (violations.Count > 0)
                logger.LogCritical("The database breaks {Count} isolation rules: {Violations}", violations.Count, string.Join("; ", violations));
        }
        catch (NpgsqlException exception)
        {
            Latest = new("unknown", at, rules, []);
            logger.LogWarning(exception, "The isolation rules could not be asked.");
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            await CheckAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
