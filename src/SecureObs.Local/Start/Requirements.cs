using SecureObs.Local.Running;

namespace SecureObs.Local.Start;

internal static class Requirements
{
    private static readonly Version OldestNode = new(20, 19);

    public static async Task<string> CheckAsync(CancellationToken ct)
    {
        var node = await Child.RunAsync(Child.Command("node", "--version"), ct);
        if (!node.Succeeded || !Version.TryParse(node.Output.Trim().TrimStart('v'), out var version))
            throw new LocalProblem("Node.js was not found.", $"Install Node.js {OldestNode} or newer: https://nodejs.org/");
        if (version < OldestNode)
            throw new LocalProblem($"Node.js {version} is too old.", $"Install Node.js {OldestNode} or newer: https://nodejs.org/");

        var npm = await Child.RunAsync(Child.Command("npm", "--version"), ct);
        return npm.Succeeded
            ? $"Node.js {version}, npm {npm.Output.Trim()}, .NET {Environment.Version}"
            : throw new LocalProblem("npm was not found.", "Install it: it comes with Node.js, on Debian as the package npm.");
    }

    public static void RefuseTakenPorts(int port)
    {
        foreach (var taken in (int[])[port, port + 1])
        {
            if (!Ports.IsFree(taken))
                throw new LocalProblem(
                    $"Port {taken} is taken, maybe by another ./run.", $"Stop what uses it, or choose: ./run --port {Ports.Free()}");
        }
    }
}
