using System.Text.Json;
using SecureObs.Contracts;

namespace SecureObs.Cli.Importing;

/// <summary>What reports hold, for people and as JSON.</summary>
internal static class CheckReport
{
    private const int MostShown = 20;

    public static void Write(TextWriter output, ReportTally tally)
    {
        var tools = string.Join(", ", tally.Tools.Select(tool => tool.Value.Version is { } version ? $"{tool.Key} {OneLine.Of(version, 40)}" : tool.Key));
        output.WriteLine($"{OneLine.Of(tally.File, 200)}: {tally.Format ?? "empty"}{(tools.Length == 0 ? "" : $" of {tools}")}");
        output.WriteLine($"  {tally.Accepted} accepted, {tally.Merged} merged, {tally.Rejected} rejected, {tally.Skipped} skipped");
        foreach (var (place, reason) in tally.RejectedAt)
            output.WriteLine($"  rejected {OneLine.Of(place, 200)}: {OneLine.Of(reason, 200)}");
        if (tally.Rejected > tally.RejectedAt.Count)
            output.WriteLine($"  and {tally.Rejected - tally.RejectedAt.Count} more that were rejected");
        foreach (var (reason, count) in tally.SkippedFor)
            output.WriteLine($"  skipped {count}: {OneLine.Of(reason, 200)}");
    }

    /// <summary>The most frequent ones of each kind.</summary>
    public static void WriteCounts(TextWriter output, ReportTally tally)
    {
        if (tally.Accepted == 0)
            return;
        output.WriteLine("  by severity: " + string.Join(", ", tally.BySeverity.OrderByDescending(each => each.Key).Select(each => $"{each.Value} {each.Key.Word()}")));
        Write(output, "rule", tally.ByRule);
        Write(output, "file", tally.ByFile);
    }

    private static void Write(TextWriter output, string kind, Dictionary<string, int> counts)
    {
        output.WriteLine($"  by {kind}:");
        foreach (var (name, count) in Ordered(counts).Take(MostShown))
            output.WriteLine($"  {count,8} {(name.Length == 0 ? "(no file)" : OneLine.Of(name, 200))}");
        if (counts.Count > MostShown)
            output.WriteLine($"           and {counts.Count - MostShown} more");
    }

    public static void WriteJson(Stream output, IEnumerable<ReportTally> tallies)
    {
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartArray();
        foreach (var tally in tallies)
            Write(json, tally);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ReportTally tally)
    {
        json.WriteStartObject();
        json.WriteString("file", tally.File);
        json.WriteString("format", tally.Format);
        json.WriteNumber("accepted", tally.Accepted);
        json.WriteNumber("merged", tally.Merged);
        json.WriteNumber("rejected", tally.Rejected);
        json.WriteNumber("skipped", tally.Skipped);
        json.WriteStartArray("rejections");
        foreach (var (place, reason) in tally.RejectedAt)
        {
            json.WriteStartObject();
            json.WriteString("place", place);
            json.WriteString("reason", reason);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Write(json, "skippedFor", tally.SkippedFor);
        json.WriteStartArray("tools");
        foreach (var (key, (version, findings)) in tally.Tools)
        {
            json.WriteStartObject();
            json.WriteString("scanner", key);
            json.WriteString("version", version);
            json.WriteNumber("findings", findings);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Write(json, "bySeverity", tally.BySeverity.OrderByDescending(each => each.Key).Select(each => KeyValuePair.Create(each.Key.Word(), each.Value)));
        Write(json, "byRule", Ordered(tally.ByRule));
        Write(json, "byFile", Ordered(tally.ByFile));
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, int>> counts)
    {
        json.WriteStartObject(name);
        foreach (var (key, count) in counts)
            json.WriteNumber(key, count);
        json.WriteEndObject();
    }

    private static IOrderedEnumerable<KeyValuePair<string, int>> Ordered(Dictionary<string, int> counts) =>
        counts.OrderByDescending(each => each.Value).ThenBy(each => each.Key, StringComparer.Ordinal);
}
