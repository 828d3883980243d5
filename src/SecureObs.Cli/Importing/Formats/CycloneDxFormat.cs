using System.Text.Json;
using SecureObs.Cli.Drivers;
using SecureObs.Cli.Importing.Reading;
using SecureObs.Contracts;

namespace SecureObs.Cli.Importing.Formats;

/// <summary>Vulnerabilities of CycloneDX JSON, 1.4 and newer: one finding for each component that is affected. https://cyclonedx.org/docs/</summary>
internal sealed class CycloneDxFormat() : EntryFormat("cyclonedx", "cyclonedx", "vulnerabilities[]")
{
    private static readonly JsonPaths Parts = new(
        "components[]", "metadata.component", "services[]", "metadata.tools[].name", "metadata.tools.components[].name");
    private static readonly JsonPaths List = new("vulnerabilities");

    public override IReadOnlyList<string> Marks => ["bomFormat"];

    public override bool Recognises(ReportMarks marks) => marks.Text("bomFormat") == "CycloneDX";

    protected override (string? Tool, object? Shared) Prepare(ReportSource report)
    {
        using (var stream = report.Open())
        using (var list = new JsonWalk(stream, List, whole: false))
        {
            if (!list.Next())
                throw new UnreadableReportException("the document lists components and no vulnerabilities: there is nothing to import");
        }
        var (tool, components) = ((string?)null, new Dictionary<string, Component>());
        using (var stream = report.Open())
        using (var walk = new JsonWalk(stream, Parts))
        {
            while (walk.Next())
            {
                if (walk.Path < 3)
                    Add(components, walk.Value);
                else
                    tool ??= walk.Value.Text();
            }
        }
        return (tool is null ? null : ToolKeys.Of(tool), components);
    }

    private static void Add(Dictionary<string, Component> components, JsonElement element)
    {
        if (element.Text("bom-ref") is { } reference)
            components[reference] = new(element.Text("purl"), element.Text("group") is { } group ? $"{group}/{element.Text("name")}" : element.Text("name"), element.Text("version"));
        foreach (var part in element.At("components").Items())
            Add(components, part);
    }

    protected override IEnumerable<ReportRow> Rows(ReportEntry entry)
    {
        var affected = entry.Value.At("affects").Items().Select(each => each.Text("ref")).ToList();
        return affected.Count == 0 ? [entry.Found(Finding(entry, null))] : affected.Select((reference, at) => entry.Found(Finding(entry, reference), $".affects[{at}]"));
    }

    private static Finding Finding(ReportEntry entry, string? reference)
    {
        var (each, components) = (entry.Value, (Dictionary<string, Component>)entry.Shared!);
        var component = reference is null ? null : components.GetValueOrDefault(reference);
        var package = component?.Purl ?? (reference?.StartsWith("pkg:", StringComparison.Ordinal) == true ? reference : PackageUrls.Of(null, component?.Name, component?.Version));
        return entry.InCode(each.Text("id"), SeverityOf(each), Words.Paragraphs(each.Text("description"), each.Text("detail"), each.Text("recommendation")), null) with
        {
            CweIds = Words.Cwes(each.At("cwes").Items().Select(cwe => cwe.Number() is { } number ? $"CWE-{number}" : null)),
            PackageUrl = package ?? PackageUrls.Of(null, reference, null),
            Advisory = each.Text("id"),
            Aliases = [.. each.At("references").Items().Select(other => other.Text("id")).OfType<string>().Distinct()],
            IgnoredInSource = Analysis(each.At("analysis")),
        };
    }

    // Several bodies rate: the worst counts, its word before its score.
    private static Severity SeverityOf(JsonElement each) => each.At("ratings").Items()
        .Select(rating => rating.Text("severity") is { } word ? Severities.Parse(word) : rating.At("score").Score() is { } score ? Words.OfScore(score) : Severity.Unknown)
        .DefaultIfEmpty(Severity.Unknown).Max();

    // What the document's author thinks of it is told, not obeyed.
    private static string? Analysis(JsonElement analysis) => analysis.Text("state") is ("not_affected" or "false_positive" or "resolved" or "resolved_with_pedigree") and var state
        ? OneLine.Of(string.Join(": ", new[] { $"analysis {state}", analysis.Text("justification"), analysis.Text("detail") }.OfType<string>()), 200)
        : null;

    private sealed record Component(string? Purl, string? Name, string? Version);
}
