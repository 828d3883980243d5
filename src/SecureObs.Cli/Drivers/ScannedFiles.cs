namespace SecureObs.Cli.Drivers;

/// <summary>A file that a tool named.</summary>
/// <param name="Path">Relative to the workspace with forward slashes; of a file outside only the name.</param>
/// <param name="IsInside">Whether the file, links followed, lies in the workspace: only then its text may leave the machine.</param>
internal sealed record ScannedFile(string Path, bool IsInside);

/// <summary>Translates the paths of tools.</summary>
internal sealed class ScannedFiles(string workspace)
{
    private static readonly StringComparison PathComparison =
        OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private const int MostLinks = 40;

    private readonly string named = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(workspace));
    private readonly string real = RealPath(System.IO.Path.GetFullPath(workspace));

    /// <summary>Null when the tool named no file.</summary>
    public ScannedFile? Locate(string? path)
    {
        if (string.IsNullOrWhiteSpace(path))
            return null;

        var full = System.IO.Path.GetFullPath(path, named);
        var relative = Below(named, full) ?? Below(real, full);
        var inside = Below(real, RealPath(full)) is not null;
        return relative is null
            ? new(System.IO.Path.GetFileName(full), inside)
            : new(relative.Replace('\\', '/'), inside);
    }

    // On Unix a backslash is part of a name, but no tool of ours reports such files; the API wants one spelling.
    private static string? Below(string directory, string path) =>
        path.StartsWith(System.IO.Path.EndsInDirectorySeparator(directory) ? directory : directory + System.IO.Path.DirectorySeparatorChar, PathComparison)
            ? path[directory.Length..].TrimStart(System.IO.Path.DirectorySeparatorChar)
            : null;

    /// <summary>The path with every link in it followed; what does not exist stays as it is.</summary>
    public static string RealPath(string path) => RealPath(path, links: 0);

    private static string RealPath(string path, int links)
    {
        // A repository may hold links that lead into themselves.
        if (links > MostLinks)
            return path;
        var current = System.IO.Path.GetPathRoot(path) ?? "";
        foreach (var name in path[current.Length..].Split(System.IO.Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            current = System.IO.Path.Combine(current, name);
            var entry = Directory.Exists(current) ? (FileSystemInfo)new DirectoryInfo(current) : new FileInfo(current);
            if (entry.LinkTarget is null)
                continue;
            try
            {
                current = entry.ResolveLinkTarget(returnFinalTarget: true)?.FullName is { } target && target != current
                    ? RealPath(target, links + 1)
                    : current;
            }
            catch (IOException)
            {
                // Links in a circle lead nowhere.
                return path;
            }
        }
        return current;
    }
}
