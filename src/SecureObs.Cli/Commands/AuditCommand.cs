using System.CommandLine;
using System.Security.Cryptography;
using SecureObs.Audit;

namespace SecureObs.Cli.Commands;

internal static class AuditCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var file = new Argument<string>("file") { Description = "The export: JSON Lines." };
        var keys = new Option<string?>("--keys") { Description = "Public keys of the installation: its /.well-known/secureobs-keys, or PEM. Default: the keys in the file." };
        var checkpoints = new Option<string[]>("--checkpoint") { Description = "Checkpoints that were kept outside: a file or a directory. Repeatable.", AllowMultipleArgumentsPerToken = true };
        var json = new Option<bool>("--json") { Description = "JSON Lines instead of text." };
        var verify = new Command("verify", "Verify an exported audit trail offline; ends with code 4 when it was tampered with.") { file, keys, checkpoints, json };
        verify.SetAction(arguments => Run(surroundings, arguments.GetRequiredValue(file), arguments.GetValue(keys),
            arguments.GetValue(checkpoints) ?? [], arguments.GetValue(json)));
        return new Command("audit", "The audit trail.") { verify };
    }

    private static int Run(Surroundings surroundings, string file, string? keysFile, IReadOnlyList<string> checkpointFiles, bool json)
    {
        try
        {
            using var keys = keysFile is null ? null : PublicKeys.Load(At(keysFile));
            var checkpoints = checkpointFiles.SelectMany(path => CheckpointFiles.Read(At(path))).ToList();
            using var stream = File.OpenRead(At(file));
            var export = new ExportReader(stream);
            var report = new AuditReport(surroundings.Out, json);
            var summary = ExportVerification.Run(export, keys, checkpoints, report.Finding);
            report.Summary(summary);
            report.End(AuditLimits.Of(summary.Checkpoints > 0, keysOfTheFile: keys is null, filtered: export.Header.Filter is not null));
            return report.IsWhole ? ExitCode.Fine : ExitCode.Tampered;
        }
        catch (Exception unreadable) when (unreadable is FormatException or IOException or UnauthorizedAccessException or InvalidOperationException or CryptographicException)
        {
            throw new CommandFailure(ExitCode.Failed, unreadable.Message, unreadable);
        }

        string At(string path) => Path.Combine(surroundings.CurrentDirectory, path);
    }
}
