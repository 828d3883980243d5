using System.Security.Cryptography;
using Npgsql;
using SecureObs.Database;
using SecureObs.Local.Postgres;
using SecureObs.Masking;

namespace SecureObs.Local.Start;

/// <summary>A running PostgreSQL with the newest schema, and how the API connects to it.</summary>
internal sealed class LocalDatabase : IAsyncDisposable
{
    private const string Name = "secureobs";
    private readonly PostgresCluster cluster;

    private LocalDatabase(PostgresCluster cluster, RolePasswords passwords)
    {
        this.cluster = cluster;
        ApiConnectionString = cluster.ConnectionString(Name, DatabaseSetup.ApiRole, passwords.Api.Reveal());
        MigratorConnectionString = cluster.ConnectionString(Name, DatabaseSetup.MigratorRole, passwords.Migrator.Reveal());
    }

    /// <summary>As the runtime role, which row-level security binds.</summary>
    public SecretString ApiConnectionString { get; }

    public SecretString MigratorConnectionString { get; }

    /// <summary>Past row-level security: for whoever makes much data at once.</summary>
    public string SuperuserConnectionString => cluster.SuperuserConnectionString(Name);

    public string Version => $"{cluster.ServerVersion / 10_000}.{cluster.ServerVersion % 10_000}";

    /// <summary>Why this server would not do in production, or null.</summary>
    public string? Warning => ServerFloor.Warning(cluster.ServerVersion);

    public static async Task<LocalDatabase> StartAsync(bool throwAway, Action<string> now, CancellationToken ct)
    {
        var account = await ServerAccount.FindAsync(ct);
        now("finding PostgreSQL");
        var binaries = await PostgresBinaries.FindAsync(account, ct);
        now("starting PostgreSQL");
        var cluster = throwAway
            ? await PostgresCluster.StartThrowAwayAsync(binaries, account, ct)
            : await PostgresCluster.StartKeptAsync(await KeptFilesAsync(account, ct), binaries, ct);
        try
        {
            now("migrating");
            return new(cluster, await MigrateAsync(cluster, ct));
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public static async Task RemoveAsync(CancellationToken ct) =>
        await KeptCluster.RemoveAsync(await KeptFilesAsync(await ServerAccount.FindAsync(ct), ct), ct);

    /// <summary>Where the data is, when it could not be inside the repository.</summary>
    public static async Task<string?> UnusualPlaceAsync(CancellationToken ct)
    {
        var place = await ServerPlace.FindAsync(await ServerAccount.FindAsync(ct), ct);
        return place.IsOutsideRepository ? place.Directory : null;
    }

    public ValueTask DisposeAsync() => cluster.DisposeAsync();

    private static async Task<ServerFiles> KeptFilesAsync(ServerAccount account, CancellationToken ct) =>
        new((await ServerPlace.FindAsync(account, ct)).Cluster, account);

    private static async Task<RolePasswords> MigrateAsync(PostgresCluster cluster, CancellationToken ct)
    {
        // Set anew at every start: none has to be kept.
        var passwords = new RolePasswords(Password(), Password());
        try
        {
            await DatabaseSetup.CreateAsync(cluster.SuperuserConnectionString(), Name, passwords, ct);
            await Migrator.MigrateAsync(cluster.ConnectionString(Name, DatabaseSetup.MigratorRole, passwords.Migrator.Reveal()), ct);
        }
        catch (Exception e) when (e is InvalidOperationException or PostgresException)
        {
            throw new LocalProblem($"The database cannot be migrated: {e.Message}", "If the local data may be lost: ./run --reset");
        }

        return passwords;
    }

    private static string Password() => RandomNumberGenerator.GetHexString(48, lowercase: true);
}
