using Npgsql;
using SecureObs.Local.Postgres;

namespace SecureObs.Local.Tests.Postgres;

public class ThrowAwayClusterTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_clusters_at_once_do_not_disturb_each_other()
    {
        var both = await Task.WhenAll(PostgresCluster.StartThrowAwayAsync(Ct), PostgresCluster.StartThrowAwayAsync(Ct));
        await using var first = both[0];
        await using (var second = both[1])
        {
            await Database.ExecuteAsync(first, "create table only_here ()");
            Assert.Equal(false, await Database.AskAsync(second, "select to_regclass('only_here') is not null"));
        }

        Assert.Equal(true, await Database.AskAsync(first, "select to_regclass('only_here') is not null"));
    }

    [Fact]
    public async Task A_server_listens_on_no_TCP_port_and_flushes_nothing()
    {
        await using var cluster = await PostgresCluster.StartThrowAwayAsync(Ct);

        Assert.Equal("", await Database.AskAsync(cluster, "show listen_addresses"));
        Assert.Equal("off", await Database.AskAsync(cluster, "show fsync"));
        if (OperatingSystem.IsLinux())
            Assert.Empty(await ListeningSocketsOfAsync(cluster));
    }

    [Fact]
    public async Task Only_the_password_opens_it()
    {
        await using var cluster = await PostgresCluster.StartThrowAwayAsync(Ct);
        var wrong = cluster.ConnectionString("postgres", "postgres", "guess");

        await using var connection = new NpgsqlConnection(wrong);
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync(Ct));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
        Assert.Equal(1L, await Database.AskAsync(cluster, "select count(*) from pg_hba_file_rules"));
        Assert.Equal("on", await Database.AskAsync(cluster, "show data_checksums"));
        Assert.Equal("UTF8", await Database.AskAsync(cluster, "show server_encoding"));
    }

    [Fact]
    public async Task Directories_and_the_password_are_closed_to_others()
    {
        await using var cluster = await PostgresCluster.StartThrowAwayAsync(Ct);
        var directory = Path.GetDirectoryName(cluster.LogFile)!;
        const UnixFileMode ownerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        Assert.Equal(ownerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(directory));
        Assert.Equal(ownerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(directory, "data")));
        Assert.Equal(ownerOnly, File.GetUnixFileMode(Path.Combine(directory, "superuser-password")));
        Assert.Equal(ownerOnly, File.GetUnixFileMode(cluster.LogFile));
    }

    [Fact]
    public async Task Nothing_of_it_is_left_behind()
    {
        var cluster = await PostgresCluster.StartThrowAwayAsync(Ct);
        var directory = Path.GetDirectoryName(cluster.LogFile)!;
        var server = LeftOverServer.ProcessIdIn(Path.Combine(directory, "data", "postmaster.pid"))!.Value;

        await cluster.DisposeAsync();

        Assert.False(Directory.Exists(directory));
        Assert.False(await Database.IsAliveAsync(server));
    }

    [Fact]
    public async Task It_tells_its_version()
    {
        await using var cluster = await PostgresCluster.StartThrowAwayAsync(Ct);
        Assert.InRange(cluster.ServerVersion, 150000, 990000);
    }

    private static async Task<IReadOnlyList<string>> ListeningSocketsOfAsync(PostgresCluster cluster)
    {
        var id = LeftOverServer.ProcessIdIn(Path.Combine(Path.GetDirectoryName(cluster.LogFile)!, "data", "postmaster.pid"));
        var open = Directory.GetFileSystemEntries($"/proc/{id}/fd").Select(f => new FileInfo(f).LinkTarget)
            .Where(t => t?.StartsWith("socket:[", StringComparison.Ordinal) is true)
            .Select(t => t!["socket:[".Length..^1]).ToHashSet();
        const int inode = 9;
        string[] tables = ["/proc/net/tcp", "/proc/net/tcp6"];
        var lines = await Task.WhenAll(tables.Where(File.Exists).Select(t => File.ReadAllLinesAsync(t, Ct)));
        return [.. lines.SelectMany(l => l.Skip(1)).Where(l => open.Contains(l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[inode]))];
    }
}
