using System.Globalization;
using System.Text;
using SecureObs.Cli.Api;
using SecureObs.Cli.Running;

namespace SecureObs.Cli.Outputs;

/// <summary>An export as a file or on standard output. A file is there whole or as it was before; only this user may read it.</summary>
internal static class ExportFile
{
    private const int Piece = 64 * 1024;

    /// <exception cref="CommandFailure">The export broke off, or the file cannot be written.</exception>
    public static async Task WriteAsync(ApiExport export, string? file, Surroundings surroundings, CancellationToken ct)
    {
        if (file is null)
        {
            await PrintAsync(export, surroundings.Out, ct);
            return;
        }
        var path = Path.GetFullPath(file, surroundings.CurrentDirectory);
        var bytes = await ReplaceAsync(export, path, ct);
        surroundings.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Wrote {file}, {bytes} bytes."));
    }

    private static async Task<long> ReplaceAsync(ApiExport export, string path, CancellationToken ct)
    {
        var part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            long bytes = 0;
            await using (var stream = new FileStream(part, PrivateFile.New()))
            {
                await foreach (var piece in export.PiecesAsync(Piece, ct))
                {
                    await stream.WriteAsync(piece, ct);
                    bytes += piece.Length;
                }
            }
            File.Move(part, path, overwrite: true);
            return bytes;
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Failed, $"the export cannot be written: {unwritable.Message}", unwritable);
        }
        finally
        {
            if (File.Exists(part))
                File.Delete(part);
        }
    }

    /// <summary>Characters that lie across two pieces stay whole.</summary>
    private static async Task PrintAsync(ApiExport export, TextWriter to, CancellationToken ct)
    {
        var decoder = new UTF8Encoding(false).GetDecoder();
        var characters = new char[Piece + 2];
        await foreach (var piece in export.PiecesAsync(Piece, ct))
            await to.WriteAsync(characters.AsMemory(0, decoder.GetChars(piece.Span, characters, flush: false)), ct);
        await to.FlushAsync(ct);
    }
}
