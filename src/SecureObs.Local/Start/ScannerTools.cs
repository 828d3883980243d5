namespace SecureObs.Local.Start;

/// <summary>The scanners that come with .NET and Node.js, so that the first scan needs nothing else installed.</summary>
internal static class ScannerTools
{
    private const string WhatToDo = "Check the connection to the NuGet and npm feeds that this machine uses.";

    /// <summary>Directories in tools/ with packages of npm.</summary>
    private static readonly string[] NodeTools = ["eslint", "secretlint"];

    /// <summary>Directories with scanners of ours, to be searched before PATH.</summary>
    public static IReadOnlyList<string> Directories { get; } =
        [
            Repository.PathOf("tools", "bin"),
            .. NodeTools.Select(tool => Repository.PathOf("tools", tool, "node_modules", ".bin")),
        ];

    /// <summary>Scanners that run everywhere.</summary>
    public static IReadOnlyList<string> Included { get; } = ["devskim", "eslint-security"];

    /// <summary>Scanners that run when somebody installed them; the key of each is its program's name.</summary>
    private static readonly string[] OptionalKeys = ["bandit", "gitleaks"];

    public static async Task<string> RestoreAsync(Action<string> now, CancellationToken ct)
    {
        var manifest = Repository.PathOf(".config", "dotnet-tools.json");
        var tools = new InputStamp("dotnet-tools", manifest);
        var missing = NodeTools.Where(tool => !IsInstalled(tool)).ToList();
        if (tools.IsCurrent && missing.Count == 0)
            return "unchanged";

        if (!tools.IsCurrent)
        {
            now("restoring .NET tools");
            await Tool.RunAsync(Repository.Root, ["dotnet", "tool", "restore"], WhatToDo, ct);
            tools.Write();
        }

        foreach (var tool in missing)
        {
            now($"installing {tool}");
            await Tool.RunAsync(Repository.PathOf("tools", tool), ["npm", "ci", "--ignore-scripts"], WhatToDo, ct);
            Packages(tool).Write();
        }

        return "restored";
    }

    private static bool IsInstalled(string tool) =>
        Packages(tool).IsCurrent && Directory.Exists(Repository.PathOf("tools", tool, "node_modules"));

    private static InputStamp Packages(string tool) => new($"{tool}-packages", Repository.PathOf("tools", tool, "package-lock.json"));

    public static (IReadOnlyList<string> Installed, IReadOnlyList<string> Missing) Optional()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var isInstalled = OptionalKeys.ToLookup(tool => path.Any(directory => File.Exists(Path.Combine(directory, tool))));
        return ([.. isInstalled[true]], [.. isInstalled[false]]);
    }
}
