using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SecureObs.Bench.Identity.Labelling;
using SecureObs.Bench.Reports;
using SecureObs.Cli;
using SecureObs.Cli.Drivers;
using SecureObs.Cli.Running;

namespace SecureObs.Bench.Identity.Making;

/// <summary>
/// Scans every content of a file once, in whatever commits it is: these scanners look at one file at a time. The files lie
/// as BLOB/NAME, so no configuration of the repository is in reach. Reports are kept in <paramref name="keep"/>.
/// </summary>
internal sealed class Scans(string files, string keep)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(40);

    /// <summary>By BLOB/NAME, in the order of the report.</summary>
    public async Task<ILookup<string, RawFinding>> RunAsync(string scanner, IReadOnlyCollection<string> names)
    {
        var driver = AllDrivers.ByKey[scanner];
        var state = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', names.Order(StringComparer.Ordinal)))))[..16];
        var report = Path.Combine(keep, $"{scanner}.{state}.json");
        if (!File.Exists(report))
            await ScanAsync(driver, report);
        await using var stream = File.OpenRead(report);
        var parsed = driver.Parse(stream, new ScannedFiles(files));
        stream.Position = 0;
        var columns = Columns(scanner, await JsonSerializer.DeserializeAsync<JsonElement>(stream)).ToList();
        return parsed.Findings.Zip(columns, (finding, column) => new RawFinding(finding, column.Start, column.End))
            .Where(raw => raw.Rule != "ESLINT")   // a file that it could not parse
            .ToLookup(raw => raw.Finding.FilePath!);
    }

    private async Task ScanAsync(IScannerDriver driver, string report)
    {
        var tool = new ToolLocator(Surroundings.OfProcess()).Find(driver) ?? throw new InvalidOperationException($"{driver.Key} is not installed: {driver.InstallHint}");
        using var place = new PrivateDirectory();
        var unfinished = place.CreateFile("report.json");
        var invocation = driver.Plan(new(tool, files, unfinished, place.Path));
        foreach (var (name, content) in invocation.Files)
            place.CreateFile(name, content);
        var exit = await ToolProcess.RunAsync(tool, invocation.Arguments, invocation.WorkingDirectory ?? place.Path, driver.Environment, Longest, default);
        if (exit.ExitCode is not { } code || !driver.Completed(code))
            throw new InvalidOperationException($"{driver.Key} failed with {exit.ExitCode}: {exit.Errors}");
        File.Copy(unfinished, report);
    }

    /// <summary>Columns, which the command does not send yet. Bandit tells none.</summary>
    private static IEnumerable<(int Start, int End)> Columns(string scanner, JsonElement report) => scanner switch
    {
        "eslint-security" => report.Items().SelectMany(file => file.At("messages").Items())
            .Select(message => (message.At("column").Number() ?? 0, message.At("endColumn").Number() ?? 0)),
        "devskim" => report.At("runs").Items().SelectMany(run => run.At("results").Items())
            .Select(result => result.At("locations").Items().FirstOrDefault().At("physicalLocation", "region"))
            .Select(region => (region.At("startColumn").Number() ?? 0, region.At("endColumn").Number() ?? 0)),
        _ => report.At("results").Items().Select(_ => (0, 0)),
    };
}
