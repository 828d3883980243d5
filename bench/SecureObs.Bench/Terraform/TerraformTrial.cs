using System.Text.Json;
using SecureObs.Bench.Reports;
using SecureObs.Bench.Speed.Running;

namespace SecureObs.Bench.Terraform;

/// <summary>
/// How long the built command takes to reduce the largest plan that an analysis may be of, and how much memory: once as it is, once of about
/// 500 MB by what stays on the machine. The memory is the peak of the resident set that Linux counts for the process.
/// </summary>
internal static class TerraformTrial
{
    private const int MostSeconds = 10;
    private const int MostMegabytes = 300;
    private const int Padding = 7_600;

    public static async Task<int> RunAsync()
    {
        var fine = await MeasureAsync("as it is", 0, timed: true);
        return await MeasureAsync("padded", Padding, timed: false) && fine ? 0 : 1;
    }

    private static async Task<bool> MeasureAsync(string name, int padding, bool timed)
    {
        var path = Path.Combine(Path.GetTempPath(), $"secureobs-plan-{Environment.ProcessId}.json");
        try
        {
            new LargePlan(padding).Write(path);
            var ran = await CommandRun.StartAsync(["plan", "preview", path, "--json", "--workspace", Path.GetDirectoryName(path)!], watched: true);
            var seconds = ran.Milliseconds / 1000;
            using var body = JsonDocument.Parse(ran.ExitCode == 0 ? ran.Said : "{}");
            var (resources, references) = (body.RootElement.At("resources").Items().Count(), body.RootElement.At("references").Items().Count());
            Console.WriteLine($"{name}, {new FileInfo(path).Length / 1024 / 1024} MB ({CommandRun.Kind}): {resources} of {LargePlan.Resources} resources and {references} of {LargePlan.References} references in {seconds:0.0} s{(timed ? $" (at most {MostSeconds})" : "")}, peak memory {ran.PeakMegabytes:0} MB (at most {MostMegabytes}), body {ran.Said.Length / 1024 / 1024} MB {ran.Errors.Trim()}");
            return resources == LargePlan.Resources && references == LargePlan.References && ran.PeakMegabytes <= MostMegabytes && (!timed || seconds <= MostSeconds);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
