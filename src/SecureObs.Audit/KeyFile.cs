using System.Security.Cryptography;

namespace SecureObs.Audit;

/// <summary>One *.pem file of a key ring.</summary>
internal sealed record KeyFile(string Path, string Pem)
{
    private const UnixFileMode Everybody = UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public string Name => System.IO.Path.GetFileName(Path);

    public bool IsPrivate => Pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal);

    /// <exception cref="InvalidOperationException">Names the file that is no key.</exception>
    public T Read<T>(Func<string, T> parse)
    {
        try
        {
            return parse(Pem);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or PlatformNotSupportedException)
        {
            throw new InvalidOperationException($"{Path} is no P-256 key: {exception.Message}", exception);
        }
    }

    /// <summary>The group may read: that is how containers hand over secrets.</summary>
    public void RequirePrivate()
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(Path) & Everybody) != 0)
            throw new InvalidOperationException($"Everybody may read or write {Path}. chmod 600 it.");
    }
}
