using System.Security.Cryptography;

namespace SecureObs.Local.Postgres;

/// <summary>Makes a cluster that nothing but a password opens. Renamed into place at the end, so never half made.</summary>
internal static class ClusterInitializer
{
    private const string SignInRules = "local all all scram-sha-256\n";
    private const string BackupRules = "local replication all scram-sha-256\n";

    /// <summary>Where an archived cluster copies its log to.</summary>
    public static string Archive(string directory) => Path.Combine(directory, "log-archive");

    public static async Task CreateAsync(
        ServerFiles files, PostgresBinaries binaries, ClusterDurability durability, CancellationToken ct)
    {
        await files.DoAsync("rm", ["-rf", "--", files.Unfinished], ct);
        await files.WriteAsync(files.Password, RandomNumberGenerator.GetHexString(48, lowercase: true), ct);

        // Debian and its like have C.UTF-8, macOS not.
        var locale = OperatingSystem.IsLinux() ? "C.UTF-8" : "C";
        string[] flush = durability is ClusterDurability.Kept ? [] : ["--no-sync"];
        await files.DoAsync(
            binaries.InitDb,
            [
                $"--pgdata={files.Unfinished}", $"--username={PostgresCluster.Superuser}", $"--pwfile={files.Password}",
                "--auth=scram-sha-256", "--encoding=UTF8", $"--locale={locale}", "--data-checksums", .. flush,
            ],
            ct);
        await files.WriteAsync(Path.Combine(files.Unfinished, "pg_hba.conf"), SignInRules + (durability is ClusterDurability.Archived ? BackupRules : ""), ct);
        await files.DoAsync(
            "sh",
            ["-c", "echo \"include 'secureobs.conf'\" >> \"$1\"", "sh", Path.Combine(files.Unfinished, "postgresql.conf")],
            ct);
        await files.DoAsync("mv", [files.Unfinished, files.Data], ct);
    }

    /// <summary>Written at every start, because the socket's directory is a new one each time.</summary>
    public static string Settings(string socketDirectory, ClusterDurability durability)
    {
        const string always = """
            listen_addresses = ''
            port = 5432
            unix_socket_permissions = 0700
            password_encryption = 'scram-sha-256'
            max_connections = 200
            # A failed CREATE ROLE would put its password into the log.
            log_min_error_statement = panic

            """;
        const string throwAway = """
            fsync = off
            full_page_writes = off
            synchronous_commit = off
            wal_level = minimal
            max_wal_senders = 0
            checkpoint_timeout = 1h

            """;
        const string measured = """
            shared_buffers = 4GB
            work_mem = 64MB
            wal_buffers = 64MB
            max_wal_size = 16GB
            checkpoint_timeout = 30min
            random_page_cost = 1.1
            jit = off
            max_parallel_workers_per_gather = 0

            """;
        var archived = $"""
            wal_level = replica
            max_wal_senders = 5
            archive_mode = on
            archive_command = 'test ! -f {Archive(socketDirectory)}/%f && cp %p {Archive(socketDirectory)}/%f'

            """;
        return $"unix_socket_directories = '{socketDirectory}'\n{always}"
            + durability switch { ClusterDurability.ThrowAway => throwAway, ClusterDurability.Measured => measured, ClusterDurability.Archived => archived, _ => "" };
    }
}
