using System.Diagnostics;
using System.Text.RegularExpressions;
using SecureObs.Local;

namespace SecureObs.Bench.Removals;

/// <summary>
/// Takes one control after the other out of a copy of the source, and runs its tests: one of them must fail. A control
/// whose tests all pass is one that nobody would miss.
/// </summary>
internal static partial class RemovalTrial
{
    /// <param name="only">Parts of controls' names with | between; null for all.</param>
    /// <returns>0 when every control was missed by a test, else 1.</returns>
    public static async Task<int> RunAsync(string? only)
    {
        var copy = Directory.CreateTempSubdirectory("secureobs-removals-").FullName;
        try
        {
            await CopyAsync(copy);
            Console.WriteLine($"{"control",-58} {"fails without it",-90}");
            var unnoticed = 0;
            foreach (var removal in Removal.All.Where(removal => only is null || only.Split('|').Any(part => removal.Control.Contains(part, StringComparison.OrdinalIgnoreCase))))
            {
                var (noticed, word) = await TryAsync(copy, removal);
                Console.WriteLine($"{removal.Control,-58} {word}");
                unnoticed += noticed ? 0 : 1;
            }
            Console.WriteLine(unnoticed == 0 ? "Every control is missed by a test." : $"{unnoticed} controls are not.");
            return unnoticed == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(copy, recursive: true);
        }
    }

    /// <summary>What git knows, as it stands in the working directory.</summary>
    private static async Task CopyAsync(string to)
    {
        var files = (await RunAsync(Repository.Root, "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")).Output.Split('\0', StringSplitOptions.RemoveEmptyEntries);
        foreach (var file in files.Where(file => File.Exists(Path.Combine(Repository.Root, file))))
        {
            var target = Path.Combine(to, file);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(Path.Combine(Repository.Root, file), target);
        }
        await RunAsync(to, "git", "init", "--quiet");   // tests look for the root of a repository
    }

    private static async Task<(bool Noticed, string Word)> TryAsync(string copy, Removal removal)
    {
        var file = Path.Combine(copy, "src", removal.File);
        var source = await File.ReadAllTextAsync(file);
        if (source.Split(removal.Code).Length != 2)
            return (false, $"NOT TRIED: its code is not once in {removal.File}; renew its row");
        await File.WriteAllTextAsync(file, source.Replace(removal.Code, removal.Without, StringComparison.Ordinal));
        try
        {
            return await TestAsync(copy, removal);
        }
        finally
        {
            await File.WriteAllTextAsync(file, source);
        }
    }

    private static async Task<(bool, string)> TestAsync(string copy, Removal removal)
    {
        var tests = $"tests/{removal.Project}";
        var build = await RunAsync(copy, "dotnet", "build", tests, "--nologo", "-v", "quiet",
            "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false", "-p:GenerateDocumentationFile=false", "-p:OpenApiGenerateDocuments=false");
        if (build.ExitCode != 0)
            return (false, "NOT TRIED: it does not build without it\n" + build.Output);
        var classes = removal.Tests.Split(' ').SelectMany(name => new[] { "--filter-class", $"*.{name}" });
        var run = await RunAsync(copy, "dotnet", ["test", "--project", tests, "--no-build", "--no-progress", "--", .. classes]);
        var failed = Failed().Matches(run.Output).Select(match => match.Groups[1].Value.Split('.').TakeLast(2)).Select(words => string.Join('.', words)).Distinct().Order().ToList();
        return failed switch
        {
            [var first] => (true, first),
            [var first, ..] => (true, $"{first} and {failed.Count - 1} more"),
            [] => (false, $"NOTHING in {removal.Tests}\n{string.Join('\n', run.Output.Split('\n').TakeLast(8))}"),
        };
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string directory, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = directory, RedirectStandardOutput = true };
        foreach (var (name, value) in new[] { ("NO_COLOR", "1"), ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"), ("DOTNET_NOLOGO", "1") })
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    [GeneratedRegex(@"^failed ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Failed();
}
