using System.Buffers;
using System.Text.Json;

namespace SecureObs.Audit;

/// <summary>
/// Writes an export, line by line: the header, each block with its entries in leaf order behind it, the entries without a
/// block, the end. Nothing is kept but some lines that wait to be written.
/// </summary>
public sealed class ExportWriter(Stream stream)
{
    private const int FlushAt = 64 * 1024;

    private readonly ArrayBufferWriter<byte> waiting = new(2 * FlushAt);
    private long entries;

    public Task HeaderAsync(ExportHeader header, CancellationToken ct) => LineAsync("header", json =>
    {
        json.WriteString("format", ExportHeader.Format);
        json.WriteString("tenant", header.TenantId);
        json.WriteString("exportedAt", AuditTime.Text(header.ExportedAt));
        json.WritePropertyName("filter");
        WriteFlat(json, header.Filter);
        json.WriteStartArray("keys");
        foreach (var key in header.Keys)
        {
            json.WriteStartObject();
            json.WriteString("id", key.Id);
            json.WriteBase64String("spki", key.Spki);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteWide("blocks", header.Blocks);
        json.WriteWide("total", header.Total);
        if (header.Cut is not { } cut)
            return;
        json.WritePropertyName("cut");
        cut.Write(json);
    }, ct);

    /// <param name="withEntries">False: only the header of the block, because no entry of it follows.</param>
    public Task BlockAsync(AuditBlock block, bool withEntries, CancellationToken ct) => LineAsync("block", json =>
    {
        json.WriteWide("no", block.No);
        json.WriteString("closedAt", AuditTime.Text(block.ClosedAt));
        json.WriteWide("epoch", block.Epoch);
        json.WriteWide("xidFrom", block.XidFrom);
        json.WriteWide("xidTo", block.XidTo);
        json.WriteNumber("count", block.Count);
        json.WriteWide("total", block.Total);
        json.WriteHex("prev", block.Prev);
        json.WriteHex("root", block.Root);
        json.WriteHex("hash", block.Hash);
        json.WriteString("keyId", block.KeyId);
        json.WriteBase64String("signature", block.Signature);
        if (!withEntries)
            return;
        json.WriteStartArray("ids");
        foreach (var id in block.Ids)
            json.WriteStringValue(id);
        json.WriteEndArray();
        json.WriteStartArray("leaves");
        foreach (var leaf in block.Leaves)
            json.WriteStringValue(Convert.ToHexStringLower(leaf));
        json.WriteEndArray();
    }, ct);

    /// <param name="block">The block that was written last; null when it is not sealed yet.</param>
    public Task EntryAsync(AuditEntry entry, long? block, string? actorName, CancellationToken ct)
    {
        entries++;
        return LineAsync("entry", json =>
        {
            json.WriteString("id", entry.Id);
            json.WriteString("at", AuditTime.Text(entry.At));
            json.WriteNumber("actorKind", entry.ActorKind);
            json.WriteString("actorId", entry.ActorId);
            json.WriteString("actorName", actorName);
            json.WriteString("action", entry.Action);
            json.WriteString("subjectId", entry.SubjectId);
            json.WritePropertyName("data");
            WriteFlat(json, entry.Data);
            if (block is { } no)
                json.WriteWide("block", no);
            else
                json.WriteNull("block");
        }, ct);
    }

    /// <summary>The last line, without which a file counts as cut off.</summary>
    public async Task EndAsync(CancellationToken ct)
    {
        await LineAsync("end", json => json.WriteWide("entries", entries), ct);
        await FlushAsync(ct);
    }

    private async Task LineAsync(string type, Action<Utf8JsonWriter> fields, CancellationToken ct)
    {
        JsonText.Object(waiting, json =>
        {
            json.WriteString("type", type);
            fields(json);
        });
        waiting.Write("\n"u8);
        if (waiting.WrittenCount >= FlushAt)
            await FlushAsync(ct);
    }

    private async Task FlushAsync(CancellationToken ct)
    {
        await stream.WriteAsync(waiting.WrittenMemory, ct);
        await stream.FlushAsync(ct);   // a compressor would keep it until it has enough
        waiting.ResetWrittenCount();
    }

    private static void WriteFlat(Utf8JsonWriter json, IReadOnlyDictionary<string, string?>? data)
    {
        if (data is null)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        foreach (var (key, value) in data)
            json.WriteString(key, value);
        json.WriteEndObject();
    }
}
