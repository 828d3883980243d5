using SecureObs.Contracts;
using SecureObs.Local.Demo;
using SecureObs.Local.Running;
using SecureObs.Local.SignIn;
using Spectre.Console;

namespace SecureObs.Local.Start;

/// <summary>All that a newcomer needs, on one screen.</summary>
internal static class Screen
{
    private static readonly (Severity Severity, string Colour)[] Severities =
    [
        (Severity.Critical, "red"), (Severity.High, "red"), (Severity.Medium, "yellow"), (Severity.Low, "blue"),
        (Severity.Info, "grey"), (Severity.Unknown, "grey"),
    ];

    public static void Show(IAnsiConsole console, LocalAddress address, DemoResults results, ChildResult? gate, bool throwAway)
    {
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]SecureObs runs at[/] [link]{address.Dashboard}[/]");
        console.MarkupLineInterpolated($"Sign in as one of: {People()}");
        console.WriteLine();

        console.MarkupLineInterpolated($"[bold]{DemoTenant.ProjectName}[/]: {results.Findings} open findings");
        console.MarkupLine("  " + string.Join("  ", Severities
            .Where(s => results.Of(s.Severity) > 0)
            .Select(s => $"[{s.Colour}]{s.Severity.ToString().ToUpperInvariant()}[/] {results.Of(s.Severity)}")));
        foreach (var scanner in results.Scanners)
            console.MarkupLine("  " + Line(scanner));
        if (ScannerTools.Optional().Missing is { Count: > 0 } missing)
            console.MarkupLineInterpolated($"  [grey]not installed, so not run: {string.Join(", ", missing)}[/]");
        console.MarkupLine("  " + Verdict(gate));
        console.WriteLine();

        if (throwAway)
        {
            console.MarkupLine("Ctrl-C stops everything and removes its data.");
            return;
        }

        // Past the console: it would break the lines, and they are there to be copied.
        console.MarkupLine("[bold]Scan a repository of your own[/] (from its directory)");
        foreach (var line in Commands(address))
            console.Profile.Out.Writer.WriteLine("  " + line);
        console.WriteLine();
        console.MarkupLine("Ctrl-C stops everything; the data is kept until [bold]./run --reset[/].");
    }

    internal static IEnumerable<string> Commands(LocalAddress address)
    {
        var names = string.Join(' ', DemoScan.Names("my-run-1"));
        return
        [
            $"export SECUREOBS_API_URL={address.Api} SECUREOBS_API_KEY=\"$(cat '{DemoKey.File}')\"",
            $"export PATH=\"{string.Join(':', ScannerTools.Directories)}:$PATH\"",
            $"dotnet '{Repository.CliAssembly}' scan --workspace . {names}",
            $"dotnet '{Repository.CliAssembly}' gate {names}",
        ];
    }

    private static string People() => string.Join(", ", DemoPerson.All.Select(p => $"{p.Name} ({p.Organisation})"));

    private static string Line(ScannerOutcome scanner) => (ScannerStatus)scanner.Status switch
    {
        ScannerStatus.Completed => $"[green]✓[/] {Markup.Escape(scanner.Scanner)}: {scanner.Findings} findings",
        ScannerStatus.Failed => $"[red]✗[/] {Markup.Escape($"{scanner.Scanner}: failed. {scanner.Message}")}",
        ScannerStatus.Skipped => $"[yellow]–[/] {Markup.Escape($"{scanner.Scanner}: skipped. {scanner.Message}")}",
        _ => $"[yellow]?[/] {Markup.Escape(scanner.Scanner)}: reported without saying that it was done",
    };

    private static string Verdict(ChildResult? gate) => gate?.ExitCode switch
    {
        null => "[yellow]Nothing was scanned yet, so there is no verdict.[/]",
        0 => "[green]The gate is open[/]: a pipeline would go on.",
        DemoScan.GateBlocked => "[red]The gate is closed[/]: a pipeline would stop here (exit code 3).",
        _ => $"[yellow]The gate could not answer[/] (exit code {gate.ExitCode}): {Markup.Escape(gate.Tail(2))}",
    };
}
