using System.Globalization;
using System.Text.RegularExpressions;

namespace SecureObs.Local.Postgres;

/// <summary>A directory with initdb, pg_ctl and postgres of one version, all of which the account can run.</summary>
internal sealed partial record PostgresBinaries(string Directory, int MajorVersion)
{
    public const int OldestMajorVersion = 15;
    public const string Variable = "SECUREOBS_POSTGRES_BIN";
    private const string WordForEmbedded = "embedded";

    public string InitDb => Path.Combine(Directory, "initdb");

    public string PgCtl => Path.Combine(Directory, "pg_ctl");

    /// <summary>Where the programs really are, all of them.</summary>
    public string ProgramDirectory => Path.GetDirectoryName(new FileInfo(PgCtl).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? PgCtl)!;

    /// <summary>A program of PostgreSQL's clients, which may be elsewhere than the server.</summary>
    /// <exception cref="LocalProblem">It is not there.</exception>
    public string Client(string name) => InstalledDirectories().Prepend(Directory).Select(directory => Path.Combine(directory, name)).FirstOrDefault(File.Exists)
        ?? throw new LocalProblem($"{name} was not found.", "Install PostgreSQL's client programs, on Debian: sudo apt-get install postgresql-client-15");

    public static Task<PostgresBinaries> FindAsync(ServerAccount account, CancellationToken ct) =>
        FindAsync(account, Environment.GetEnvironmentVariable(Variable), InstalledDirectories(), ct);

    internal static async Task<PostgresBinaries> FindAsync(
        ServerAccount account, string? wish, IEnumerable<string> installed, CancellationToken ct)
    {
        if (wish == WordForEmbedded)
            return await EmbeddedPostgres.FindAsync(account, ct);

        if (!string.IsNullOrWhiteSpace(wish))
        {
            return await ProbeAsync(wish, account, ct) ?? throw new LocalProblem(
                $"{Variable} is '{wish}', where no PostgreSQL {OldestMajorVersion} or newer is that '{account.Name}' can run.",
                $"Set it to a directory with initdb, pg_ctl and postgres, or to '{WordForEmbedded}', or unset it.");
        }

        foreach (var directory in installed)
        {
            if (await ProbeAsync(directory, account, ct) is { } found)
                return found;
        }

        return await EmbeddedPostgres.FindAsync(account, ct);
    }

    internal static async Task<PostgresBinaries?> ProbeAsync(string directory, ServerAccount account, CancellationToken ct)
    {
        string[] programs = ["initdb", "pg_ctl", "postgres"];
        if (!programs.All(p => File.Exists(Path.Combine(directory, p))))
            return null;

        var answer = await account.RunAsync(Path.Combine(directory, "postgres"), ["--version"], ct);
        var version = answer.Succeeded ? MajorVersionIn(answer.Output) : null;
        return version >= OldestMajorVersion ? new(Path.GetFullPath(directory), version.Value) : null;
    }

    internal static int? MajorVersionIn(string text) =>
        VersionPattern().Match(text) is { Success: true } match
            ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)
            : null;

    /// <summary>PATH first; Debian keeps the server's programs beside it, one directory per version.</summary>
    internal static IEnumerable<string> InstalledDirectories()
    {
        const string debian = "/usr/lib/postgresql";
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var versions = System.IO.Directory.Exists(debian) ? System.IO.Directory.GetDirectories(debian) : [];
        return path.Where(Path.IsPathRooted).Concat(versions
            .OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var version) ? version : 0)
            .Select(d => Path.Combine(d, "bin")));
    }

    [GeneratedRegex(@"^postgres \(PostgreSQL\) (\d+)", RegexOptions.Multiline)]
    private static partial Regex VersionPattern();
}
