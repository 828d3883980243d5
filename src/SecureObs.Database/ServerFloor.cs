namespace SecureObs.Database;

/// <summary>
/// The lowest minor version of each PostgreSQL line that we accept. CVE-2026-14666 lets a cached plan outlive a change
/// of role, which row-level security depends on; its fix is in 15.19 and in the minors that were released with it.
/// </summary>
public static class ServerFloor
{
    private static readonly Dictionary<int, int> MinorOfLine = new() { [15] = 19, [16] = 15, [17] = 11, [18] = 5 };

    /// <summary>The oldest line that has what we use (<c>security_invoker</c> views).</summary>
    public const int OldestLine = 15;

    /// <summary>What is wrong with this server version, in one line, or null.</summary>
    /// <param name="serverVersionNumber"><c>server_version_num</c>, e.g. 150018 for 15.18.</param>
    public static string? Warning(int serverVersionNumber)
    {
        var (line, minor) = (serverVersionNumber / 10_000, serverVersionNumber % 10_000);
        if (line < OldestLine)
            return $"PostgreSQL {line}.{minor} is too old: SecureObs needs {OldestLine} or newer.";
        return MinorOfLine.TryGetValue(line, out var floor) && minor < floor
            ? $"PostgreSQL {line}.{minor} is below the security floor of its line: update to {line}.{floor} or newer (CVE-2026-14666)."
            : null;
    }
}
