using System.Diagnostics;
using System.Text.Json;

namespace SecureObs.Bench.Speed.Running;

/// <summary>The command as a pipeline of a project calls it.</summary>
internal sealed class CommandCall(Uri api, string key, Guid project, string run)
{
    private readonly string[] where = ["--tenant-id", "x", "--project-id", $"{project}", "--pipeline-run-id", run];
    private readonly Dictionary<string, string> environment = new() { ["SECUREOBS_API_URL"] = $"{api}api", ["SECUREOBS_API_KEY"] = key };

    /// <summary>Asks the gate.</summary>
    /// <returns>Milliseconds.</returns>
    public async Task<double> GateAsync() => Checked(await CommandRun.StartAsync(["gate", .. where], environment), "Gate: ").Milliseconds;

    /// <summary>Imports a report, or reads it only.</summary>
    public async Task<CommandRun> ImportAsync(string report, bool check) => Checked(
        await CommandRun.StartAsync(["import", report, .. check ? ["--check"] : where], environment, watched: true), "");

    /// <summary>The same two requests as of the gate by a client that is warm: what the command waits for.</summary>
    /// <returns>Milliseconds.</returns>
    public async Task<double> RequestsAsync(HttpClient pipeline)
    {
        var started = Stopwatch.GetTimestamp();
        using var verdict = await pipeline.PostAsync($"/api/projects/{project}/gate?pipelineRunId={run}", null);
        using var _ = JsonDocument.Parse(await verdict.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync());
        using var findings = await pipeline.GetAsync($"/api/findings/by-run?projectId={project}&pipelineRunId={run}");
        await findings.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>A closed gate ends with 3, and has been asked all the same.</summary>
    private static CommandRun Checked(CommandRun ran, string says) => ran.ExitCode is 0 or 3 && ran.Said.Contains(says, StringComparison.Ordinal)
        ? ran : throw new InvalidOperationException($"The command ended with {ran.ExitCode}: {ran.Said}{ran.Errors}");
}
