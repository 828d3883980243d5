using SecureObs.Audit;
using SecureObs.Masking;

namespace SecureObs.Bench.Backups;

/// <summary>The key ring and the key of an installation: files beside the database, which are backed up with it.</summary>
internal sealed class KeyFiles : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("secureobs-keys-").FullName;

    public KeyFiles()
    {
        InstallationKey.Create(Path.Combine(directory, "installation.key"));
        KeyRing.Create(Path.Combine(directory, "keys"), TimeProvider.System).Dispose();
    }

    public Dictionary<string, string> Settings => new()
    {
        ["Secrets:InstallationKeyFile"] = Path.Combine(directory, "installation.key"),
        ["Signing:KeyDirectory"] = Path.Combine(directory, "keys"),
    };

    public void Dispose() => Directory.Delete(directory, recursive: true);
}
