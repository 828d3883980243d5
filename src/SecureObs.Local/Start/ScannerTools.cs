namespace SecureObs.Local.Start;

/// <summary>The scanners that come with .NET and Node.js, so that the first scan needs nothing else installed.</summary>
internal static class ScannerTools
{
    private const string WhatToDo = "Check the connection to the NuGet and npm feeds that this machine uses.";

    /// <summary>Directories with scanners of ours, to be searched before PATH.</summary>
    public static IReadOnlyList<string> Directories { get; } =
        [Repository.PathOf("tools", "bin"), Repository.PathOf("tools", "eslint", "node_modules", ".bin")];

    /// <summary>Scanners that run everywhere.</summary>
    public static IReadOnlyList<string> Included { get; } = ["devskim", "eslint-security"];

    /// <summary>Scanners that run when somebody installed them; the key of each is its program's name.</summary>
    private static readonly string[] OptionalKeys = ["bandit", "gitleaks"];

    public static async Task<string> RestoreAsync(Action<string> now, CancellationToken ct)
    {
        var manifest = Repository.PathOf(".config", "dotnet-tools.json");
        var tools = new InputStamp("dotnet-tools", manifest);
        var eslint = Repository.PathOf("tools", "eslint");
        var packages = new InputStamp("eslint-packages", Path.Combine(eslint, "package-lock.json"));
        var isInstalled = packages.IsCurrent && Directory.Exists(Path.Combine(eslint, "node_modules"));
        if (tools.IsCurrent && isInstalled)
            return "unchanged";

        if (!tools.IsCurrent)
        {
            now("restoring .NET tools");
            await Tool.RunAsync(Repository.Root, ["dotnet", "tool", "restore"], WhatToDo, ct);
            tools.Write();
        }

        if (!isInstalled)
        {
            now("installing ESLint");
            await Tool.RunAsync(eslint, ["npm", "ci", "--ignore-scripts"], WhatToDo, ct);
            packages.Write();
        }

        return "restored";
    }

    public static (IReadOnlyList<string> Installed, IReadOnlyList<string> Missing) Optional()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var isInstalled = OptionalKeys.ToLookup(tool => path.Any(directory => File.Exists(Path.Combine(directory, tool))));
        return ([.. isInstalled[true]], [.. isInstalled[false]]);
    }
}
