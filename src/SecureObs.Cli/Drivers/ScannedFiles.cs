namespace SecureObs.Cli.Drivers;

/// <summary>A file that a tool named.</summary>
/// <param name="Path">Relative to the workspace with forward slashes; of a file outside only the name.</param>
/// <param name="IsInside">Whether the file, links followed, lies in the workspace: only then its text may leave the machine.</param>
internal sealed record ScannedFile(string Path, bool IsInside)
{
    /// <summary>Whether a report that somebody imports named it: then what the report says of it may leave, and the file itself is not read.</summary>
    public bool IsReported { get; init; }

    /// <summary>Whether text of it that a tool reported may leave the machine.</summary>
    public bool MayBeShown => IsInside || IsReported;
}

/// <summary>Translates the paths of tools.</summary>
internal class ScannedFiles(string workspace)
{
    private static readonly StringComparison PathComparison =
        OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private const int MostLinks = 40;
    private const int MostLines = 20;
    private const long LargestFile = 8 * 1024 * 1024;

    private readonly string named = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(workspace));
    private readonly string real = RealPath(System.IO.Path.GetFullPath(workspace));

    /// <summary>Null when the tool named no file.</summary>
    public virtual ScannedFile? Locate(string? path)
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

    /// <summary>The lines of a file in the workspace, 1-based; null when it cannot be read or there are no such lines.</summary>
    public string? Lines(ScannedFile? file, int? start, int? end)
    {
        if (file is not { IsInside: true } || start is not { } first || first < 1)
            return null;
        try
        {
            var info = new FileInfo(System.IO.Path.Combine(real, file.Path));
            var count = Math.Clamp((end ?? first) - first + 1, 1, MostLines);
            return info is { Exists: true, Length: <= LargestFile } && File.ReadLines(info.FullName).Skip(first - 1).Take(count).ToList() is { Count: > 0 } lines
                ? string.Join('\n', lines)
                : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>All lines of a file in the workspace without their line breaks; null when it cannot be read.</summary>
    public IReadOnlyList<string>? Lines(ScannedFile file)
    {
        if (!file.IsInside)
            return null;
        try
        {
            var info = new FileInfo(System.IO.Path.Combine(real, file.Path));
            return info is { Exists: true, Length: <= LargestFile } ? [.. File.ReadAllText(info.FullName).Split('\n').Select(line => line.TrimEnd('\r'))] : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
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
