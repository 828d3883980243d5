using System.Globalization;
using Npgsql;

namespace SecureObs.Local.Postgres;

/// <summary>A base backup of a cluster, and its log up to a moment: what a drill restores, by PostgreSQL's own programs.</summary>
internal static class ClusterBackup
{
    /// <summary>Copies the running cluster, as a role that may.</summary>
    /// <returns>The directory of the copy.</returns>
    public static async Task<string> TakeAsync(PostgresCluster cluster, string role, string password, CancellationToken ct)
    {
        var (files, binaries) = cluster.Server;
        var (copy, secret) = (Path.Combine(files.Directory, "base"), Path.Combine(files.Directory, "backup-password"));
        await files.WriteAsync(secret, $"*:*:*:{role}:{password}\n", ct);
        await files.DoAsync(binaries.Client("pg_basebackup"),
            ["-d", $"host={cluster.SocketDirectory} user={role} passfile={secret}", "-D", copy, "--wal-method=none", "--checkpoint=fast"], ct);
        return copy;
    }

    /// <summary>A standby of an archived cluster: a copy that follows it, read-only.</summary>
    public static async Task<PostgresCluster> FollowAsync(PostgresCluster primary, CancellationToken ct)
    {
        var (files, binaries) = primary.Server;
        var standby = new ServerFiles(await ServerFiles.CreateTemporaryAsync("/var/tmp", files.Account, ct), files.Account);
        var secret = Path.Combine(standby.Directory, "primary-password");
        await standby.WriteAsync(secret, $"*:*:*:{PostgresCluster.Superuser}:{await File.ReadAllTextAsync(files.Password, ct)}\n", ct);
        await standby.DoAsync(binaries.Client("pg_basebackup"),
            ["-d", $"host={primary.SocketDirectory} user={PostgresCluster.Superuser} passfile={secret}", "-D", standby.Data, "--write-recovery-conf", "--checkpoint=fast"], ct);
        await standby.DoAsync("cp", ["-p", files.Password, standby.Password], ct);
        // It waits for nobody who reads there, so that a test need not.
        return await PostgresCluster.StartRestoredAsync(standby, binaries, "shared_buffers = 128MB\nmax_standby_streaming_delay = 0\n", ct);
    }

    /// <summary>Starts a copy that goes on by the archived log until a moment, and then serves.</summary>
    public static async Task<PostgresCluster> RestoreAsync(PostgresCluster cluster, string copy, DateTimeOffset until, CancellationToken ct)
    {
        var (files, binaries) = cluster.Server;
        var restored = new ServerFiles(await ServerFiles.CreateTemporaryAsync("/var/tmp", files.Account, ct), files.Account);
        await restored.DoAsync("cp", ["-a", copy, restored.Data], ct);
        await restored.DoAsync("cp", ["-p", files.Password, restored.Password], ct);
        await restored.DoAsync("touch", [Path.Combine(restored.Data, "recovery.signal")], ct);
        var served = await PostgresCluster.StartRestoredAsync(restored, binaries, string.Create(CultureInfo.InvariantCulture, $"""
            restore_command = 'cp {ClusterInitializer.Archive(files.Directory)}/%f %p'
            recovery_target_time = '{until.UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}+00'
            recovery_target_action = 'promote'

            """), ct);
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(served.SuperuserConnectionString()) { Pooling = false }.ConnectionString);
        await using var asking = source.CreateCommand("select pg_is_in_recovery()");
        while ((bool)(await asking.ExecuteScalarAsync(ct))!)
            await Task.Delay(100, ct);
        return served;
    }
}
