using System.Diagnostics;
using System.Text.Json;

namespace SecureObs.Bench.Speed.Running;

/// <summary>
/// One call of the <c>secureobs</c> command, from start to exit. It is what SECUREOBS_CLI names, e.g. a binary compiled
/// ahead of time, or else the assembly that was built with this one.
/// </summary>
internal sealed class CommandCall(Uri api, string key, Guid project, string run)
{
    private static readonly string? Given = Environment.GetEnvironmentVariable("SECUREOBS_CLI");

    public static string Kind => Given is null ? "JIT" : "SECUREOBS_CLI";

    /// <summary>Asks the gate.</summary>
    /// <returns>Milliseconds.</returns>
    public async Task<double> RunAsync()
    {
        string[] arguments = ["gate", "--tenant-id", "x", "--project-id", $"{project}", "--pipeline-run-id", run];
        var start = Given is { } binary ? new ProcessStartInfo(binary, arguments) : new("dotnet", [Path.Combine(AppContext.BaseDirectory, "secureobs.dll"), .. arguments]);
        (start.RedirectStandardOutput, start.RedirectStandardError, start.WorkingDirectory) = (true, true, Path.GetTempPath());
        (start.Environment["SECUREOBS_API_URL"], start.Environment["SECUREOBS_API_KEY"]) = ($"{api}api", key);
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said.Contains("Gate: ", StringComparison.Ordinal) ? Stopwatch.GetElapsedTime(started).TotalMilliseconds : throw new InvalidOperationException($"The command ended with {process.ExitCode}: {said}{await errors}");
    }

    /// <summary>The same two requests by a client that is warm: what the command waits for.</summary>
    public async Task<double> RequestsAsync(HttpClient pipeline)
    {
        var started = Stopwatch.GetTimestamp();
        using var verdict = await pipeline.PostAsync($"/api/projects/{project}/gate?pipelineRunId={run}", null);
        using var _ = JsonDocument.Parse(await verdict.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync());
        using var findings = await pipeline.GetAsync($"/api/findings/by-run?projectId={project}&pipelineRunId={run}");
        await findings.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
