using System.Text;
using System.Text.Json.Nodes;
using SecureObs.Audit;

namespace SecureObs.Cli.Tests.Audit;

/// <summary>An export in lines that a test may change.</summary>
internal sealed class Export
{
    public List<JsonObject> Lines { get; }

    private Export(IEnumerable<JsonObject> lines) => Lines = [.. lines];

    public string Text => string.Concat(Lines.Select(line => line.ToJsonString() + "\n"));

    public static Export Parse(string text) => new(text.TrimEnd().Split('\n').Select(line => JsonNode.Parse(line)!.AsObject()));

    /// <param name="filter">Whether an entry is exported; null: everything.</param>
    public static async Task<string> WriteAsync(
        PublicKey key, Guid tenant, IReadOnlyList<AuditBlock> blocks, IReadOnlyList<AuditEntry> entries, Func<AuditEntry, bool>? filter = null)
    {
        using var stream = new MemoryStream();
        var writer = new ExportWriter(stream);
        var ct = TestContext.Current.CancellationToken;
        var byId = entries.ToDictionary(entry => entry.Id);
        var asOf = entries[^1].At.AddSeconds(30);
        await writer.HeaderAsync(new(tenant, asOf, filter is null ? null : new Dictionary<string, string?> { ["action"] = "x" }, [key], blocks.Count, blocks[^1].Total), ct);
        foreach (var block in blocks)
        {
            AuditEntry[] wanted = [.. block.Ids.Select(id => byId[id]).Where(entry => filter is null || filter(entry))];
            await writer.BlockAsync(block, withEntries: wanted.Length > 0, ct);
            foreach (var entry in wanted)
                await writer.EntryAsync(entry, block.No, "Ada", ct);
        }
        foreach (var entry in entries.Skip((int)blocks[^1].Total))
            await writer.EntryAsync(entry, null, null, ct);
        await writer.EndAsync(ct);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    public JsonObject Block(int no) => Lines.Single(line => Type(line) == "block" && (int)line["no"]! == no);

    public JsonObject Entry(int number) => Lines.Single(line => Type(line) == "entry" && Guid.Parse((string)line["id"]!) == Chain.Entry(number).Id);

    /// <summary>Takes a line out and tells the end.</summary>
    public void Remove(JsonObject line)
    {
        Lines.Remove(line);
        Count();
    }

    public void Insert(JsonObject after, JsonObject line)
    {
        Lines.Insert(Lines.IndexOf(after) + 1, line);
        Count();
    }

    /// <summary>Whoever tampers makes the numbers of the file fit.</summary>
    public void Count()
    {
        Lines[^1]["entries"] = Lines.Count(line => Type(line) == "entry");
        if (Lines.LastOrDefault(line => Type(line) == "block") is { } newest)
            (Lines[0]["blocks"], Lines[0]["total"]) = (Lines.Count(line => Type(line) == "block"), newest["total"]!.DeepClone());
    }

    private static string Type(JsonObject line) => (string)line["type"]!;
}
