using System.Runtime.InteropServices;
using SecureObs.Cli;
using SecureObs.Cli.Commands;

// Ctrl+C, or a CI system that cancels the job: the run kills its tools and deletes their reports before it ends.
// A second signal ends it at once.
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await SecureObsCommand.RunAsync(args, Surroundings.OfProcess(), stop.Token);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}
