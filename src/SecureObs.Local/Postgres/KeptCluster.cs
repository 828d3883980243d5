using SecureObs.Local.Running;

namespace SecureObs.Local.Postgres;

/// <summary>Everything to settle before the server of a kept cluster may start.</summary>
internal static class KeptCluster
{
    private const string StartAfresh = "To start afresh and lose the local data: ./run --reset";

    /// <returns>The lock that keeps other hosts away from the directory.</returns>
    public static FileStream Lock(ServerFiles files) =>
        FileLock.TryTake(files.Directory + ".lock") ?? throw new LocalProblem(
            $"SecureObs already runs from this directory ({files.Directory} is in use).",
            "Stop it with Ctrl-C in its terminal, or use that one.");

    public static async Task PrepareAsync(ServerFiles files, PostgresBinaries binaries, CancellationToken ct)
    {
        if (!Directory.Exists(files.Directory))
            await files.CreateDirectoryAsync(ct);
        if (!(await files.Account.RunAsync("test", ["-O", files.Directory], ct)).Succeeded)
            throw new LocalProblem(
                $"{files.Directory} belongs to another user than '{files.Account.Name}'.",
                $"Start as the user who made it. {StartAfresh}");

        if (!(await files.Account.RunAsync("test", ["-e", files.Data], ct)).Succeeded)
        {
            await ClusterInitializer.CreateAsync(files, binaries, ClusterDurability.Kept, ct);
            return;
        }

        await LeftOverServer.StopAsync(files, binaries, ct);
        RefuseUnusable(files, binaries);
        await files.DoAsync("sh", ["-c", "[ ! -f \"$1\" ] || mv \"$1\" \"$1.previous\"", "sh", files.Log], ct);
    }

    /// <summary>Removes the cluster and everything in it; refuses while it is in use.</summary>
    public static async Task RemoveAsync(ServerFiles files, CancellationToken ct)
    {
        if (!Directory.Exists(files.Directory))
            return;

        using var only = Lock(files);
        if (File.Exists(files.PostmasterPid))
            await LeftOverServer.StopAsync(files, await PostgresBinaries.FindAsync(files.Account, ct), ct);
        var removed = await Child.RunAsync(Child.Command("rm", "-rf", "--", files.Directory), ct);
        if (!removed.Succeeded)
            throw new LocalProblem($"{files.Directory} cannot be removed: {removed.Tail(1)}.", "Remove it by hand.");
    }

    private static void RefuseUnusable(ServerFiles files, PostgresBinaries binaries)
    {
        var version = Path.Combine(files.Data, "PG_VERSION");
        if (!File.Exists(version) || !File.Exists(files.Password))
            throw new LocalProblem($"The local database in {files.Directory} is damaged.", StartAfresh);

        var made = File.ReadAllText(version).Trim();
        if (made != $"{binaries.MajorVersion}")
            throw new LocalProblem(
                $"The local database was made by PostgreSQL {made}, but {binaries.Directory} is {binaries.MajorVersion}.",
                $"Set {PostgresBinaries.Variable} to the programs of {made}. {StartAfresh}");
    }
}
