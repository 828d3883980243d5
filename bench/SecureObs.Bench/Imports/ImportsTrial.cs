using System.Text.Json;
using SecureObs.Bench.Reports;
using SecureObs.Cli;
using SecureObs.Cli.Commands;

namespace SecureObs.Bench.Imports;

/// <summary>
/// Imports every report below a directory with <c>--check</c>. Each entry that was counted here must be accepted, merged,
/// rejected or skipped there. Where the directory has a manifest with counts that others assert, a difference to them is
/// named by the rule that makes it. What cannot be read must end with one line and code 2.
/// </summary>
internal static class ImportsTrial
{
    private const string Line = "{0,-66} {1,-14} {2,8} {3,8} {4,8} {5,6} {6,8} {7,7}  {8}";

    private sealed record Outcome(int ExitCode, JsonElement Tally, string Error);

    public static async Task<int> RunAsync(string directory)
    {
        directory = Path.GetFullPath(directory);
        var files = Directory.EnumerateFiles(directory, "*.*", SearchOption.AllDirectories).Where(IsReport).Order(StringComparer.Ordinal).ToList();
        var asserted = Asserted(directory);
        Console.WriteLine(Line, "file", "format", "counted", "asserted", "accepted", "merged", "rejected", "skipped", "");
        var failed = 0;
        foreach (var file in files)
        {
            var name = Path.GetRelativePath(directory, file);
            var (counted, assertion, outcome) = (CountedRows.Of(file), asserted.TryGetValue(name, out var count) ? count : (int?)null, await ImportAsync(file));
            var (verdict, fine) = Judge(counted, assertion, outcome);
            failed += fine ? 0 : 1;
            Console.WriteLine(Line, name.Length > 66 ? name[^66..] : name, outcome.Tally.At("format").Text() ?? "-", Text(counted), Text(assertion),
                Text(outcome.Tally.At("accepted").Number()), Text(outcome.Tally.At("merged").Number()), Text(outcome.Tally.At("rejected").Number()), Text(outcome.Tally.At("skipped").Number()), verdict);
        }
        Console.WriteLine($"{files.Count - failed} passed, {failed} failed");
        return files.Count > 0 && failed == 0 ? 0 : 1;
    }

    private static bool IsReport(string path) => Path.GetFileName(path) is not ("manifest.json" or "README.md") && Path.GetExtension(path) is ".json" or ".sarif" or ".jsonl";

    private static string Text(int? number) => number?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-";

    private static (string Verdict, bool Fine) Judge(int? counted, int? asserted, Outcome outcome)
    {
        if (outcome.Tally.ValueKind is JsonValueKind.Undefined)
            return Refusal(counted, outcome);
        var (accepted, merged) = (outcome.Tally.At("accepted").Number() ?? 0, outcome.Tally.At("merged").Number() ?? 0);
        var (rejected, skipped) = (outcome.Tally.At("rejected").Number() ?? 0, outcome.Tally.At("skipped").Number() ?? 0);
        if (outcome.ExitCode != (rejected > 0 ? 2 : 0))
            return ($"WRONG exit {outcome.ExitCode}", false);
        // What is rejected is no entry always: a list that is none is one place.
        if (counted is { } rows && rejected == 0 && rows != accepted + merged + skipped)
            return ("WRONG entries are missing", false);
        return (Rule(asserted, accepted, merged, skipped), true);
    }

    /// <summary>A report with entries is refused for its version alone.</summary>
    private static (string Verdict, bool Fine) Refusal(int? counted, Outcome outcome) =>
        outcome.ExitCode != 2 || outcome.Error.TrimEnd().Split('\n') is not [{ } line] || !line.StartsWith("error: ", StringComparison.Ordinal)
            ? ($"WRONG exit {outcome.ExitCode}: {outcome.Error}", false)
        : counted > 0 && !line.Contains(" is not read", StringComparison.Ordinal) ? ("WRONG refused: " + line, false)
        : ("refused in one line: " + line.Split(": ", 3)[^1], true);

    /// <summary>Why others count otherwise.</summary>
    private static string Rule(int? asserted, int accepted, int merged, int skipped) => asserted switch
    {
        null => "",
        { } count when count == accepted => "as asserted",
        { } count when count == accepted + merged => "as asserted, with equal entries counted once",
        { } count when count == accepted + skipped => "as asserted, without what says of itself that it is no finding",
        { } count when count > accepted => "asserted is one for each place of a result: here a result is one finding",
        _ => "asserted is one for each rule and place: here entries that say something different are different",
    };

    private static async Task<Outcome> ImportAsync(string file)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var surroundings = new Surroundings(_ => null, Path.GetTempPath(), output, error, IsTerminal: false, TimeProvider.System);
        var exitCode = await SecureObsCommand.RunAsync(["import", "--check", "--json", file], surroundings, CancellationToken.None);
        return new(exitCode, output.ToString().StartsWith('[') ? JsonSerializer.Deserialize<JsonElement>(output.ToString())[0] : default, error.ToString());
    }

    private static Dictionary<string, int> Asserted(string directory)
    {
        var manifest = Path.Combine(directory, "manifest.json");
        return !File.Exists(manifest) ? [] : JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(manifest)).Items()
            .Where(each => each.At("expected_count").Number() is not null).ToDictionary(each => each.At("path").Text()!, each => each.At("expected_count").Number()!.Value);
    }
}
