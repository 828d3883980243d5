namespace SecureObs.Cli.Running;

/// <summary>A file that only this user may read and write (0600), from the moment that it is there.</summary>
internal static class PrivateFile
{
    /// <summary>Makes the file; one that is there already is an error.</summary>
    public static FileStreamOptions New => Options(FileMode.CreateNew);

    private static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
