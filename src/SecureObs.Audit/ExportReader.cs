namespace SecureObs.Audit;

/// <summary>Reads an export line by line; memory is bounded by the longest line.</summary>
public sealed class ExportReader
{
    private readonly JsonLines lines;

    /// <exception cref="FormatException">The file is no export; says why.</exception>
    public ExportReader(Stream stream)
    {
        lines = new(stream);
        Header = lines.Read(ReadHeader) ?? throw new FormatException("This is no audit export: the file is empty.");
    }

    public ExportHeader Header { get; }

    /// <summary>Blocks and entries in the order of the file.</summary>
    /// <exception cref="FormatException">Names the line that is not of the format, or says that the file was cut off.</exception>
    public IEnumerable<ExportLine> Lines()
    {
        long entries = 0;
        while (lines.Read(ReadLine) is { } line)
        {
            if (line is End end)
            {
                if (lines.Read(_ => "") is not null)
                    throw lines.Wrong("something follows the end.");
                if (end.Entries != entries)
                    throw lines.Wrong($"the end counts {end.Entries} entries, and {entries} are there.");
                yield break;
            }
            entries += line is ExportEntry ? 1 : 0;
            yield return line;
        }
        throw new FormatException($"The file was cut off after line {lines.Number}: its end is missing.");
    }

    private static ExportHeader ReadHeader(JsonFields fields)
    {
        if (!fields.Has("format") || fields.Text("format") != ExportHeader.Format)
            throw new FormatException($"this is no audit export ({ExportHeader.Format}).");
        var tenant = fields.Id("tenant");
        return new(tenant, fields.Time("exportedAt"), fields.Has("filter") ? fields.Flat("filter") : null,
            PublicKeys.Read(fields), fields.Wide("blocks"), fields.Wide("total"),
            fields.Has("cut") ? AuditCut.Read(tenant, fields.Object("cut")) : null);
    }

    private ExportLine ReadLine(JsonFields fields) => fields.Text("type") switch
    {
        "block" => new ExportBlock(ReadBlock(fields)),
        "entry" => ReadEntry(fields),
        "end" => new End(fields.Wide("entries")),
        var other => throw new FormatException($"\"{other}\" is no type of line."),
    };

    private AuditBlock ReadBlock(JsonFields fields) => new(
        Header.TenantId, fields.Wide("no"), fields.Time("closedAt"), fields.Wide("epoch"), fields.Wide("xidFrom"), fields.Wide("xidTo"),
        fields.Wide("total"), fields.Hash("prev"), fields.Has("ids") ? fields.Ids("ids") : [], fields.Has("leaves") ? fields.Hashes("leaves") : [],
        fields.Hash("root"), fields.Hash("hash"), fields.Text("keyId"), fields.Base64("signature"))
    {
        Count = fields.Number("count"),
    };

    /// <summary>Only the id and the block must be readable: another field that is not what it was is a changed entry, no broken file.</summary>
    private ExportEntry ReadEntry(JsonFields fields)
    {
        var (id, block) = (fields.Id("id"), fields.WideOrNull("block"));
        try
        {
            var entry = new AuditEntry(Header.TenantId, id, fields.Time("at"), checked((short)fields.Number("actorKind")), fields.Id("actorId"),
                fields.Id("subjectId"), fields.Text("action"), fields.Flat("data"));
            return new(new(id, entry), block, fields.Has("actorName") ? fields.Text("actorName") : null);
        }
        catch (Exception exception) when (exception is FormatException or OverflowException)
        {
            return new(new(id, null), block, null);
        }
    }

    private sealed record End(long Entries) : ExportLine;
}
