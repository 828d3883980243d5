using System.CommandLine;
using System.Text.RegularExpressions;
using SecureObs.Cli.Api;
using SecureObs.Cli.Delivery;
using SecureObs.Cli.Reporting;
using SecureObs.Cli.Running;
using SecureObs.Contracts;

namespace SecureObs.Cli.Commands;

internal static partial class ScanCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var (run, options, terraform) = (new RunOptions(), new ScanOptions(), new TerraformOptions());
        var command = new Command("scan", "Run the project's active scanners and upload what they find.");
        run.AddTo(command);
        options.AddTo(command);
        terraform.AddTo(command);
        command.SetAction((arguments, ct) => RunAsync(surroundings, run.Read(arguments), options, terraform, arguments, ct));
        return command;
    }

    private static async Task<int> RunAsync(
        Surroundings surroundings, PipelineRun run, ScanOptions options, TerraformOptions terraform, ParseResult arguments, CancellationToken ct)
    {
        var settings = ApiSettings.From(surroundings, run);
        var directory = options.Place.Workspace(arguments, surroundings);
        var opening = Request(run, options.Place.Revision(arguments, directory, surroundings));
        var import = arguments.GetValue(options.Reports) is { Length: > 0 } files ? options.Reading.Read(arguments, files, directory, surroundings.CurrentDirectory) : null;
        import?.Check(surroundings.Out);
        var progress = new Progress(surroundings);
        var infrastructure = await Infrastructure.ReadAsync(() => terraform.ReadAsync(arguments, run, directory, opening.Commit, surroundings, ct), terraform.IsRequired(arguments), progress, surroundings);

        using var api = new ApiClient(settings, surroundings.Time, surroundings.Error);
        using var unsent = new UnsentFile(UnsentName(arguments.GetValue(options.Unsent), run, surroundings), run, opening with { StartedAt = surroundings.Time.GetUtcNow() });
        var start = await StartAsync(surroundings, api, run, opening, options, arguments, unsent, progress, ct);
        var runner = new ToolRunner(new ToolLocator(surroundings), directory, TimeSpan.FromSeconds(arguments.GetValue(options.Timeout)));
        var template = new FindingRows("", run.ProjectId, run.Id, start.Hasher, !arguments.GetValue(options.NoSnippets)) { Target = options.Place.Target(arguments) };
        var exitCode = await new Scan(start, runner, template, unsent, progress, surroundings, infrastructure, import).RunAsync(ct);
        return exitCode == ExitCode.Fine && import is not null ? options.Reading.ExitCodeOf(arguments, import) : exitCode;
    }

    private static async Task<ScanStart> StartAsync(
        Surroundings surroundings, ApiClient api, PipelineRun run, OpenRunRequest opening, ScanOptions options, ParseResult arguments,
        UnsentFile unsent, Progress progress, CancellationToken ct)
    {
        if (arguments.GetValue(options.Out) is { } egress)
            return await ScanStart.DryAsync(api, run, opening, Path.GetFullPath(egress, surroundings.CurrentDirectory), ct);
        var offline = ScanOptions.Keys(arguments.GetValue(options.OfflineScanners));
        try
        {
            return await ScanStart.OnlineAsync(api, run, opening, progress, ct);
        }
        catch (CommandFailure away) when (away.IsAway && offline.Length > 0)
        {
            surroundings.Error.WriteLine(OneLine.Of($"warning: {away.Message}. Only the scanners of --offline-scanners run: {string.Join(", ", offline)}", 500));
            return ScanStart.Offline(offline, unsent);
        }
    }

    internal static OpenRunRequest Request(PipelineRun run, Revision revision) => new(run.Id, Short(revision.Branch, 256), Short(revision.Commit, 64),
        revision.PullRequest, DefaultBranch: Short(revision.DefaultBranch, 256));

    private static string? Short(string? text, int longest) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Trim() is var trimmed && trimmed.Length > longest ? trimmed[..longest] : text.Trim();

    private static string UnsentName(string? told, PipelineRun run, Surroundings surroundings) =>
        Path.GetFullPath(told ?? $"secureobs-unsent-{Short(NoName().Replace(run.Id, "_"), 100)}.jsonl", surroundings.CurrentDirectory);

    [GeneratedRegex("[^a-zA-Z0-9._-]", RegexOptions.CultureInvariant)]
    private static partial Regex NoName();
}
