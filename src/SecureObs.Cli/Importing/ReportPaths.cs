using System.Text.RegularExpressions;
using SecureObs.Cli.Drivers;

namespace SecureObs.Cli.Importing;

/// <summary>
/// Translates the paths of a report. The tool may have run on another machine, so a path that is not below the workspace
/// stays as the report has it, and no file is read for it.
/// </summary>
/// <param name="root">Where the tool ran, when it was not the workspace: cut from absolute paths; null to cut nothing.</param>
internal sealed partial class ReportPaths(string workspace, string? root = null) : ScannedFiles(workspace)
{
    private const int Longest = 1024;
    private const int MostRemembered = 50_000;

    private readonly string? cut = root is null ? null : Slashes(root).TrimEnd('/') + "/";

    private readonly Dictionary<string, ScannedFile> located = [];

    /// <summary>Null when the report names no file.</summary>
    /// <param name="path">A path of any system, or a <c>file:</c> URI.</param>
    public override ScannedFile? Locate(string? path)
    {
        if (string.IsNullOrWhiteSpace(path))
            return null;
        if (located.TryGetValue(path, out var known))
            return known;
        var file = Find(path);
        if (located.Count < MostRemembered)
            located[path] = file;
        return file;
    }

    private ScannedFile Find(string path)
    {
        var named = Slashes(FromUri(path.Trim().Replace('\0', ' ')));
        if (cut is not null && named.StartsWith(cut, StringComparison.Ordinal) && named.Length > cut.Length)
            named = named[cut.Length..];
        if (named.Length > Longest)
            named = named[^Longest..];
        // A drive of another machine is no path here.
        return !Drive().IsMatch(named) && base.Locate(named) is { IsInside: true } inside ? inside : new ScannedFile(named, IsInside: false) { IsReported = true };
    }

    private static string FromUri(string path)
    {
        if (!path.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
            return path;
        var bare = Uri.UnescapeDataString(path["file:".Length..]);
        bare = bare.StartsWith("//", StringComparison.Ordinal) ? bare[2..] : bare;
        return bare.Length > 2 && bare[0] == '/' && Drive().IsMatch(bare[1..]) ? bare[1..] : bare;
    }

    // A backslash is a separator where the path is one of Windows: with a drive, or without any slash.
    private static string Slashes(string path) =>
        Drive().IsMatch(path) || !path.Contains('/', StringComparison.Ordinal) ? path.Replace('\\', '/') : path;

    [GeneratedRegex(@"^[A-Za-z]:[\\/]", RegexOptions.CultureInvariant)]
    private static partial Regex Drive();
}
