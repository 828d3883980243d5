namespace SecureObs.Cli.Running;

/// <summary>
/// A fresh directory that only this user may enter. It is deleted at the end, whatever happened; when the process was killed,
/// by the next one: what is left behind has a lock that nobody holds any more.
/// </summary>
internal sealed class PrivateDirectory : IDisposable
{
    private const string Prefix = "secureobs-";
    private const string LockName = ".lock";
    private static readonly TimeSpan Starting = TimeSpan.FromMinutes(1);

    private readonly FileStream held;

    public PrivateDirectory()
    {
        DeleteLeftBehind();
        held = new FileStream(System.IO.Path.Combine(Path, LockName), FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory(Prefix).FullName;

    /// <summary>Makes a file that only this user may read, before a tool could make it readable for others.</summary>
    public string CreateFile(string name, string content = "")
    {
        var path = System.IO.Path.Combine(Path, name);
        using var file = new StreamWriter(path, PrivateFile.New());
        file.Write(content);
        return path;
    }

    public void Dispose()
    {
        held.Dispose();
        Delete(Path);
    }

    private static void DeleteLeftBehind()
    {
        foreach (var directory in Directory.EnumerateDirectories(System.IO.Path.GetTempPath(), Prefix + "*"))
        {
            if (IsLeftBehind(directory))
                Delete(directory);
        }
    }

    private static bool IsLeftBehind(string directory)
    {
        try
        {
            var file = new FileInfo(System.IO.Path.Combine(directory, LockName));
            if (!file.Exists || DateTime.UtcNow - file.LastWriteTimeUtc < Starting)
                return false;
            using var free = file.Open(FileMode.Open, FileAccess.Write, FileShare.None);
            return true;
        }
        catch (Exception others) when (others is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void Delete(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (Exception inUse) when (inUse is IOException or UnauthorizedAccessException)
        {
            // A tool that was killed may hold a file for a moment; the reports are emptied at least.
            foreach (var file in Directory.Exists(directory) ? Directory.EnumerateFiles(directory) : [])
                TryEmpty(file);
        }
    }

    private static void TryEmpty(string file)
    {
        try
        {
            File.WriteAllBytes(file, []);
        }
        catch (Exception inUse) when (inUse is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"warning: {file} could not be deleted");
        }
    }
}
