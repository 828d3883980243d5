using SecureObs.Masking;

namespace SecureObs.Local.Start;

/// <summary>The installation key of this clone, made at the first start.</summary>
internal static class LocalSecrets
{
    public static string InstallationKeyFile()
    {
        var path = Path.Combine(Repository.LocalDirectory, "installation.key");
        try
        {
            Directory.CreateDirectory(Repository.LocalDirectory);
            InstallationKey.Create(path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // A start before this one made it.
        }
        return path;
    }
}
