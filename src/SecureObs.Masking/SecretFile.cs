namespace SecureObs.Masking;

/// <summary>A secret that stands in a file of its own, as systemd, Docker and Kubernetes hand them over.</summary>
public static class SecretFile
{
    private const int Most = 64 * 1024;
    private const UnixFileMode Everybody = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>The file's text without the end of its last line. The group may read it: that is how containers hand over secrets.</summary>
    /// <exception cref="InvalidOperationException">It cannot be read, is empty or too large, or everybody may read it; says which, and never what stands in it.</exception>
    public static SecretString Read(string path)
    {
        try
        {
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Everybody) != 0)
                throw new InvalidOperationException($"everybody may read or write {path}: chmod o= {path}");
            if (new FileInfo(path).Length > Most)
                throw new InvalidOperationException($"{path} is too large for a secret");
            return File.ReadAllText(path).TrimEnd('\r', '\n') is { Length: > 0 } text ? new(text) : throw new InvalidOperationException($"{path} is empty");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new InvalidOperationException($"{path} cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>A setting that is given as itself or by a file; null: by neither.</summary>
    /// <param name="name">What the setting is called.</param>
    /// <param name="value">What it is.</param>
    /// <param name="fileName">What the setting is called that names the file.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="InvalidOperationException">Both are given, or the file is not fit.</exception>
    public static SecretString? Either(string name, string? value, string fileName, string? file)
    {
        if (string.IsNullOrEmpty(file))
            return string.IsNullOrEmpty(value) ? null : new(value);
        if (!string.IsNullOrEmpty(value))
            throw new InvalidOperationException($"{name} and {fileName} are both set: one is enough");
        try
        {
            return Read(file);
        }
        catch (InvalidOperationException fault)
        {
            throw new InvalidOperationException($"{fileName}: {fault.Message}", fault);
        }
    }
}
