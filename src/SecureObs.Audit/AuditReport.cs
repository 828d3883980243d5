using System.Text.Json;

namespace SecureObs.Audit;

/// <summary>What a verification says: every finding in a line as it is found, then a summary of each tenant, then the limits.</summary>
/// <param name="asJson">JSON Lines instead of text.</param>
public sealed class AuditReport(TextWriter output, bool asJson)
{
    private AuditFinding? first;
    private long findings;

    public bool IsWhole => findings == 0;

    public void Finding(AuditFinding finding)
    {
        first ??= finding;
        findings++;
        Line(Text(finding), "finding", json =>
        {
            json.WriteString("fault", JsonNamingPolicy.KebabCaseLower.ConvertName(finding.Fault.ToString()));
            json.WriteString("tenant", finding.TenantId);
            if (finding.Block is { } block)
                json.WriteWide("block", block);
            if (finding.Entry is { } entry)
                json.WriteString("entry", entry);
            json.WriteString("description", finding.Description);
        });
    }

    public void Summary(AuditSummary summary) => Line(Text(summary), "tenant", json =>
    {
        json.WriteString("tenant", summary.TenantId);
        json.WriteNumber("blocks", summary.Blocks);
        json.WriteNumber("entries", summary.Entries);
        json.WriteNumber("absent", summary.Absent);
        json.WriteNumber("unsealed", summary.Unsealed);
        json.WriteNumber("checkpoints", summary.Checkpoints);
        json.WriteNumber("findings", summary.Findings);
        if (summary.Cut is { } cut)
        {
            json.WriteWide("cutBlock", cut.No);
            json.WriteString("cutAt", AuditTime.Text(cut.CutAt));
        }
        if (summary.Newest is { } newest)
        {
            json.WriteWide("newestBlock", newest.No);
            json.WriteHex("newestHash", newest.Hash);
        }
    });

    public void End(IReadOnlyList<string> limits)
    {
        Line(IsWhole ? "Whole." : $"TAMPERED. Findings: {findings}. The first: {Text(first!)}", "result", json =>
        {
            json.WriteBoolean("whole", IsWhole);
            json.WriteNumber("findings", findings);
            json.WriteStartArray("limits");
            foreach (var limit in limits)
                json.WriteStringValue(limit);
            json.WriteEndArray();
        });
        if (!asJson)
            output.WriteLine(string.Join('\n', ["What this cannot show:", .. limits.Select(limit => "- " + limit)]));
    }

    private static string Text(AuditFinding finding) => $"tenant {finding.TenantId}: {finding}";

    private static string Text(AuditSummary summary) =>
        $"tenant {summary.TenantId}: {summary.Blocks} blocks, {summary.Entries} sealed entries"
        + (summary.Absent > 0 ? $" of {summary.Entries + summary.Absent}" : "")
        + $", {summary.Unsealed} not sealed yet, {summary.Checkpoints} checkpoints compared"
        + (summary.Cut is { } cut ? $"; retention took {cut.Total} entries, up to block {cut.No}, which was closed at {AuditTime.Text(cut.ClosedAt)}" : "")
        + (summary.Newest is { } newest ? $"; the end is block {newest.No}, {Convert.ToHexStringLower(newest.Hash)}" : "");

    private void Line(string text, string type, Action<Utf8JsonWriter> fields) => output.WriteLine(!asJson ? text : JsonText.Object(json =>
    {
        json.WriteString("type", type);
        fields(json);
    }));
}
