using System.Diagnostics;
using SecureObs.Local.Running;

namespace SecureObs.Local.Postgres;

/// <summary>
/// Who the server runs as: ourselves, or an unprivileged account when we are root, because PostgreSQL refuses root.
/// Whatever happens to the server's files happens as this account: root would follow a link planted there.
/// </summary>
internal sealed class ServerAccount
{
    private readonly string[] prefix;

    private ServerAccount(string name, string? owner, string[] prefix) => (Name, Owner, this.prefix) = (name, owner, prefix);

    public string Name { get; }

    /// <summary>"uid:gid" of another account than our own.</summary>
    public string? Owner { get; }

    public static async Task<ServerAccount> FindAsync(CancellationToken ct)
    {
        if (!Environment.IsPrivilegedProcess)
            return new(Environment.UserName, null, []);

        var (name, user, group) = Unprivileged(File.ReadAllLines("/etc/passwd"));
        string[][] ways =
        [
            ["setpriv", $"--reuid={user}", $"--regid={group}", "--clear-groups", "--"],
            ["runuser", "-u", name, "--"],
            ["su", "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "--", name],
        ];
        foreach (var way in ways)
        {
            var account = new ServerAccount(name, $"{user}:{group}", way);
            if ((await account.RunAsync("true", [], ct)).Succeeded)
                return account;
        }

        throw new LocalProblem(
            $"PostgreSQL refuses to run as root, and root may not become '{name}' here.",
            "Run this as an ordinary user, or install util-linux (setpriv).");
    }

    internal static (string Name, string User, string Group) Unprivileged(IEnumerable<string> passwd)
    {
        var accounts = passwd.Select(l => l.Split(':')).Where(f => f.Length >= 4).ToLookup(f => f[0]);
        var found = accounts["postgres"].Concat(accounts["nobody"]).FirstOrDefault(f => f[2] != "0");
        return found is null ? ("nobody", "65534", "65534") : (found[0], found[2], found[3]);
    }

    public ProcessStartInfo Command(string file, params IEnumerable<string> arguments)
    {
        string[] all = [.. prefix, file, .. arguments];
        var command = new ProcessStartInfo(all[0], all[1..]) { WorkingDirectory = "/" };

        // PGPORT and its like would configure the server behind our back, and it needs none of our secrets.
        string[] kept = ["PATH", "LD_LIBRARY_PATH", "TZ"];
        var environment = kept.Select(n => (Name: n, Value: Environment.GetEnvironmentVariable(n))).ToArray();
        command.Environment.Clear();
        foreach (var (name, value) in environment.Where(v => v.Value is not null))
            command.Environment[name] = value;
        command.Environment["LC_ALL"] = "C";
        return command;
    }

    public Task<ChildResult> RunAsync(
        string file, IEnumerable<string> arguments, CancellationToken ct, string? input = null) =>
        Child.RunAsync(Command(file, arguments), ct, input);

    public async Task<bool> CanReachAsync(string path, CancellationToken ct) =>
        (await RunAsync("test", ["-x", path], ct)).Succeeded;
}
