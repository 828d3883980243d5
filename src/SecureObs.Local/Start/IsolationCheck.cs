using SecureObs.Local.Running;

namespace SecureObs.Local.Start;

/// <summary><c>--verify-isolation</c>: what an operator runs against a live database, run against the local one.</summary>
internal static class IsolationCheck
{
    /// <returns>The exit code of <c>secureobs-admin isolation verify</c>: 0 everything held, 4 something is broken, 2 it could not be verified.</returns>
    public static async Task<int> RunAsync(TextWriter screen, CancellationToken ct)
    {
        await using var database = await LocalDatabase.StartAsync(throwAway: false, Progress, ct);
        Progress("asking every rule and attacking, some twenty seconds");
        var verify = Tool.Command(Repository.Root, "dotnet", [Repository.AdminAssembly, "isolation", "verify"]);
        verify.Environment["SECUREOBS_ADMIN_DB"] = database.MigratorConnectionString.Reveal();
        verify.Environment["SECUREOBS_API_DB"] = database.ApiConnectionString.Reveal();
        var report = await Child.RunAsync(verify, ct);
        await screen.WriteLineAsync(report.Output);
        return report.ExitCode;
    }

    /// <summary>Beside the report, which may go to a file.</summary>
    private static void Progress(string step) => Console.Error.WriteLine($"… {step}");
}
