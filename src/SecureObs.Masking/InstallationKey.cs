using System.Security.Cryptography;

namespace SecureObs.Masking;

/// <summary>
/// The secret of one installation: 32 random bytes in a file that only its owner reads, never in the database. Whoever
/// has the database without this file cannot try secrets against the hashes in it.
/// </summary>
public static class InstallationKey
{
    public const int Length = 32;

    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <exception cref="IOException">The file exists: another key would make every stored hash strange.</exception>
    public static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(RandomNumberGenerator.GetBytes(Length));
    }

    /// <exception cref="InvalidOperationException">It is missing, has another length, or others may read it.</exception>
    public static SecretBytes Read(string path)
    {
        if (!File.Exists(path))
            throw new InvalidOperationException($"The installation key {path} does not exist. Create it: secureobs-admin secrets create {path}");
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            throw new InvalidOperationException($"The installation key {path} may be read by others than its owner: chmod 600 {path}");
        return File.ReadAllBytes(path) is { Length: Length } key
            ? new(key)
            : throw new InvalidOperationException($"The installation key {path} must have {Length} bytes.");
    }
}
