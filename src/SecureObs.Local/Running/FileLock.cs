namespace SecureObs.Local.Running;

/// <summary>One process at a time. The operating system lets go when the process ends, however it ends.</summary>
internal static class FileLock
{
    public static FileStream? TryTake(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException)
        {
            throw new LocalProblem($"{path} belongs to another user.", "Run as that user, or remove it.");
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    public static async Task<FileStream> WaitAsync(string path, CancellationToken ct)
    {
        while (true)
        {
            if (TryTake(path) is { } taken)
                return taken;
            await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
        }
    }
}
