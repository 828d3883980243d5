using System.IO.Compression;
using System.Text;
using System.Text.Json;
using SecureObs.Api.Domain.Archiving;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Audit;

namespace SecureObs.Api.Features.Archives;

/// <summary>
/// Writes one archive: the tables as JSON Lines as of one moment, then what features add, at last the manifest. Nothing is kept
/// in memory but some lines that wait to be written. docs/archives.md is its format.
/// </summary>
/// <param name="progress">Is told how many rows are written, now and then.</param>
internal sealed class ArchiveWriter(ZipArchive zip, Func<long, Task> progress, DateTimeOffset now)
{
    public const string Format = "secureobs-archive-1";
    private const int TellEvery = 20_000;
    private const int BlockSize = 64 * 1024;

    private sealed record Entry(string Path, long Rows, long Bytes, string Sha256);

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly List<Entry> files = [];
    private long rows;

    public async Task WriteTablesAsync(TenantTransaction tx, CancellationToken ct)
    {
        // Times are written in the time zone of the session: one archive is as good as another.
        await tx.ExecuteAsync($"set local timezone to 'UTC'", ct);
        Version = await SchemaDescription.VersionAsync(tx, ct);
        foreach (var table in ArchiveTables.Of(tx))
            await AddAsync($"tables/{table.Name}.jsonl", (body, stop) => WriteLinesAsync(tx.TextsAsync(table.Rows, stop), body, stop), ct);
        var columns = await SchemaDescription.ColumnsAsync(tx, ct);
        await AddTextAsync("schema.json", columns, ct);
        await AddTextAsync("README.txt", ArchiveReadme.Text, ct);
    }

    /// <summary>The newest migration of the database.</summary>
    public string Version { get; private set; } = "";

    public async Task AddAsync(ArchiveFile file, CancellationToken ct) => await AddAsync(file.Path, file.WriteAsync, ct);

    public async Task EndAsync(Guid tenant, CancellationToken ct)
    {
        var manifest = JsonSerializer.Serialize(
            new { format = Format, tenant, exportedAt = AuditTime.Text(now), schema = Version, files },
            Indented);
        await using var body = await zip.CreateEntry("manifest.json", CompressionLevel.Fastest).OpenAsync(ct);
        await body.WriteAsync(Encoding.UTF8.GetBytes(manifest), ct);
    }

    private Task AddTextAsync(string path, string text, CancellationToken ct) => AddAsync(path, async (body, stop) =>
    {
        await body.WriteAsync(Encoding.UTF8.GetBytes(text), stop);
        return 1;
    }, ct);

    private async Task AddAsync(string path, Func<Stream, CancellationToken, Task<long>> write, CancellationToken ct)
    {
        await using var body = await zip.CreateEntry(path, CompressionLevel.Fastest).OpenAsync(ct);
        await using var counted = new CountedStream(body);
        var written = await write(counted, ct);
        files.Add(new(path, written, counted.Length, counted.Sha256()));
        await progress(rows);
    }

    private async Task<long> WriteLinesAsync(IAsyncEnumerable<string> lines, Stream body, CancellationToken ct)
    {
        var (written, waiting) = (0L, new MemoryStream(2 * BlockSize));
        await foreach (var line in lines)
        {
            waiting.Write(Encoding.UTF8.GetBytes(line));
            waiting.WriteByte((byte)'\n');
            if (waiting.Length >= BlockSize)
                await DrainAsync();
            written++;
            if (++rows % TellEvery == 0)
                await progress(rows);
        }
        await DrainAsync();
        return written;

        async Task DrainAsync()
        {
            await body.WriteAsync(waiting.GetBuffer().AsMemory(0, (int)waiting.Length), ct);
            waiting.SetLength(0);
        }
    }
}
