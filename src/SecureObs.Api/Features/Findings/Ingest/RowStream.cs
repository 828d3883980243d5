using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace SecureObs.Api.Features.Findings.Ingest;

/// <summary>
/// Reads a JSON array of objects as it arrives, an object at a time: memory is bounded by <see cref="LargestRow"/>, and time by the length of the body,
/// however small the pieces are in which it comes.
/// </summary>
internal static class RowStream
{
    /// <summary>In bytes; white space before it counts.</summary>
    public const int LargestRow = BulkRequest.MaximumBytes;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = 32 };

    /// <param name="digest">Gets every byte of a body that is read to its end.</param>
    /// <returns>Each object as it stands there, until the next one is asked for.</returns>
    /// <exception cref="JsonException">It is no array, or not of objects.</exception>
    /// <exception cref="RowInvalidException">A row is no object, or too large.</exception>
    public static async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(
        PipeReader body, IncrementalHash? digest, [EnumeratorCancellation] CancellationToken ct)
    {
        var state = new JsonReaderState(Options);
        var least = 1;
        for (var row = 0; ;)
        {
            var read = await body.ReadAtLeastAsync(least, ct);
            var rest = read.Buffer;
            try
            {
                while (Next(ref rest, ref state, read.IsCompleted, row) is { } found)
                {
                    row++;
                    yield return found.IsSingleSegment ? found.First : found.ToArray();
                }
                if (rest.Length > LargestRow)
                    throw new RowInvalidException(row, "", "must have at most 8 MiB");
            }
            finally
            {
                Append(digest, read.IsCompleted ? read.Buffer : read.Buffer.Slice(0, rest.Start));
                // Also when nobody wants the rest: the server reads it to the end, and cannot while this is open.
                body.AdvanceTo(rest.Start, rest.End);
            }
            if (read.IsCompleted)
                yield break;
            // What did not suffice is read again from its start when there is twice as much of it, not with each piece that comes.
            least = (int)Math.Clamp(rest.Length * 2, 1, LargestRow + 1);
        }
    }

    private static void Append(IncrementalHash? digest, ReadOnlySequence<byte> bytes)
    {
        if (digest is not null)
            foreach (var segment in bytes)
                digest.AppendData(segment.Span);
    }

    /// <summary>The next object that is there as a whole; null when there is none. What was read is taken off.</summary>
    private static ReadOnlySequence<byte>? Next(ref ReadOnlySequence<byte> rest, ref JsonReaderState state, bool isAll, int row)
    {
        var reader = new Utf8JsonReader(rest, isAll, state);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartObject && reader.CurrentDepth == 1)
            {
                var start = reader.TokenStartIndex;
                if (!reader.TrySkip())
                    return null;   // the rest of it is to come, then it is read again from its start
                var found = rest.Slice(start, reader.BytesConsumed - start);
                Take(ref rest, ref state, reader);
                return found;
            }
            if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.EndArray) || reader.CurrentDepth != 0)
                throw reader.CurrentDepth == 0 ? new JsonException("no array") : new RowInvalidException(row, "", "must be an object");
            Take(ref rest, ref state, reader);
            reader = new Utf8JsonReader(rest, isAll, state);
        }
        return null;
    }

    private static void Take(ref ReadOnlySequence<byte> rest, ref JsonReaderState state, in Utf8JsonReader reader)
    {
        rest = rest.Slice(reader.Position);
        state = reader.CurrentState;
    }
}
