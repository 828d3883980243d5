namespace SecureObs.Cli.Running;

/// <summary>A fresh directory that only this user may enter. It is deleted at the end, whatever happened.</summary>
internal sealed class PrivateDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("secureobs-").FullName;

    /// <summary>Makes a file that only this user may read, before a tool could make it readable for others.</summary>
    public string CreateFile(string name, string content = "")
    {
        var path = System.IO.Path.Combine(Path, name);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new StreamWriter(path, options);
        file.Write(content);
        return path;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception inUse) when (inUse is IOException or UnauthorizedAccessException)
        {
            // A tool that was killed may hold a file for a moment; the reports are emptied at least.
            foreach (var file in Directory.EnumerateFiles(Path))
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
