using System.Security.Cryptography;
using Npgsql;
using SecureObs.Local.Postgres;
using SecureObs.Local.Start;

namespace SecureObs.Bench.Failover;

/// <summary>
/// A primary and a synchronous standby under Patroni, with an etcd of one node, all on loopback. Needs Debian's packages patroni,
/// python3-etcd and etcd-server.
/// </summary>
internal sealed class PatroniPair : IPostgresServer
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly ServerFiles files;
    private readonly PatroniSecrets secrets;
    private readonly PatroniNode[] nodes;
    private readonly GuardedProcess etcd;

    private PatroniPair(ServerFiles files, PatroniSecrets secrets, PatroniNode[] nodes, GuardedProcess etcd) =>
        (this.files, this.secrets, this.nodes, this.etcd) = (files, secrets, nodes, etcd);

    public static async Task<PatroniPair> StartAsync()
    {
        var account = await ServerAccount.FindAsync(default);
        var files = new ServerFiles(await ServerFiles.CreateTemporaryAsync("/var/tmp", account, default), account);
        var binaries = await PostgresBinaries.FindAsync(account, default);
        var (client, peer) = (Ports.Free(), Ports.Free());
        var etcd = GuardedProcess.Start(files, "etcd",
            [
                "--name", "one", "--data-dir", Path.Combine(files.Directory, "etcd"), "--listen-client-urls", Loopback(client), "--advertise-client-urls", Loopback(client),
                "--listen-peer-urls", Loopback(peer), "--initial-advertise-peer-urls", Loopback(peer), "--initial-cluster", $"one={Loopback(peer)}",
            ], Path.Combine(files.Directory, "etcd.log"));
        var secrets = new PatroniSecrets(RandomNumberGenerator.GetHexString(32), RandomNumberGenerator.GetHexString(32), RandomNumberGenerator.GetHexString(32));
        var pair = new PatroniPair(files, secrets, [new("one", files, binaries, secrets, client), new("two", files, binaries, secrets, client)], etcd);
        try
        {
            await pair.nodes[0].StartAsync();
            await UntilAsync(() => pair.nodes[0].LeadsAsync(), files, "the first node does not lead");
            await pair.nodes[1].StartAsync();
            await pair.WholeAsync();
            return pair;
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }
    }

    /// <summary>Until one leads and the other may take its place, also in two rounds of Patroni.</summary>
    public async Task WholeAsync()
    {
        for (var times = 0; times < 2; times++)
        {
            await UntilAsync(async () => await FindLeaderAsync() is { } leader && await leader.HasStandbyAsync(), files, "no standby is in step");
            await Task.Delay(TimeSpan.FromSeconds(4));
        }
    }

    /// <summary>The machine of the primary fails, the standby takes its place, and the machine comes back as the standby.</summary>
    /// <returns>How long nobody led.</returns>
    public async Task<TimeSpan> FailOverAsync()
    {
        var failed = await FindLeaderAsync() ?? throw new InvalidOperationException("Nobody leads.");
        var other = nodes.Single(node => node != failed);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await failed.CrashAsync();
        await UntilAsync(() => other.LeadsAsync(), files, $"{other.Name} does not take over");
        var gap = clock.Elapsed;
        await failed.StartAsync();
        await WholeAsync();
        return gap;
    }

    public string SuperuserConnectionString(string database = "postgres") => ConnectionString(database, "postgres", secrets.Superuser);

    /// <summary>Both, whichever leads: see docs/operations.md.</summary>
    public string ConnectionString(string database, string user, string password) => new NpgsqlConnectionStringBuilder
    {
        Host = string.Join(',', nodes.Select(node => $"127.0.0.1:{node.Port}")),
        Database = database,
        Username = user,
        Password = password,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
        TargetSessionAttributes = "primary",
        HostRecheckSeconds = 1,
        Timeout = 5,
        KeepAlive = 5,
    }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes)
            await node.DisposeAsync();
        await etcd.DisposeAsync();
        await files.DoAsync("rm", ["-rf", "--", files.Directory], default);
    }

    private async Task<PatroniNode?> FindLeaderAsync()
    {
        foreach (var node in nodes)
            if (await node.LeadsAsync())
                return node;
        return null;
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo, ServerFiles files, string otherwise)
    {
        for (var clock = System.Diagnostics.Stopwatch.StartNew(); !await isSo(); await Task.Delay(200))
            if (clock.Elapsed > Patience)
                throw new InvalidOperationException($"{otherwise}: look at {files.Directory}\n{Tail(files)}");
    }

    private static string Tail(ServerFiles files) => string.Join('\n', Directory.GetFiles(files.Directory, "*.log").SelectMany(log => File.ReadLines(log).TakeLast(10)));

    private static string Loopback(int port) => $"http://127.0.0.1:{port}";
}
