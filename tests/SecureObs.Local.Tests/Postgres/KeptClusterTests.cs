using System.Diagnostics;
using SecureObs.Local.Postgres;

namespace SecureObs.Local.Tests.Postgres;

public sealed class KeptClusterTests : IAsyncLifetime
{
    private ServerAccount account = null!;
    private PostgresBinaries binaries = null!;
    private string parent = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private ServerFiles Files => new(Path.Combine(parent, "postgres"), account);

    public async ValueTask InitializeAsync()
    {
        account = await ServerAccount.FindAsync(Ct);
        binaries = await PostgresBinaries.FindAsync(account, Ct);
        parent = Directory.CreateTempSubdirectory("secureobs-test-").FullName;
        File.SetUnixFileMode(parent, File.GetUnixFileMode(parent) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(parent, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Data_survives_a_stop_and_a_start()
    {
        await using (var first = await StartAsync())
            await Database.ExecuteAsync(first, "create table kept as select 42 as answer");

        await using var second = await StartAsync();

        Assert.Equal(42, await Database.AskAsync(second, "select answer from kept"));
        Assert.Equal("on", await Database.AskAsync(second, "show fsync"));
    }

    [Fact]
    public async Task A_killed_server_is_recovered_at_the_next_start()
    {
        var first = await StartAsync();
        await Database.ExecuteAsync(first, "create table kept as select 42 as answer");
        using (var server = Process.GetProcessById(LeftOverServer.ProcessIdIn(Files.PostmasterPid)!.Value))
            server.Kill();
        await first.DisposeAsync();

        await using var second = await StartAsync();

        Assert.Equal(42, await Database.AskAsync(second, "select answer from kept"));
    }

    [Fact]
    public async Task A_pid_file_that_names_a_stranger_does_not_stop_the_start()
    {
        await (await StartAsync()).DisposeAsync();
        await Files.WriteAsync(Files.PostmasterPid, $"{Environment.ProcessId}\n", Ct);

        await using var cluster = await StartAsync();

        Assert.True(await Database.IsAliveAsync(Environment.ProcessId));
        Assert.NotEqual(0, cluster.ServerVersion);
    }

    [Fact]
    public async Task A_server_left_over_by_a_killed_run_gives_way()
    {
        await (await StartAsync()).DisposeAsync();
        var settings = await File.ReadAllTextAsync(Files.Settings, Ct);
        await Files.WriteAsync(Files.Settings, settings.Replace(SocketsIn(settings), Files.Directory, StringComparison.Ordinal), Ct);
        await ServerStart.RunAsync(Files, binaries, Ct);
        var leftOver = LeftOverServer.ProcessIdIn(Files.PostmasterPid)!.Value;

        await using var cluster = await StartAsync();

        Assert.False(await Database.IsAliveAsync(leftOver));
    }

    [Fact]
    public async Task A_cluster_whose_making_was_interrupted_is_made_again()
    {
        await Files.CreateDirectoryAsync(Ct);
        await Files.DoAsync("sh", ["-c", "mkdir \"$1\" && echo 15 > \"$1/PG_VERSION\"", "sh", Files.Unfinished], Ct);

        await using var cluster = await StartAsync();

        Assert.Equal(1, await Database.AskAsync(cluster, "select 1"));
    }

    [Fact]
    public async Task A_second_host_is_told_that_the_first_runs()
    {
        await using var first = await StartAsync();
        var refusal = await Assert.ThrowsAsync<LocalProblem>(StartAsync);
        Assert.Contains("already runs", refusal.What, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("echo 9 > \"$1/data/PG_VERSION\"", "was made by PostgreSQL 9")]
    [InlineData("rm \"$1/data/PG_VERSION\"", "is damaged")]
    [InlineData("rm \"$1/superuser-password\"", "is damaged")]
    [InlineData("echo nonsense >> \"$1/data/postgresql.conf\"", "does not start")]
    public async Task An_unusable_cluster_is_refused_with_the_way_out(string damage, string reason)
    {
        await (await StartAsync()).DisposeAsync();
        await Files.DoAsync("sh", ["-c", damage, "sh", Files.Directory], Ct);

        var refusal = await Assert.ThrowsAsync<LocalProblem>(StartAsync);

        Assert.Contains(reason, refusal.What, StringComparison.Ordinal);
        Assert.Contains("./run --reset", refusal.WhatToDo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reset_removes_everything()
    {
        await (await StartAsync()).DisposeAsync();
        await KeptCluster.RemoveAsync(Files, Ct);
        Assert.False(Directory.Exists(Files.Directory));
    }

    [Fact]
    public async Task A_reset_refuses_while_the_cluster_is_in_use()
    {
        await using var cluster = await StartAsync();
        await Assert.ThrowsAsync<LocalProblem>(() => KeptCluster.RemoveAsync(Files, Ct));
        Assert.Equal(1, await Database.AskAsync(cluster, "select 1"));
    }

    private Task<PostgresCluster> StartAsync() => PostgresCluster.StartKeptAsync(Files, binaries, Ct);

    private static string SocketsIn(string settings) => settings.Split('\'')[1];
}
