using System.Text.Json;

namespace SecureObs.Cli.Drivers;

/// <summary>What npm installed beside a tool. What the scanned repository has of the same name is never looked at.</summary>
internal static class NodeModules
{
    /// <summary>The node_modules directory that holds the tool. node_modules/.bin/eslint is a link to node_modules/eslint/bin/eslint.js, or on Windows a script of its own.</summary>
    public static string Beside(string tool)
    {
        var real = ScannedFiles.RealPath(tool);
        var directory = Path.GetDirectoryName(real) ?? "";
        return Path.GetFileName(directory) == ".bin"
            ? Path.GetDirectoryName(directory) ?? ""
            : Path.GetFullPath(Path.Combine(directory, "..", ".."));
    }

    /// <summary>The version in a package's package.json; '' when it names none.</summary>
    public static string Version(string package) => Text(package, "version") ?? "";

    /// <summary>The file that a package names as its entry.</summary>
    public static string Entry(string package) => Path.GetFullPath(Path.Combine(package, Text(package, "main") ?? "index.js"));

    private static string? Text(string package, string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(package, "package.json")));
        return json.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
