using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace SecureObs.Admin.Importing;

/// <summary>A file of an archive as its manifest tells it.</summary>
/// <param name="Rows">Lines of a table.</param>
internal sealed record ArchivedFile(string Path, long Rows, long Bytes, string Sha256);

/// <param name="Schema">The newest migration of the installation that wrote it.</param>
internal sealed record Manifest(string Format, Guid Tenant, string ExportedAt, string Schema, IReadOnlyList<ArchivedFile> Files);

/// <summary>An archive of an organisation, as the dashboard gives it out.</summary>
internal sealed class Archive : IDisposable
{
    private const string Format = "secureobs-archive-1";
    private const int LongestLine = 64 * 1024 * 1024;

    private readonly ZipArchive zip;

    /// <exception cref="FormatException">It is none, or was cut off.</exception>
    public Archive(string path)
    {
        try
        {
            zip = ZipFile.OpenRead(path);
        }
        catch (InvalidDataException)
        {
            throw new FormatException($"{path} is no archive of an organisation, or was cut off: fetch it again.");
        }
        using var manifest = Open("manifest.json");
        Manifest = JsonSerializer.Deserialize<Manifest>(manifest, JsonSerializerOptions.Web)!;
        if (Manifest.Format != Format)
            throw new FormatException($"{path} is of another format than {Format}.");
    }

    public Manifest Manifest { get; }

    /// <summary>Compares every file with the manifest, before anything is stored.</summary>
    /// <exception cref="FormatException">Names the first that differs.</exception>
    public async Task VerifyAsync(CancellationToken ct)
    {
        foreach (var file in Manifest.Files)
        {
            await using var body = Open(file.Path);
            if (Convert.ToHexStringLower(await SHA256.HashDataAsync(body, ct)) != file.Sha256)
                throw new FormatException($"{file.Path} is not what the manifest says: it was changed, or the archive is damaged. Nothing was stored.");
        }
    }

    /// <summary>The lines of a file, some at a time.</summary>
    public async IAsyncEnumerable<List<string>> BatchesAsync(string path, int lines, int characters)
    {
        using var reader = new StreamReader(Open(path));
        var (batch, size) = (new List<string>(), 0);
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.Length > LongestLine)
                throw new FormatException($"{path} has a line that is too long.");
            batch.Add(line);
            size += line.Length;
            if (batch.Count < lines && size < characters)
                continue;
            yield return batch;
            (batch, size) = ([], 0);
        }
        if (batch.Count > 0)
            yield return batch;
    }

    public Stream Open(string path) => (zip.GetEntry(path) ?? throw new FormatException($"The archive has no {path}: it was cut off, or is none.")).Open();

    public void Dispose() => zip.Dispose();
}
