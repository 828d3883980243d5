using System.Net;
using System.Net.Sockets;
using SecureObs.Local.Running;
using SecureObs.Local.Start;

namespace SecureObs.Local.Tests.Start;

public sealed class StartTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("secureobs-test-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public async Task The_ready_file_is_private_and_goes_with_the_host()
    {
        var file = Path.Combine(directory, "ready.json");
        using (await ReadyFile.WriteAsync(file, new(5080), "sobs_key", Ct))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            var json = System.Text.Json.JsonElement.Parse(await File.ReadAllTextAsync(file, Ct));
            Assert.Equal("http://localhost:5080", json.GetProperty("dashboardUrl").GetString());
            Assert.Equal("http://localhost:5080/api", json.GetProperty("apiUrl").GetString());
            Assert.Equal("sobs_key", json.GetProperty("apiKey").GetString());
        }

        Assert.Empty(Directory.GetFiles(directory));
    }

    [Fact]
    public async Task A_private_file_that_cannot_be_written_is_a_problem_with_a_way_out() =>
        await Assert.ThrowsAsync<LocalProblem>(() => PrivateFile.WriteAsync(Path.Combine(directory, "no", "file"), "", Ct));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void A_taken_port_is_named_with_a_free_one(int offset)
    {
        using var listener = new TcpListener(IPAddress.Loopback, Ports.Free() + offset);
        listener.Start();
        var taken = ((IPEndPoint)listener.LocalEndpoint).Port;

        var problem = Assert.Throws<LocalProblem>(() => Requirements.RefuseTakenPorts(taken - offset));

        Assert.Contains($"Port {taken} is taken", problem.What, StringComparison.Ordinal);
        Assert.Contains("./run --port ", problem.WhatToDo, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_at_a_time_holds_a_file_lock()
    {
        var path = Path.Combine(directory, "lock");
        using (await FileLock.WaitAsync(path, Ct))
            Assert.Null(FileLock.TryTake(path));
        using var next = FileLock.TryTake(path);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task A_program_that_does_not_exist_answers_127() =>
        Assert.Equal(127, (await Child.RunAsync(Child.Command("no-such-program"), Ct)).ExitCode);

    [Fact]
    public async Task A_cancelled_program_is_ended()
    {
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Child.RunAsync(Child.Command("sleep", "60"), soon.Token));
    }

    [Fact]
    public void Npm_says_its_reason_first_and_others_last()
    {
        Assert.Equal("npm error code EUSAGE", new ChildResult(1, ["npm error code EUSAGE", "npm error", "Usage:"]).Tail(1));
        Assert.Equal("two", new ChildResult(1, ["one", "two", ""]).Tail(1));
    }
}
