using System.CommandLine;
using SecureObs.Cli.Api;
using SecureObs.Cli.Delivery;
using SecureObs.Cli.Reporting;
using SecureObs.Contracts;

namespace SecureObs.Cli.Commands;

/// <summary>`secureobs upload FILE`: sends what a scan kept, into the same run. Sent twice it is there once.</summary>
internal static class UploadCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var file = new Argument<string>("file") { Description = "What scan kept: secureobs-unsent-RUN.jsonl." };
        var command = new Command("upload", "Send findings that a scan could not send.") { file };
        command.SetAction(async (arguments, ct) =>
        {
            var path = Path.GetFullPath(arguments.GetRequiredValue(file), surroundings.CurrentDirectory);
            var unsent = new UnsentLines(path);
            var (project, opening) = unsent.Head();
            using var api = new ApiClient(ApiSettings.From(surroundings, new(project, opening.PipelineRunId)), surroundings.Time, surroundings.Error);
            var sent = await SendAsync(unsent, project, opening, api, new Progress(surroundings), ct);
            surroundings.Out.WriteLine($"{sent} findings were sent, and the run is closed. {Delete(path)}");
            return ExitCode.Fine;
        });
        return command;
    }

    private static async Task<int> SendAsync(UnsentLines unsent, string project, OpenRunRequest opening, ApiClient api, Progress progress, CancellationToken ct)
    {
        // Read to its end before anything is sent: half a file must not look like a whole run.
        foreach (var line in unsent.Lines())
            ct.ThrowIfCancellationRequested();

        var opened = await api.OpenRunAsync(project, opening, ct);
        var delivery = new ApiDelivery(api, new(project, opening.PipelineRunId), opened.RunId, progress);
        var sent = 0;
        foreach (var line in unsent.Lines())
        {
            if (line.Batch is { } batch)
            {
                await delivery.FindingsAsync(line.Scanner, batch, ct);
                sent += batch.Rows;
            }
            if (line.Result is { } result)
                await delivery.ResultAsync(line.Scanner, result, ct);
            if (line.Manifest is { } manifest)
                await delivery.CloseAsync(manifest, ct);
        }
        return sent;
    }

    private static string Delete(string path)
    {
        try
        {
            File.Delete(path);
            return $"{path} is deleted.";
        }
        catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
        {
            return $"{path} could not be deleted: {kept.Message}";
        }
    }
}
