using System.Diagnostics;

namespace SecureObs.Local.Postgres;

/// <summary>
/// A shell that waits for the end of its input, which comes when we dispose it and also when we are killed, and then
/// stops the server and removes its directories. It ignores Ctrl-C, so the API goes first.
/// </summary>
internal sealed class ServerGuard : IAsyncDisposable
{
    private const string Script = """
        trap '' INT HUP TERM
        pg_ctl=$1 data=$2 mode=$3; shift 3
        read -r _
        if [ -f "$data/postmaster.pid" ]; then "$pg_ctl" stop -s -w -t 60 -D "$data" -m "$mode" >/dev/null 2>&1; fi
        if [ $# -gt 0 ]; then rm -rf -- "$@"; fi
        """;

    private readonly Process shell;

    private ServerGuard(Process shell) => this.shell = shell;

    public static ServerGuard Start(
        ServerFiles files, PostgresBinaries binaries, ClusterDurability durability, string socketDirectory)
    {
        string[] rest = durability is ClusterDurability.Kept
            ? ["fast", socketDirectory]
            : ["immediate", socketDirectory, files.Directory];
        var command = files.Account.Command("sh", ["-c", Script, "sh", binaries.PgCtl, files.Data, .. rest]);
        command.RedirectStandardInput = true;
        return new(Process.Start(command)!);
    }

    public async ValueTask DisposeAsync()
    {
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();
        shell.Dispose();
    }
}
