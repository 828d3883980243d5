using System.Diagnostics;
using System.Security.Cryptography;
using Npgsql;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Signing;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Audit;
using SecureObs.Database;
using SecureObs.Local.Postgres;
using SecureObs.Local.Running;
using SecureObs.Local.Start;
using SecureObs.Masking;

namespace SecureObs.Bench.Upgrade;

/// <summary>What stays when programs are replaced: a database, keys, settings, people. Everything is done with the programs of a release, as an operator does it.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private const string Name = "secureobs";
    private readonly PostgresCluster cluster;
    private readonly DirectoryInfo files = Directory.CreateTempSubdirectory("secureobs-upgrade-");
    private readonly (string Migrator, string Api) passwords = (RandomNumberGenerator.GetHexString(32), RandomNumberGenerator.GetHexString(32));

    private Installation(PostgresCluster cluster) => this.cluster = cluster;

    public EntraStandIn People { get; } = new();

    public string Keys => Path.Combine(files.FullName, "keys");

    public string Checkpoints => Path.Combine(files.FullName, "checkpoints");

    public string Superuser => cluster.SuperuserConnectionString(Name);

    public string Migrator => cluster.ConnectionString(Name, DatabaseSetup.MigratorRole, passwords.Migrator);

    public string Api => cluster.ConnectionString(Name, DatabaseSetup.ApiRole, passwords.Api);

    private Dictionary<string, string> Settings => new()
    {
        ["ConnectionStrings:SecureObs"] = Api,
        ["AllowedHosts"] = "127.0.0.1",
        ["Transport:AllowPlainHttp"] = "true",
        ["Limits:ApiKey:Burst"] = "1000000",
        ["Limits:Person:Burst"] = "1000000",
        ["Limits:Anonymous:Burst"] = "1000000",
        ["Secrets:InstallationKeyFile"] = Path.Combine(files.FullName, "installation.key"),
        [Signing.DirectorySetting] = Keys,
        [ReadOptions.DirectorySetting] = Path.Combine(files.FullName, "spool"),
        ["Audit:Checkpoints:Directory"] = Checkpoints,
        ["Logging:LogLevel:Default"] = "Warning",
        ["TRIAL_SIGN_IN_KEY"] = People.Key.Rsa.ExportPkcs8PrivateKeyPem(),
    };

    public static async Task<Installation> MakeAsync(ReleaseBuild build)
    {
        var made = new Installation(await PostgresCluster.StartThrowAwayAsync(default));
        InstallationKey.Create(made.Settings["Secrets:InstallationKeyFile"]);
        KeyRing.Create(made.Keys, TimeProvider.System).Dispose();
        await made.SetUpAsync(build);
        await made.AdminAsync(build, made.Migrator, "migrate");
        return made;
    }

    public Task<ReleaseProcess> ServeAsync(ReleaseBuild build) => ReleaseProcess.StartAsync(build, Ports.Free(), Settings);

    /// <summary>Makes the roles that a release brings.</summary>
    public Task SetUpAsync(ReleaseBuild build) => AdminAsync(build, cluster.SuperuserConnectionString(), "setup");

    /// <summary>Runs <c>secureobs-admin</c> of a release to its end.</summary>
    public async Task<IReadOnlyList<string>> AdminAsync(ReleaseBuild build, string database, params string[] arguments)
    {
        var done = await Child.RunAsync(Admin(build, database, arguments), default);
        return done.Succeeded ? done.Lines : throw new InvalidOperationException($"secureobs-admin {string.Join(' ', arguments)}: {done.Tail(20)}");
    }

    /// <summary>
    /// Begins to migrate, and kills that as soon as it waits for somebody: a transaction holds the audit trail until then.
    /// </summary>
    /// <returns>How many migrations were applied when it was killed; null when it never waited and is done.</returns>
    public async Task<int?> KillMigrationAsync(ReleaseBuild build)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Superuser) { Pooling = false }.ConnectionString);
        await using var holder = await source.OpenConnectionAsync();
        await using var holding = await holder.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("lock table app.audit in row exclusive mode", holder))
            await hold.ExecuteNonQueryAsync();
        var before = await AppliedAsync();
        using var migrating = Process.Start(Admin(build, Migrator, "migrate"))!;
        while (!migrating.HasExited)
        {
            await Task.Delay(5);
            if (await ScalarAsync<long>("select count(*) from pg_locks l join pg_stat_activity a using (pid) where not l.granted and l.locktype = 'relation' and a.usename = 'secureobs_migrator'") == 0)
                continue;
            migrating.Kill();
            await migrating.WaitForExitAsync();
            return await AppliedAsync() - before;
        }
        return null;
    }

    public Task<int> AppliedAsync() => ScalarAsync<int>("select count(*)::int from migrations.applied");

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Superuser);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private ProcessStartInfo Admin(ReleaseBuild build, string database, params string[] arguments)
    {
        var command = Child.Command("dotnet", [build.Admin, .. arguments]);
        command.Environment["SECUREOBS_ADMIN_DB"] = database;
        (command.Environment["SECUREOBS_MIGRATOR_PASSWORD"], command.Environment["SECUREOBS_API_PASSWORD"]) = passwords;
        return command;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await cluster.DisposeAsync();
        files.Delete(recursive: true);
    }
}
