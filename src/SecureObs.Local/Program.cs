using System.Runtime.InteropServices;
using SecureObs.Local;
using SecureObs.Local.Start;
using Spectre.Console;

const int failed = 1;
const int interrupted = 130;

if (LocalOptions.Parse(args, out var exitCode) is not { } options)
    return exitCode;

// A file or a pipe has no width to break lines at.
if (Console.IsOutputRedirected)
    AnsiConsole.Console.Profile.Width = 1000;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, StopGently);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, StopGently);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, StopGently);

try
{
    if (options.VerifyIsolation)
        return await IsolationCheck.RunAsync(Console.Out, stop.Token);
    await new LocalRun(options, AnsiConsole.Console).RunAsync(stop.Token);
    return 0;
}
catch (LocalProblem problem)
{
    new Steps(AnsiConsole.Console).Failure(problem);
    return failed;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return interrupted;
}
catch (Exception bug)
{
    new Steps(AnsiConsole.Console).Failure(new($"Something unexpected happened:\n{bug}", "Please report it with the lines above."));
    return failed;
}

// The second signal ends the process at once; PostgreSQL is stopped all the same (see ServerGuard).
void StopGently(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
