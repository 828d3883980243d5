using System.Security.Cryptography;
using System.Text;

namespace SecureObs.Local.Start;

/// <summary>Remembers from which files something was made, so that it is made again only when they change.</summary>
internal sealed class InputStamp
{
    private readonly string file;
    private readonly string hash;

    /// <param name="paths">Files, and directories with all that is in them.</param>
    public InputStamp(string name, params IEnumerable<string> paths)
    {
        file = Path.Combine(Repository.LocalDirectory, $"{name}.made-from");
        hash = HashOf(paths);
    }

    public bool IsCurrent => File.Exists(file) && File.ReadAllText(file) == hash;

    public void Write() => File.WriteAllText(file, hash);

    private static string HashOf(IEnumerable<string> paths)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in paths.SelectMany(FilesOf).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file + "\0"));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static IEnumerable<string> FilesOf(string path) =>
        Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
        : File.Exists(path) ? [path]
        : [];
}
