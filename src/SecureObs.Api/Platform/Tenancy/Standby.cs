using Npgsql;
using NpgsqlTypes;
using SecureObs.Api.Platform.Database;

namespace SecureObs.Api.Platform.Tenancy;

/// <summary>
/// A server that follows the primary, for endpoints that <see cref="StandbyMarks.MayReadStandby{T}"/>. How late it is: each second we note where
/// the primary is in its log, and see which of the notes the standby has come past. So no clock of a server is asked, an idle primary does not
/// look like a standby that hangs, and a standby that lost its primary does not look like one that is in step.
/// </summary>
internal sealed class Standby : BackgroundService
{
    public const string Connection = "SecureObsStandby";

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private readonly Queue<(NpgsqlLogSequenceNumber Place, DateTimeOffset At)> notes = [];
    private readonly NpgsqlDataSource primary;
    private readonly NpgsqlDataSource? standby;
    private readonly IHostEnvironment environment;
    private readonly TimeProvider clock;
    private readonly ILogger<Standby> logger;
    private readonly TimeSpan most;
    private bool trusted;
    private bool serves;
    private volatile Box? whole;

    private sealed record Box(DateTimeOffset At);

    public Standby(IConfiguration configuration, NpgsqlDataSource primary, IHostEnvironment environment, TimeProvider clock, ILogger<Standby> logger)
    {
        (this.primary, this.environment, this.clock, this.logger) = (primary, environment, clock, logger);
        most = TimeSpan.FromSeconds(Settings.Read<DatabaseSettings>(configuration, DatabaseSettings.Section).StandbyMostLagSeconds);
        standby = ConnectionSettings.ReadStandby(configuration) is { } text ? new NpgsqlDataSourceBuilder(text) { Name = "secureobs-standby" }.Build() : null;
    }

    /// <summary>The standby, and how late it is at most; null while there is none, it is away, or too late.</summary>
    public (NpgsqlDataSource Source, TimeSpan Age)? Ready =>
        standby is not null && whole is { } known && clock.GetUtcNow() - known.At is var age && age <= most ? (standby, age) : null;

    /// <summary>A read failed there. Unless recovery was in its way, nobody tries again before it answers the next question.</summary>
    public void Failed(NpgsqlException exception)
    {
        if (exception is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure })
            return;
        whole = null;
        logger.LogInformation(exception, "The standby failed a read, which goes to the primary.");
    }

    /// <summary>Asks of it what is asked of the primary before we serve: the role, the schema, every isolation rule; and that it follows this primary.</summary>
    /// <exception cref="UnsafeDatabaseException">Nothing may be read there.</exception>
    public async Task TrustAsync(CancellationToken ct)
    {
        if (standby is null || trusted)
            return;
        await StartupGuard.RefuseUnsafeAsync(standby, environment, logger, ct);
        const string cluster = "select system_identifier::text || ' ' || current_database() from pg_catalog.pg_control_system()";
        if (await ScalarAsync<string>(primary, cluster, ct) != await ScalarAsync<string>(standby, cluster, ct))
            throw new UnsafeDatabaseException($"Refusing to start: ConnectionStrings:{Connection} leads to another database than a standby of ours.");
        trusted = true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        do
        {
            await AskAsync(stoppingToken);
        }
        while (standby is not null && await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task AskAsync(CancellationToken ct)
    {
        if (standby is null)
            return;
        try
        {
            await TrustAsync(ct);
            var at = clock.GetUtcNow();   // before: whatever was committed by now is behind the place
            notes.Enqueue((await ScalarAsync<NpgsqlLogSequenceNumber>(primary, "select pg_catalog.pg_current_wal_lsn()", ct), at));
            var replayed = await ScalarAsync<NpgsqlLogSequenceNumber?>(standby, "select pg_catalog.pg_last_wal_replay_lsn()", ct);
            while (notes.TryPeek(out var note) && note.Place <= replayed)
                whole = new(notes.Dequeue().At);
            while (notes.TryPeek(out var old) && at - old.At > most)
                notes.Dequeue();
            Tell(Ready is not null, null);
        }
        catch (Exception away) when (!ct.IsCancellationRequested)   // whatever it is: the process goes on without a standby
        {
            Tell(Ready is not null, away);
        }
    }

    private void Tell(bool now, Exception? why)
    {
        if (now == serves)
            return;
        serves = now;
        logger.Log(now ? LogLevel.Information : LogLevel.Warning, why, "The standby {Word}.", now ? "is read from" : "is away or too late: everything is read from the primary");
    }

    private static async Task<T?> ScalarAsync<T>(NpgsqlDataSource source, string sql, CancellationToken ct)
    {
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(ct) is T value ? value : default;
    }

    public override void Dispose()
    {
        standby?.Dispose();
        base.Dispose();
    }
}
