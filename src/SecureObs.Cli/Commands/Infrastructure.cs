using System.Globalization;
using SecureObs.Cli.Delivery;
using SecureObs.Cli.Reporting;
using SecureObs.Contracts;

namespace SecureObs.Cli.Commands;

/// <summary>
/// The infrastructure part of a scan: the topology that a plan was reduced to is sent after the findings, which are attached to its resources. That it did
/// not happen is a warning, and a failure when it is required.
/// </summary>
/// <param name="topology">Null when there is none, or none that could be read.</param>
/// <param name="fault">Why none could be read.</param>
internal sealed class Infrastructure(TerraformTopology? topology, CommandFailure? fault, bool isRequired, Progress progress, Surroundings surroundings)
{
    /// <summary>Reads the plan before anything is scanned: what is required and cannot be read ends the scan at once.</summary>
    public static async Task<Infrastructure> ReadAsync(Func<Task<TerraformTopology?>> read, bool isRequired, Progress progress, Surroundings surroundings)
    {
        try
        {
            return new(await read(), null, isRequired, progress, surroundings);
        }
        catch (CommandFailure unreadable) when (!isRequired)
        {
            return new(null, unreadable, isRequired, progress, surroundings);
        }
    }

    /// <returns>The exit code.</returns>
    public async Task<int> SendAsync(IDelivery delivery, CancellationToken ct)
    {
        if (fault is not null)
            return Missing(fault);
        if (topology is null)
            return ExitCode.Fine;
        try
        {
            var result = await progress.WhileAsync("infrastructure: analysing", () => delivery.TopologyAsync(topology, ct));
            if (result is not null)
                progress.Say(string.Create(CultureInfo.InvariantCulture, $"infrastructure: {result.ResourceCount} resources, {result.EdgeCount} edges, {result.PotentialAttackPathCount} attack paths"));
            return ExitCode.Fine;
        }
        catch (CommandFailure failed) when (failed.ExitCode != ExitCode.Refused)
        {
            return Missing(failed);
        }
    }

    private int Missing(CommandFailure why)
    {
        surroundings.Error.WriteLine(OneLine.Of($"{(isRequired ? "error" : "warning")}: the infrastructure was not analysed: {why.Message}", 500));
        return isRequired ? ExitCode.Failed : ExitCode.Fine;
    }
}
