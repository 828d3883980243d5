using System.Globalization;
using System.Runtime.InteropServices;

namespace SecureObs.Bench;

/// <summary>What stands beside measured times.</summary>
internal static class Machine
{
    /// <summary>How many processes wanted a processor in the last minute.</summary>
    public static string LoadAverage() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    /// <summary>The model.</summary>
    public static string Processor() =>
        (File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo") : []).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
        ?? RuntimeInformation.ProcessArchitecture.ToString();

    /// <summary>Bytes that this process may use.</summary>
    public static long Memory() => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    public static string System() => RuntimeInformation.OSDescription;

    public static string Runtime() => RuntimeInformation.FrameworkDescription;

    /// <summary>Megabytes of memory that a process has now and had at most, by Linux; null on other systems.</summary>
    public static (double Now, double Peak)? MemoryOf(int process)
    {
        var file = $"/proc/{process}/status";
        if (!File.Exists(file))
            return null;
        var lines = File.ReadAllLines(file);
        return (Megabytes(lines, "VmRSS:"), Megabytes(lines, "VmHWM:"));
    }

    private static double Megabytes(string[] lines, string field) => double.Parse(
        lines.Single(line => line.StartsWith(field, StringComparison.Ordinal)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
}
