using System.CommandLine;
using SecureObs.Cli.Drivers;

namespace SecureObs.Cli.Commands;

/// <summary>The arguments of `scan` beside those of every run.</summary>
internal sealed class ScanOptions
{
    public readonly PlaceOptions Place = new("The directory to scan.");

    public readonly Option<string[]> Reports = new("--report")
    {
        Description = "A report of a scanner that has run already, as import takes it. Its scanner is not run again. Repeatable.",
        HelpName = "file",
    };

    public readonly ImportOptions Reading = new();

    public readonly Option<int> Timeout = new("--tool-timeout")
    {
        Description = "Seconds that one scanner may take.",
        DefaultValueFactory = _ => 15 * 60,
        HelpName = "seconds",
    };

    public readonly Option<bool> NoSnippets = new("--no-snippets") { Description = "Send no lines of code with the findings." };

    public readonly Option<bool> DryRun = new("--dry-run") { Description = "Write what would be sent to the directory of --out, and send no findings." };

    public readonly Option<string?> Out = new("--out") { Description = "An empty or new directory for --dry-run.", HelpName = "directory" };

    public readonly Option<string?> OfflineScanners = new("--offline-scanners")
    {
        Description = "Scanners to run when the API cannot be reached, with commas between them. Their findings are kept in a file. Default: end with code 2.",
        HelpName = "keys",
    };

    public readonly Option<string?> Unsent = new("--unsent")
    {
        Description = "The file that keeps findings that could not be sent. Default: secureobs-unsent-RUN.jsonl in the current directory.",
        HelpName = "file",
    };

    public void AddTo(Command command)
    {
        Timeout.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 24 * 60 * 60)
                result.AddError("--tool-timeout must lie between 1 and 86400.");
        });
        OfflineScanners.Validators.Add(result =>
        {
            foreach (var unknown in Keys(result.GetValueOrDefault<string?>()).Where(key => !AllDrivers.ByKey.ContainsKey(key)))
                result.AddError($"--offline-scanners: there is no scanner '{OneLine.Of(unknown, 60)}'. There are {string.Join(", ", AllDrivers.ByKey.Keys)}.");
        });
        command.Validators.Add(result =>
        {
            if (result.GetValue(DryRun) != (result.GetValue(Out) is not null))
                result.AddError("--dry-run and --out belong together.");
        });
        Place.AddTo(command);
        foreach (var option in new Option[] { Timeout, NoSnippets, DryRun, Out, OfflineScanners, Unsent, Reports })
            command.Add(option);
        Reading.AddTo(command);
    }

    public static string[] Keys(string? list) => (list ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
