using SecureObs.Cli;
using SecureObs.Cli.Commands;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    // The first Ctrl+C lets the run kill its tools and delete their reports.
    pressed.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
};
return await SecureObsCommand.RunAsync(args, Surroundings.OfProcess(), stop.Token);
