using System.Text.Json;
using SecureObs.Bench.Reports;
using SecureObs.Bench.Speed.Running;

namespace SecureObs.Bench.Imports;

/// <summary>
/// How much memory the built command takes to read a large SARIF file, and how fast it is. The memory is the peak of the
/// resident set that Linux counts for the process.
/// </summary>
internal static class ImportSizeTrial
{
    private const int MostMegabytes = 200;

    public static async Task<int> RunAsync(int megabytes)
    {
        var path = Path.Combine(Path.GetTempPath(), $"secureobs-import-size-{Environment.ProcessId}.sarif");
        try
        {
            var results = LargeSarif.Write(path, megabytes * 1024L * 1024);
            var ran = await CommandRun.StartAsync(["import", "--check", "--json", path], watched: true);
            var seconds = ran.Milliseconds / 1000;

            using var counts = JsonDocument.Parse(ran.Said);
            var accepted = counts.RootElement[0].At("accepted").Number();
            Console.WriteLine($"{new FileInfo(path).Length / 1024 / 1024} MB of SARIF ({CommandRun.Kind}): {accepted} of {results} results in {seconds:0.0} s, {results / seconds:0} a second, peak memory {ran.PeakMegabytes:0} MB (at most {MostMegabytes})");
            return accepted == results && ran.PeakMegabytes <= MostMegabytes && ran.ExitCode == 0 ? 0 : 1;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
