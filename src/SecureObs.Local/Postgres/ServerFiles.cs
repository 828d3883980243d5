using SecureObs.Local.Running;

namespace SecureObs.Local.Postgres;

/// <summary>The directory of one cluster, mode 0700, and what may be done with it as the server's account.</summary>
internal sealed record ServerFiles(string Directory, ServerAccount Account)
{
    public string Data => Path.Combine(Directory, "data");

    public string Unfinished => Path.Combine(Directory, "data.unfinished");

    public string Log => Path.Combine(Directory, "server.log");

    public string Password => Path.Combine(Directory, "superuser-password");

    public string Settings => Path.Combine(Data, "secureobs.conf");

    public string PostmasterPid => Path.Combine(Data, "postmaster.pid");

    /// <summary>A fresh directory of mode 0700; its path is short, for a socket's path ends at 107 bytes.</summary>
    public static async Task<string> CreateTemporaryAsync(string parent, ServerAccount account, CancellationToken ct)
    {
        var made = await account.RunAsync("mktemp", ["-d", Path.Combine(parent, "secureobs-XXXXXXXX")], ct);
        return made.Succeeded
            ? made.Output.Trim()
            : throw new LocalProblem($"No directory could be made in {parent}: {made.Tail(1)}.", "Make it writable.");
    }

    public async Task CreateDirectoryAsync(CancellationToken ct)
    {
        var owner = Account.Owner?.Split(':');
        string[] ownership = owner is null ? [] : ["-o", owner[0], "-g", owner[1]];
        var made = await Child.RunAsync(Child.Command("install", ["-d", "-m", "0700", .. ownership, Directory]), ct);
        if (!made.Succeeded)
            throw new LocalProblem($"{Directory} cannot be made: {made.Tail(1)}.", "Make its parent writable.");
    }

    public async Task WriteAsync(string path, string text, CancellationToken ct) =>
        await DoAsync("sh", ["-c", "umask 077; cat > \"$1\"", "sh", path], ct, text);

    public async Task DoAsync(string file, IEnumerable<string> arguments, CancellationToken ct, string? input = null)
    {
        var done = await Account.RunAsync(file, arguments, ct, input);
        if (!done.Succeeded)
            throw new LocalProblem($"{Path.GetFileName(file)} failed: {done.Tail()}", $"Look at {Directory}.");
    }

    public string LogTail(int lines = 12) =>
        File.Exists(Log) ? string.Join('\n', File.ReadLines(Log).TakeLast(lines)) : "(the server wrote no log)";
}
