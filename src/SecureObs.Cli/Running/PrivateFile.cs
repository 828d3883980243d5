namespace SecureObs.Cli.Running;

/// <summary>A file that only this user may read and write (0600), from the moment that it is there.</summary>
internal static class PrivateFile
{
    /// <summary>Makes the file; one that is there already is an error. Without a buffer: what a full disk refuses is refused at once.</summary>
    public static FileStreamOptions New()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
