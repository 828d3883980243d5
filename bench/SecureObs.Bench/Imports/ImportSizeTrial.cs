using System.Diagnostics;
using System.Text.Json;
using SecureObs.Bench.Reports;

namespace SecureObs.Bench.Imports;

/// <summary>
/// How much memory the built command takes to read a large SARIF file, and how fast it is. The memory is the peak of the
/// resident set that Linux counts for the process.
/// </summary>
internal static class ImportSizeTrial
{
    private const int MostMegabytes = 200;

    private static readonly string? Given = Environment.GetEnvironmentVariable("SECUREOBS_CLI");

    public static async Task<int> RunAsync(int megabytes)
    {
        var path = Path.Combine(Path.GetTempPath(), $"secureobs-import-size-{Environment.ProcessId}.sarif");
        try
        {
            var results = LargeSarif.Write(path, megabytes * 1024L * 1024);
            string[] arguments = ["import", "--check", "--json", path];
            var start = Given is { } binary ? new ProcessStartInfo(binary, arguments) : new("dotnet", [Path.Combine(AppContext.BaseDirectory, "secureobs.dll"), .. arguments]);
            (start.RedirectStandardOutput, start.WorkingDirectory) = (true, Path.GetTempPath());
            var started = Stopwatch.GetTimestamp();
            using var process = Process.Start(start)!;
            var said = process.StandardOutput.ReadToEndAsync();
            var peak = await PeakAsync(process);
            await process.WaitForExitAsync();
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;

            using var counts = JsonDocument.Parse(await said);
            var accepted = counts.RootElement[0].At("accepted").Number();
            Console.WriteLine($"{new FileInfo(path).Length / 1024 / 1024} MB of SARIF ({(Given is null ? "JIT" : "SECUREOBS_CLI")}): {accepted} of {results} results in {seconds:0.0} s, {results / seconds:0} a second, peak memory {peak} MB (at most {MostMegabytes})");
            return accepted == results && peak <= MostMegabytes && process.ExitCode == 0 ? 0 : 1;
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <returns>Megabytes; read while it runs, as Linux forgets them afterwards. The kernel keeps the highest, so a late look misses little.</returns>
    private static async Task<long> PeakAsync(Process process)
    {
        long peak = 0;
        while (!process.HasExited)
        {
            try
            {
                var line = (await File.ReadAllLinesAsync($"/proc/{process.Id}/status")).FirstOrDefault(each => each.StartsWith("VmHWM:", StringComparison.Ordinal));
                if (line is not null)
                    peak = Math.Max(peak, long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024);
            }
            catch (IOException)
            {
                break;   // it ended meanwhile
            }
            await Task.Delay(20);
        }
        return peak;
    }
}
