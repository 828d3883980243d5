using System.CommandLine;
using System.Security.Cryptography;
using SecureObs.Audit;
using SecureObs.Gate;

namespace SecureObs.Cli.Commands;

/// <summary>
/// Offline, for the step before a deployment. The project must be named: one installation signs for all its tenants, and
/// whoever has a project of his own there can get any commit passed in it.
/// </summary>
internal static class VerifyGateCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var file = new Argument<string>("file") { Description = "What gate --attest wrote." };
        var keys = new Option<string>("--keys")
        {
            Description = "Public keys of the installation: its saved /.well-known/secureobs-keys, or PEM.",
            HelpName = "file",
            Required = true,
        };
        var project = new Option<Guid>("--project-id") { Description = "The project whose verdict it must be.", HelpName = "id", Required = true };
        var commit = new Option<string?>("--commit") { Description = "The commit that it must be about, in full.", HelpName = "sha" };
        var requirePassed = new Option<bool>("--require-passed")
        {
            Description = "End with code 3 when the verdict is genuine and says blocked.",
            DefaultValueFactory = _ => true,
        };
        commit.Validators.Add(result =>
        {
            if (GateStatement.FullCommit(result.GetValueOrDefault<string>()) is null)
                result.AddError("--commit must be a commit in full, 40 or 64 hexadecimal digits.");
        });
        var command = new Command("verify-gate", "Verify a signed verdict offline; ends with code 4 when it is not genuine or of something else.")
        {
            file, keys, project, commit, requirePassed,
        };
        command.SetAction(arguments =>
        {
            var expected = new ExpectedVerdict(arguments.GetRequiredValue(project), GateStatement.FullCommit(arguments.GetValue(commit)));
            using var trusted = Read(() => PublicKeys.Load(At(arguments.GetRequiredValue(keys))));
            var (exitCode, line) = GateVerification.Run(Read(() => File.ReadAllBytes(At(arguments.GetRequiredValue(file)))), trusted, expected);
            surroundings.Out.WriteLine(OneLine.Of(line, 1000));
            return exitCode == ExitCode.GateBlocked && !arguments.GetValue(requirePassed) ? ExitCode.Fine : exitCode;

            string At(string path) => Path.Combine(surroundings.CurrentDirectory, path);
        });
        return command;
    }

    private static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception unreadable) when (unreadable is FormatException or IOException or UnauthorizedAccessException or InvalidOperationException or CryptographicException)
        {
            throw new CommandFailure(ExitCode.Failed, unreadable.Message, unreadable);
        }
    }
}
