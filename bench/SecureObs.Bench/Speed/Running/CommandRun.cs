using System.Diagnostics;

namespace SecureObs.Bench.Speed.Running;

/// <summary>
/// One run of the <c>secureobs</c> command. It is what SECUREOBS_CLI names, e.g. a binary compiled ahead of time, or else the
/// assembly that was built with this one.
/// </summary>
/// <param name="Milliseconds">From start to exit.</param>
/// <param name="PeakMegabytes">The most memory that it had; 0 where nobody looked.</param>
internal sealed record CommandRun(string Said, string Errors, int ExitCode, double Milliseconds, double PeakMegabytes)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly string? Given = Environment.GetEnvironmentVariable("SECUREOBS_CLI");

    public static string Kind => Given is null ? "JIT" : "SECUREOBS_CLI";

    /// <param name="watched">Whether somebody looks at its memory now and then.</param>
    public static async Task<CommandRun> StartAsync(string[] arguments, IReadOnlyDictionary<string, string>? environment = null, bool watched = false)
    {
        var start = Given is { } binary ? new ProcessStartInfo(binary, arguments) : new("dotnet", [Path.Combine(AppContext.BaseDirectory, "secureobs.dll"), .. arguments]);
        (start.RedirectStandardOutput, start.RedirectStandardError, start.WorkingDirectory) = (true, true, Path.GetTempPath());
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var (said, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var peak = watched ? await PeakAsync(process) : 0;
        await process.WaitForExitAsync();
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return new(await said, await errors, process.ExitCode, took, peak);
    }

    /// <summary>Read while it runs, as Linux forgets it afterwards. The kernel keeps the highest, so a late look misses little.</summary>
    private static async Task<double> PeakAsync(Process process)
    {
        var peak = 0.0;
        for (; !process.HasExited; await Task.Delay(Look))
        {
            try
            {
                peak = Machine.MemoryOf(process.Id)?.Peak ?? peak;
            }
            catch (Exception gone) when (gone is IOException or InvalidOperationException)
            {
                break;   // it ended meanwhile
            }
        }
        return peak;
    }
}
