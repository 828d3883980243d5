using System.Diagnostics;
using System.Globalization;
using SecureObs.Local.Postgres;

namespace SecureObs.Bench.Failover;

/// <summary>A program under the server's account that ends with us, also when we are killed.</summary>
internal sealed class GuardedProcess : IAsyncDisposable
{
    private const string Script = """
        exec 2>/dev/null   # shells tell how their children ended
        log=$1; shift
        "$@" >>"$log" 2>&1 & pid=$!
        echo $pid
        read -r _
        kill -TERM $pid 2>/dev/null; wait $pid
        """;

    private readonly Process shell;
    private readonly int id;

    private GuardedProcess(Process shell, int id) => (this.shell, this.id) = (shell, id);

    public static GuardedProcess Start(ServerFiles files, string program, IEnumerable<string> arguments, string log)
    {
        var command = files.Account.Command("sh", ["-c", Script, "sh", log, program, .. arguments]);
        command.Environment["PATH"] = "/usr/bin:/bin:/usr/sbin";
        (command.RedirectStandardInput, command.RedirectStandardOutput) = (true, true);
        var shell = Process.Start(command)!;
        return new(shell, int.Parse(shell.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture));
    }

    /// <summary>SIGKILL: nothing is finished, nobody is told.</summary>
    public async Task KillAsync()
    {
        using (var process = Process.GetProcessById(id))
            process.Kill();
        await DisposeAsync();   // the shell is its parent: it alone sees it go
    }

    public async ValueTask DisposeAsync()
    {
        if (shell.HasExited)
            return;
        shell.StandardInput.Close();
        await shell.WaitForExitAsync();
    }
}
