using System.Security.Cryptography;

namespace SecureObs.Audit;

/// <summary>The files of a key ring.</summary>
internal static class KeyFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>By name: the newest is the last.</summary>
    public static IReadOnlyList<KeyFile> In(string directory) =>
    [
        .. Directory.EnumerateFiles(directory, "*.pem").Order(StringComparer.Ordinal).Select(path => new KeyFile(path, File.ReadAllText(path))),
    ];

    public static PublicKey PublicFromPem(string pem)
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        return PublicKey.Of(key.ExportSubjectPublicKeyInfo());
    }

    public static void MakeDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
            return;
        }
        Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute);
        if ((File.GetUnixFileMode(directory) & Others) != 0)
            throw new InvalidOperationException($"Others may read {directory}. chmod 700 it, or choose another directory.");
    }

    /// <summary>Nobody else may read it from the moment it exists.</summary>
    public static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using var file = new StreamWriter(path, options);
        file.Write(text + "\n");
    }

    public static void Replace(string path, string text)
    {
        Write(path + ".new", text);
        File.Move(path + ".new", path, overwrite: true);
    }
}
