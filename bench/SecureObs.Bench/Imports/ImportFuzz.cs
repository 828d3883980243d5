using System.Diagnostics;
using SecureObs.Cli.Tests.Importing;

namespace SecureObs.Bench.Imports;

/// <summary>The mutations of the tests, for as long as one likes: every fixture in turn, each for the given time.</summary>
internal static class ImportFuzz
{
    public static int Run(string fixtures, TimeSpan each)
    {
        var failed = 0;
        foreach (var fixture in Directory.EnumerateFiles(fixtures, "*.report.*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var started = Stopwatch.GetTimestamp();
            var seed = Random.Shared.Next();
            var (tries, fault) = MutationRun.Of(File.ReadAllBytes(fixture), seed, each, maximum: long.MaxValue);
            failed += fault is null ? 0 : 1;
            Console.WriteLine($"{Path.GetFileName(fixture),-40} seed {seed,10} {tries,9} mutations in {Stopwatch.GetElapsedTime(started).TotalSeconds,6:0} s, {Process.GetCurrentProcess().PeakWorkingSet64 / 1024 / 1024} MB  {fault ?? "ok"}");
        }
        return failed == 0 ? 0 : 1;
    }
}
