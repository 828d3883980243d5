using System.Text.Json;

namespace SecureObs.Api.Platform.Auditing.Reading;

/// <summary>
/// A file of this process, of mode 0600, in which entries wait for the database. Files that a process left behind, which
/// nobody holds open, are taken over by the next. One writer uses it.
/// </summary>
internal sealed class ReadSpool(ReadOptions options, ILogger<ReadSpool> logger) : IDisposable
{
    private const string Pattern = "reads-*.jsonl";
    private readonly string name = $"reads-{Guid.NewGuid():N}.jsonl";
    private FileStream? file;

    /// <summary>Whether something waits in the file of this process.</summary>
    public bool HoldsAny => file is { Length: > 0 };

    /// <summary>Keeps them; returns those that did not fit or could not be written.</summary>
    public IReadOnlyList<ReadEntry> Keep(IReadOnlyList<ReadEntry> entries)
    {
        for (var kept = 0; kept < entries.Count; kept++)
        {
            try
            {
                file ??= Create();
                byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(entries[kept]), (byte)'\n'];
                if (file.Length + line.Length > options.SpoolBytes)
                    return [.. entries.Skip(kept)];
                file.Seek(0, SeekOrigin.End);
                file.Write(line);
                file.Flush();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                logger.LogError(exception, "Entries about reading cannot be kept in {Directory}.", options.SpoolDirectory ?? "a temporary directory");
                return [.. entries.Skip(kept)];
            }
        }
        return [];
    }

    /// <summary>
    /// Gives everything that waits, batch by batch, to somebody who says whether it is settled, and forgets it when all
    /// of a file is. An interrupted replay begins anew: entries carry their ids.
    /// </summary>
    public async Task ReplayAsync(int batch, Func<List<ReadEntry>, Task<bool>> settle)
    {
        if (HoldsAny && await ReplayAsync(file!, batch, settle))
            file!.SetLength(0);
        if (!Directory.Exists(options.SpoolDirectory))
            return;
        foreach (var path in Directory.GetFiles(options.SpoolDirectory, Pattern).Where(path => Path.GetFileName(path) != name))
        {
            using var left = TryOpen(path);
            if (left is not null && await ReplayAsync(left, batch, settle))
                File.Delete(path);
        }
    }

    public void Dispose()
    {
        if (file is { Length: 0 })
            File.Delete(file.Name);
        file?.Dispose();
    }

    private static async Task<bool> ReplayAsync(FileStream file, int batch, Func<List<ReadEntry>, Task<bool>> settle)
    {
        file.Seek(0, SeekOrigin.Begin);
        using var reader = new StreamReader(file, leaveOpen: true);
        var entries = new List<ReadEntry>();
        while (await reader.ReadLineAsync() is { } line)
        {
            if (Parse(line) is { } entry)
                entries.Add(entry);
            if (entries.Count < batch)
                continue;
            if (!await settle(entries))
                return false;
            entries = [];
        }
        return entries is [] || await settle(entries);
    }

    /// <summary>Null for a line that a crash cut off.</summary>
    private static ReadEntry? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<ReadEntry>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private FileStream Create()
    {
        var directory = options.SpoolDirectory ?? Directory.CreateTempSubdirectory("secureobs-audit-").FullName;
        PrivateFile.MakeDirectory(directory);
        return PrivateFile.Open(Path.Combine(directory, name), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
    }

    /// <summary>Null while its process lives.</summary>
    private static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
