using System.Diagnostics;
using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Running;

public sealed class StopTests
{
    [Fact]
    public async Task A_cancelled_job_leaves_neither_the_tool_nor_its_report_behind_and_the_tool_never_saw_the_key()
    {
        var ct = TestContext.Current.CancellationToken;
        using var workspace = new Workspace();
        await using var api = await ApiStandIn.StartAsync();
        api.Scanners = ["devskim"];
        var started = Path.Combine(workspace.Path, "started");
        var tool = workspace.Tool($"[ \"$1\" = --version ] && exit 0\npwd > {started}.part; echo $$ >> {started}.part; echo \"key:$SECUREOBS_API_KEY$SECUREOBS_ID_TOKEN$ACTIONS_ID_TOKEN_REQUEST_TOKEN\" >> {started}.part; mv {started}.part {started}; sleep 60\n");
        var start = new ProcessStartInfo("dotnet", [typeof(ExitCode).Assembly.Location, "scan", .. Infrastructure.Cli.Run, "--workspace", workspace.Path])
        {
            Environment = { ["SECUREOBS_API_KEY"] = "k", ["SECUREOBS_ID_TOKEN"] = "t", ["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = "t", ["SECUREOBS_API_URL"] = api.Url, ["SECUREOBS_TOOL_DEVSKIM"] = tool },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        using var command = Process.Start(start)!;
        while (!File.Exists(started) && !command.HasExited)
            await Task.Delay(50, ct);
        using (var kill = Process.Start("kill", ["-TERM", $"{command.Id}"]))
            await kill.WaitForExitAsync(ct);
        await command.WaitForExitAsync(ct);

        var lines = await File.ReadAllLinesAsync(started, ct);
        Assert.Equal(ExitCode.Failed, command.ExitCode);
        Assert.Equal("error: stopped", (await command.StandardError.ReadToEndAsync(ct)).TrimEnd());
        Assert.False(Directory.Exists(lines[0]));
        Assert.Equal("key:", lines[2]);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(int.Parse(lines[1], System.Globalization.CultureInfo.InvariantCulture)));
    }
}
