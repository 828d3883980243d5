using System.CommandLine;
using SecureObs.Cli.Api;
using SecureObs.Cli.Outputs;

namespace SecureObs.Cli.Commands;

/// <summary>`secureobs export`: the findings of a project as a file, under a key that may read them out.</summary>
internal static class ExportCommand
{
    private const string All = "all";

    /// <summary>By the word of the format, what the API sends.</summary>
    private static readonly Dictionary<string, string> ContentTypes = new()
    {
        ["sarif"] = "application/sarif+json",
        ["csv"] = "text/csv",
        ["json"] = "application/json",
        ["jsonl"] = "application/jsonl",
        ["openvex"] = "application/json",
    };

    public static Command Create(Surroundings surroundings)
    {
        var project = new Option<string>("--project-id") { Description = "The project whose findings these are.", Required = true };
        var format = new Option<string>("--format") { Description = "What to write: sarif for code scanning, csv, json, jsonl (an object a line), openvex.", Required = true };
        format.AcceptOnlyFromAmong([.. ContentTypes.Keys]);
        var output = new Option<string?>("--out") { Description = "Write to this file, in place of one that is there. Default: standard output.", HelpName = "file" };
        var status = Filter("--status", "Only of this status: open, in-review, resolved, false-positive, risk-accepted, wont-fix; all. Repeatable. Default of sarif: open and in-review; else all.");
        var severity = Filter("--severity", "Only of this severity: CRITICAL, HIGH, MEDIUM, LOW, INFO, UNKNOWN. Repeatable.");
        var scanner = Filter("--scanner", "Only of this scanner. Repeatable.");
        var category = new Option<string?>("--category") { Description = "Of sarif: what code scanning tells these results from others by. Default: secureobs." };
        var command = new Command("export", "Write the findings of a project to a file. Needs a key that may export.") { project, format, output, status, severity, scanner, category };
        command.SetAction(async (arguments, ct) =>
        {
            var word = arguments.GetRequiredValue(format);
            var query = new List<(string Name, string Value)> { ("format", word) };
            query.AddRange(Statuses(word, arguments.GetValue(status) ?? []).Select(value => ("status", value)));
            query.AddRange((arguments.GetValue(severity) ?? []).Select(value => ("severity", value.ToUpperInvariant())));
            query.AddRange((arguments.GetValue(scanner) ?? []).Select(value => ("scanner", value)));
            if (arguments.GetValue(category) is { } named)
                query.Add(("category", named));
            using var api = new ApiClient(ApiSettings.From(surroundings), surroundings.Time);
            using var export = await api.ExportAsync(arguments.GetRequiredValue(project).Trim(), query, ContentTypes[word], ct);
            await ExportFile.WriteAsync(export, arguments.GetValue(output), surroundings, ct);
            return ExitCode.Fine;
        });
        return command;
    }

    /// <summary>Code scanning shows each result as an alert: what is settled would be one again.</summary>
    private static string[] Statuses(string format, string[] asked) =>
        asked.Contains(All) ? [] : asked is [] && format == "sarif" ? ["open", "in-review"] : asked;

    private static Option<string[]> Filter(string name, string description) => new(name) { Description = description };
}
