using SecureObs.Cli;
using SecureObs.Cli.Commands;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>The real command against the real API, in this process and in a directory of its own.</summary>
internal sealed class Command(TestApi api, string key) : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("secureobs-command-");

    public Dictionary<string, string?> Variables { get; } = [];

    public string Path(string name) => System.IO.Path.Combine(directory.FullName, name);

    public string Write(string name, string content)
    {
        File.WriteAllText(Path(name), content);
        return Path(name);
    }

    /// <summary>A shell script in the place of a scanner.</summary>
    public void Tool(string scanner, string script)
    {
        var path = Write($"{scanner}.sh", "#!/bin/sh\n" + script);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Variables[$"SECUREOBS_TOOL_{scanner.ToUpperInvariant()}"] = path;
    }

    public async Task<(int ExitCode, string Out, string Error)> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var surroundings = new Surroundings(Variable, directory.FullName, output, error, IsTerminal: false, TimeProvider.System);
        var exitCode = await SecureObsCommand.RunAsync(arguments, surroundings, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString(), error.ToString());
    }

    public void Dispose() => directory.Delete(recursive: true);

    private string? Variable(string name) => name switch
    {
        _ when Variables.TryGetValue(name, out var told) => told,
        "SECUREOBS_API_URL" => new Uri(api.Address, "api").ToString(),
        "SECUREOBS_API_KEY" => key,
        _ => null,
    };
}
