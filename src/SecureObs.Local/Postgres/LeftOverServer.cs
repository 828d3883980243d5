using System.Globalization;
using SecureObs.Local.Running;

namespace SecureObs.Local.Postgres;

/// <summary>
/// What a killed run left of its server. We hold the lock of the directory, so nobody is using that server.
/// </summary>
internal static class LeftOverServer
{
    public static async Task StopAsync(ServerFiles files, PostgresBinaries binaries, CancellationToken ct)
    {
        if (!File.Exists(files.PostmasterPid))
            return;

        if (await IsOurServerAsync(ProcessIdIn(files.PostmasterPid), files.Data, ct))
            await files.DoAsync(binaries.PgCtl, ["stop", "-s", "-w", "-D", files.Data, "-m", "fast"], ct);
        else
            // PostgreSQL only looks whether such a process exists, and numbers come back after a restart.
            await files.DoAsync("rm", ["-f", "--", files.PostmasterPid], ct);
    }

    internal static int? ProcessIdIn(string postmasterPid) =>
        int.TryParse(File.ReadLines(postmasterPid).FirstOrDefault(), CultureInfo.InvariantCulture, out var id) && id > 0
            ? id
            : null;

    private static async Task<bool> IsOurServerAsync(int? processId, string data, CancellationToken ct)
    {
        if (processId is not { } id)
            return false;

        var commandLine = $"/proc/{id}/cmdline";
        var text = File.Exists("/proc/self/cmdline")
            ? File.Exists(commandLine) ? (await File.ReadAllTextAsync(commandLine, ct)).Replace('\0', ' ') : ""
            : (await Child.RunAsync(Child.Command("ps", "-ww", "-o", "args=", "-p", $"{id}"), ct)).Output;
        return text.Contains("postgres", StringComparison.Ordinal) && text.Contains(data, StringComparison.Ordinal);
    }
}
