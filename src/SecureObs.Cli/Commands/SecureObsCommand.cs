using System.CommandLine;

namespace SecureObs.Cli.Commands;

/// <summary>The whole command. Whatever happens, it ends with one line and a published exit code.</summary>
internal static class SecureObsCommand
{
    public static async Task<int> RunAsync(string[] arguments, Surroundings surroundings, CancellationToken ct)
    {
        try
        {
            var parsed = Create(surroundings).Parse(arguments);
            var exitCode = await parsed.InvokeAsync(
                new InvocationConfiguration
                {
                    Output = surroundings.Out,
                    Error = surroundings.Error,
                    EnableDefaultExceptionHandler = false,
                    ProcessTerminationTimeout = null,
                },
                ct);

            // System.CommandLine answers bad usage with 1, which pipelines read as "key refused".
            return parsed.Errors.Count > 0 && exitCode != ExitCode.Fine ? ExitCode.Failed : exitCode;
        }
        catch (CommandFailure failure)
        {
            return Fail(surroundings, failure.ExitCode, failure.Message, failure);
        }
        catch (OperationCanceledException stopped) when (ct.IsCancellationRequested)
        {
            return Fail(surroundings, ExitCode.Failed, "stopped", stopped);
        }
        catch (Exception unexpected)
        {
            var message = $"unexpected {unexpected.GetType().Name}: {unexpected.Message}. SECUREOBS_DEBUG=1 shows more.";
            return Fail(surroundings, ExitCode.Failed, message, unexpected);
        }
    }

    private static RootCommand Create(Surroundings surroundings)
    {
        var root = new RootCommand("Scan a repository, report to SecureObs and gate the pipeline.")
        {
            ScanCommand.Create(surroundings),
            ImportCommand.Create(surroundings),
            UploadCommand.Create(surroundings),
            GateCommand.Create(surroundings),
            PrCommentCommand.Create(surroundings),
            VerifyGateCommand.Create(surroundings),
            DoctorCommand.Create(surroundings),
            ExportCommand.Create(surroundings),
            PlanCommand.Create(surroundings),
            AuditCommand.Create(surroundings),
        };
        root.Add(ShellCommands.Completion(surroundings, root));
        root.Add(ShellCommands.Manual(surroundings, root));
        return root;
    }

    private static int Fail(Surroundings surroundings, int exitCode, string message, Exception cause)
    {
        surroundings.Error.WriteLine("error: " + OneLine.Of(message, 500));
        if (surroundings.IsSet("SECUREOBS_DEBUG"))
            surroundings.Error.WriteLine(cause);
        return exitCode;
    }
}
