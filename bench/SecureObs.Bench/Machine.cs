namespace SecureObs.Bench;

/// <summary>What stands beside measured times.</summary>
internal static class Machine
{
    /// <summary>How many processes wanted a processor in the last minute.</summary>
    public static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
