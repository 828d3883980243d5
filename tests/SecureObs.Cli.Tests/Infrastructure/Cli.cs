using SecureObs.Cli.Commands;

namespace SecureObs.Cli.Tests.Infrastructure;

internal sealed record CliResult(int ExitCode, string Out, string Error);

/// <summary>Runs the command in this process, in surroundings of its own.</summary>
internal sealed class Cli
{
    public const string Key = "sobs_FakeKeyOfATest0123456789";

    public static readonly string[] Run = ["--project-id", "p1", "--tenant-id", "t1", "--pipeline-run-id", "r1"];

    public Dictionary<string, string?> Variables { get; } = new() { ["SECUREOBS_API_KEY"] = Key };

    public InstantTime Time { get; init; } = new();

    public string Directory { get; init; } = Path.GetTempPath();

    public async Task<CliResult> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var surroundings = new Surroundings(name => Variables.GetValueOrDefault(name), Directory, output, error, IsTerminal: false, Time);
        var exitCode = await SecureObsCommand.RunAsync(arguments, surroundings, TestContext.Current.CancellationToken);
        return new(exitCode, output.ToString(), error.ToString());
    }

    public static Cli Against(ApiStandIn api) => new() { Variables = { ["SECUREOBS_API_URL"] = api.Url } };
}
