using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace SecureObs.Local.Postgres;

/// <summary>
/// A running PostgreSQL that only this user reaches: no TCP, a socket in a directory of mode 0700, and a password.
/// Disposing stops the server and removes the socket, and with a throw-away cluster everything.
/// </summary>
internal sealed class PostgresCluster : IPostgresServer
{
    internal const string Superuser = "postgres";
    private readonly string socketDirectory;
    private readonly string password;
    private readonly ServerGuard guard;
    private readonly FileStream? held;
    private readonly (ServerFiles Files, PostgresBinaries Binaries) server;

    private PostgresCluster(
        string socketDirectory, string password, (ServerFiles Files, PostgresBinaries Binaries) server, ServerGuard guard, FileStream? only)
    {
        (this.socketDirectory, this.password, this.guard, held) = (socketDirectory, password, guard, only);
        this.server = server;
        LogFile = server.Files.Log;
    }

    public string LogFile { get; }

    /// <summary>Where it is, and its programs, for drills.</summary>
    internal (ServerFiles Files, PostgresBinaries Binaries) Server => server;

    internal string SocketDirectory => socketDirectory;

    /// <summary>PostgreSQL's <c>server_version_num</c>: 150018 is 15.18.</summary>
    public int ServerVersion { get; private set; }

    public string SuperuserConnectionString(string database = "postgres") =>
        ConnectionString(database, Superuser, password);

    public string ConnectionString(string database, string user, string password) => new NpgsqlConnectionStringBuilder
    {
        Host = socketDirectory,
        Database = database,
        Username = user,
        Password = password,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    public static async Task<PostgresCluster> StartThrowAwayAsync(CancellationToken ct)
    {
        var account = await ServerAccount.FindAsync(ct);
        return await StartThrowAwayAsync(await PostgresBinaries.FindAsync(account, ct), account, ct);
    }

    /// <summary>Deleted at the end, too, but flushed to disk and with the memory of a real one: for measurements.</summary>
    public static async Task<PostgresCluster> StartMeasuredAsync(CancellationToken ct)
    {
        var account = await ServerAccount.FindAsync(ct);
        var files = new ServerFiles(await ServerFiles.CreateTemporaryAsync("/var/tmp", account, ct), account);
        return await StartAsync(files, files.Directory, await PostgresBinaries.FindAsync(account, ct), ClusterDurability.Measured, null, ct);
    }

    /// <summary>One whose log is kept, so that it can be restored to any moment.</summary>
    public static async Task<PostgresCluster> StartArchivedAsync(CancellationToken ct)
    {
        var account = await ServerAccount.FindAsync(ct);
        var files = new ServerFiles(await ServerFiles.CreateTemporaryAsync("/var/tmp", account, ct), account);
        await files.DoAsync("mkdir", [ClusterInitializer.Archive(files.Directory)], ct);
        return await StartAsync(files, files.Directory, await PostgresBinaries.FindAsync(account, ct), ClusterDurability.Archived, null, ct);
    }

    /// <summary>Starts what a backup has put there, with more settings.</summary>
    internal static Task<PostgresCluster> StartRestoredAsync(ServerFiles files, PostgresBinaries binaries, string settings, CancellationToken ct) =>
        StartAsync(files, files.Directory, binaries, ClusterDurability.Measured, null, ct, settings);

    internal static async Task<PostgresCluster> StartThrowAwayAsync(
        PostgresBinaries binaries, ServerAccount account, CancellationToken ct)
    {
        var files = new ServerFiles(await ServerFiles.CreateTemporaryAsync(ThrowAwayParent(), account, ct), account);
        return await StartAsync(files, files.Directory, binaries, ClusterDurability.ThrowAway, null, ct);
    }

    /// <summary>Starts the cluster in a directory that is kept, and makes it at the first time.</summary>
    public static async Task<PostgresCluster> StartKeptAsync(
        ServerFiles files, PostgresBinaries binaries, CancellationToken ct)
    {
        var only = KeptCluster.Lock(files);
        try
        {
            await KeptCluster.PrepareAsync(files, binaries, ct);
            var sockets = await ServerFiles.CreateTemporaryAsync("/tmp", files.Account, ct);
            return await StartAsync(files, sockets, binaries, ClusterDurability.Kept, only, ct);
        }
        catch
        {
            only.Dispose();
            throw;
        }
    }

    /// <summary>Kills the server without a word, as a crash does, and starts it again on its files. For trials.</summary>
    public async Task CrashAsync(CancellationToken ct)
    {
        var id = File.ReadLines(server.Files.PostmasterPid).First();
        using (var postmaster = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture)))
        {
            postmaster.Kill();
            await postmaster.WaitForExitAsync(ct);   // while its id is in use, the lock file holds
        }
        await ServerStart.RunAsync(server.Files, server.Binaries, ct);
    }

    public async ValueTask DisposeAsync()
    {
        await using (var pool = new NpgsqlConnection(SuperuserConnectionString()))
            NpgsqlConnection.ClearPool(pool);
        await guard.DisposeAsync();
        held?.Dispose();
    }

    private static async Task<PostgresCluster> StartAsync(
        ServerFiles files, string sockets, PostgresBinaries binaries, ClusterDurability durability, FileStream? only,
        CancellationToken ct, string? restored = null)
    {
        var guard = ServerGuard.Start(files, binaries, durability, sockets);
        try
        {
            if (durability is not ClusterDurability.Kept && restored is null)
                await ClusterInitializer.CreateAsync(files, binaries, durability, ct);
            await files.WriteAsync(files.Settings, ClusterInitializer.Settings(sockets, durability) + restored, ct);
            await ServerStart.RunAsync(files, binaries, ct);
            var password = await File.ReadAllTextAsync(files.Password, ct);
            var cluster = new PostgresCluster(sockets, password, (files, binaries), guard, only);
            cluster.ServerVersion = await cluster.ReadServerVersionAsync(ct);
            return cluster;
        }
        catch
        {
            await guard.DisposeAsync();
            throw;
        }
    }

    private async Task<int> ReadServerVersionAsync(CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(SuperuserConnectionString());
        await connection.OpenAsync(ct);
        await using var command = new NpgsqlCommand("show server_version_num", connection);
        return int.Parse((string)(await command.ExecuteScalarAsync(ct))!, CultureInfo.InvariantCulture);
    }

    /// <summary>Memory when there is enough of it: containers often get 64 MB of /dev/shm, which one cluster fills.</summary>
    private static string ThrowAwayParent()
    {
        const string memory = "/dev/shm";
        const long enough = 1L << 30;
        return Directory.Exists(memory) && new DriveInfo(memory).AvailableFreeSpace >= enough ? memory : "/tmp";
    }
}
