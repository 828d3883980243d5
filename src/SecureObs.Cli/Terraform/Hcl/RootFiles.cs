using SecureObs.Cli.Drivers;

namespace SecureObs.Cli.Terraform.Hcl;

/// <summary>Reads files of the workspace that no link leads to, and no others: a root says itself where its modules are.</summary>
/// <param name="workspace">Absolute, links followed.</param>
internal sealed class RootFiles(string workspace)
{
    private const long LargestFile = 8 * 1024 * 1024;
    private const long Largest = 64 * 1024 * 1024;
    private const int MostFiles = 5_000;

    private int files;
    private long read;

    /// <summary>The files of one directory that Terraform reads, overriding ones last.</summary>
    /// <exception cref="CommandFailure">One must not be read, or they are too many or too large.</exception>
    public List<HclSource> Module(string directory) =>
        [.. Names(directory).Where(IsConfiguration).OrderBy(IsOverride).ThenBy(name => name, StringComparer.Ordinal).Select(name => Read(Path.Combine(directory, name), name.EndsWith(".json", StringComparison.Ordinal) ? HclForm.Json : HclForm.Hcl))];

    /// <summary>The values of the root's variables, in the order of Terraform: what stands in a later file wins.</summary>
    /// <param name="more">Files that the caller names, absolute.</param>
    public List<HclSource> Values(string directory, IEnumerable<string> more) =>
        [.. TfVars.Automatic(Names(directory)).Select(name => Path.Combine(directory, name)).Concat(more).Select(path => Read(path, HclForm.Values))];

    /// <summary>The directory that the caller names, absolute; links on the way to the workspace are followed.</summary>
    public string Root(string path)
    {
        var real = ScannedFiles.RealPath(path);
        if (!Directory.Exists(path))
            throw Refused("the directory is not there");
        return new DirectoryInfo(path).LinkTarget is null && IsInside(real) ? real : throw Refused("the directory is a link, or not in the workspace");
    }

    /// <summary>The directory of a module that a module in another directory calls.</summary>
    public string Called(string directory, string source, string call)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(source, directory));
        if (!Directory.Exists(path))
            throw Refused($"the module {OneLine.Of(call, 100)} is not there");
        return IsInside(path) && ScannedFiles.RealPath(path) == path ? path : throw Refused($"the module {OneLine.Of(call, 100)} is a link, or not in the workspace");
    }

    private HclSource Read(string path, HclForm form)
    {
        var (info, name) = (new FileInfo(path), OneLine.Of(Path.GetRelativePath(workspace, path), 200));
        if (!info.Exists)
            throw Refused($"{name} is not there, or no file");
        if (info.LinkTarget is not null || !IsInside(ScannedFiles.RealPath(path)))
            throw Refused($"{name} is a link, or not in the workspace");
        read += info.Length;
        if (++files > MostFiles || info.Length > LargestFile || read > Largest)
            throw Refused($"its files have more than {LargestFile / 1024 / 1024} MB each, {Largest / 1024 / 1024} MB together or are more than {MostFiles}");
        try
        {
            // A pipe or a device has no length, and would be waited for.
            return new(name, form, info.Length == 0 ? (name.EndsWith(".json", StringComparison.Ordinal) ? "{}" : "") : File.ReadAllText(path));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw Refused($"{name} cannot be read: {unreadable.GetType().Name}");
        }
    }

    private bool IsInside(string path) =>
        path == workspace || path.StartsWith(Path.EndsInDirectorySeparator(workspace) ? workspace : workspace + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static List<string> Names(string directory) =>
        [.. Directory.EnumerateFileSystemEntries(directory).Select(path => Path.GetFileName(path)).Where(name => !name.StartsWith('.') && !name.EndsWith('~') && !name.StartsWith('#'))];

    private static bool IsConfiguration(string name) => name.EndsWith(".tf", StringComparison.Ordinal) || name.EndsWith(".tf.json", StringComparison.Ordinal);

    private static bool IsOverride(string name)
    {
        var plain = name.EndsWith(".json", StringComparison.Ordinal) ? name[..^".tf.json".Length] : name[..^".tf".Length];
        return plain == "override" || plain.EndsWith("_override", StringComparison.Ordinal);
    }

    private static CommandFailure Refused(string why) => new(ExitCode.Failed, $"the Terraform root cannot be read: {why}");
}
