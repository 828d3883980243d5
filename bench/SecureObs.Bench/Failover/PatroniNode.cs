using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using SecureObs.Local.Postgres;
using SecureObs.Local.Start;

namespace SecureObs.Bench.Failover;

/// <summary>One PostgreSQL and the Patroni that looks after it, on free ports of this machine.</summary>
internal sealed class PatroniNode(string name, ServerFiles files, PostgresBinaries binaries, PatroniSecrets secrets, int etcdPort) : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(2) };

    private readonly int rest = Ports.Free();
    private GuardedProcess? patroni;

    public string Name => name;

    public int Port { get; } = Ports.Free();

    private string Data => Path.Combine(files.Directory, name);

    public async Task StartAsync()
    {
        var settings = Path.Combine(files.Directory, $"{name}.yml");
        await files.WriteAsync(settings, Settings(), default);
        patroni = GuardedProcess.Start(files, "patroni", [settings], Path.Combine(files.Directory, $"{name}.log"));
    }

    /// <summary>As when a machine fails: Patroni and PostgreSQL are gone at once, without a word.</summary>
    public async Task CrashAsync()
    {
        await patroni!.KillAsync();
        using var postmaster = Process.GetProcessById(int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture));
        postmaster.Kill();
        await postmaster.WaitForExitAsync();
    }

    /// <summary>Whether it leads, as Patroni says.</summary>
    public async Task<bool> LeadsAsync() => await AskAsync("primary") is not null;

    /// <summary>Whether it leads and knows of a standby that has everything that was acknowledged and may take its place.</summary>
    public async Task<bool> HasStandbyAsync() => await LeadsAsync() && await AskAsync("cluster") is { } cluster
        && JsonNode.Parse(cluster)!["members"]!.AsArray().Any(member => $"{member!["role"]}" == "sync_standby" && $"{member["state"]}" is "running" or "streaming");

    private async Task<string?> AskAsync(string path)
    {
        try
        {
            using var answer = await Http.GetAsync($"http://127.0.0.1:{rest}/{path}");
            return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : null;
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (patroni is not null)
            await patroni.DisposeAsync();
    }

    /// <summary>No acknowledged change is lost: a commit waits for the standby, and without one nothing is committed.</summary>
    private string Settings() => $$"""
        scope: secureobs
        name: {{name}}
        restapi: {listen: '127.0.0.1:{{rest}}', connect_address: '127.0.0.1:{{rest}}'}
        etcd3: {host: '127.0.0.1:{{etcdPort}}'}
        bootstrap:
          dcs:
            ttl: 20
            loop_wait: 2
            retry_timeout: 5
            synchronous_mode: true
            synchronous_mode_strict: true
            postgresql:
              use_pg_rewind: true
              parameters: {max_connections: 200, max_wal_senders: 10, wal_log_hints: 'on', wal_keep_size: 512MB}
          initdb: [{encoding: UTF8}, {locale: C.UTF-8}, data-checksums]
        postgresql:
          listen: 127.0.0.1:{{Port}}
          connect_address: 127.0.0.1:{{Port}}
          data_dir: {{Data}}
          bin_dir: {{binaries.ProgramDirectory}}
          pgpass: {{Data}}.pgpass
          authentication:
            superuser: {username: postgres, password: {{secrets.Superuser}} }
            replication: {username: replicator, password: {{secrets.Replication}} }
            rewind: {username: rewinder, password: {{secrets.Rewind}} }
          pg_hba:
            - host all all 127.0.0.1/32 scram-sha-256
            - host replication replicator 127.0.0.1/32 scram-sha-256
          parameters: {unix_socket_directories: '{{files.Directory}}', password_encryption: scram-sha-256}

        """;
}

internal sealed record PatroniSecrets(string Superuser, string Replication, string Rewind);
