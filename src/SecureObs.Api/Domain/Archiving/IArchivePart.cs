namespace SecureObs.Api.Domain.Archiving;

/// <summary>What a feature adds to the archive of an organisation beside its tables: a form that others read.</summary>
internal interface IArchivePart
{
    /// <summary>The files, by their path in the archive. Each is written before the next is asked for.</summary>
    IAsyncEnumerable<ArchiveFile> FilesAsync(CancellationToken ct);
}

/// <param name="WriteAsync">Writes it to its end and returns how many records it has.</param>
internal sealed record ArchiveFile(string Path, Func<Stream, CancellationToken, Task<long>> WriteAsync);
