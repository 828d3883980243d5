using System.Diagnostics;
using Npgsql;
using SecureObs.Database;
using SecureObs.Local.Postgres;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>
/// A real PgBouncer in transaction mode before a cluster: connections of the API share a few of PostgreSQL, a transaction each. It
/// ends with this process, also when that is killed.
/// </summary>
internal sealed class Pooler : IAsyncDisposable
{
    /// <summary>So many connections to PostgreSQL for each database and role: few, so that many transactions share one.</summary>
    private const int Size = 8;

    private const string Script = """
        pgbouncer -q "$1/pgbouncer.ini" >/dev/null 2>&1 & pid=$!
        read -r _
        kill -INT $pid; wait $pid
        rm -rf -- "$1"
        """;

    private readonly string directory;
    private readonly Process shell;

    private Pooler(string directory, Process shell) => (this.directory, this.shell) = (directory, shell);

    public static async Task<Pooler> StartAsync(string clusterConnection, RolePasswords passwords)
    {
        var account = await ServerAccount.FindAsync(CancellationToken.None);
        var directory = await ServerFiles.CreateTemporaryAsync("/tmp", account, CancellationToken.None);
        var files = new ServerFiles(directory, account);
        await files.WriteAsync(Path.Combine(directory, "pgbouncer.ini"), Settings(directory, new NpgsqlConnectionStringBuilder(clusterConnection).Host!), CancellationToken.None);
        await files.WriteAsync(Path.Combine(directory, "users"), $"\"{DatabaseSetup.ApiRole}\" \"{passwords.Api.Reveal()}\"\n", CancellationToken.None);
        var command = account.Command("sh", "-c", Script, "sh", directory);
        command.Environment["PATH"] = "/usr/sbin:/usr/bin:/bin";
        command.RedirectStandardInput = true;
        var pooler = new Pooler(directory, Process.Start(command)!);
        for (var patience = Stopwatch.StartNew(); !File.Exists(Path.Combine(directory, ".s.PGSQL.6432")); await Task.Delay(20))
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(20), "PgBouncer does not start: is it installed?");
        return pooler;
    }

    /// <summary>How the API connects behind it; see docs/operations.md.</summary>
    public string AsApi(string database, RolePasswords passwords) => new NpgsqlConnectionStringBuilder
    {
        Host = directory,
        Port = 6432,
        Database = database,
        Username = DatabaseSetup.ApiRole,
        Password = passwords.Api.Reveal(),
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
        NoResetOnClose = true,
    }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();
        shell.Dispose();
    }

    private static string Settings(string directory, string cluster) => $"""
        [databases]
        * = host={cluster} port=5432
        [pgbouncer]
        listen_port = 6432
        unix_socket_dir = {directory}
        logfile = {directory}/log
        pidfile = {directory}/pid
        auth_type = scram-sha-256
        auth_file = {directory}/users
        pool_mode = transaction
        default_pool_size = {Size}
        max_client_conn = 3000
        server_idle_timeout = 3
        ignore_startup_parameters = extra_float_digits

        """;
}
