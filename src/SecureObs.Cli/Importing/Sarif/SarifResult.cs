using System.Text.Json;
using SecureObs.Cli.Drivers;
using SecureObs.Cli.Importing.Reading;

namespace SecureObs.Cli.Importing.Sarif;

/// <summary>One result (3.27) as a finding.</summary>
internal static class SarifResult
{
    private const int MostPlaces = 10;

    public static ReportRow Read(ReportEntry entry, SarifRun run)
    {
        var result = entry.Value;
        if (result.ValueKind is not JsonValueKind.Object)
            return entry.Reject("it is no object");
        // Evaluations that found no weakness (3.27.9), and results that only an earlier run had (3.27.24).
        if (result.Text("kind") is ("pass" or "notApplicable" or "informational") and var kind)
            return entry.Skip($"kind is {kind}");
        if (result.Text("baselineState") is "absent")
            return entry.Skip("baselineState is absent");

        var id = result.Text("ruleId") ?? result.Text("rule", "id");
        var rule = run.Rule(result, id);
        var message = SarifMessage.Text(result.At("message"), rule);
        if ((id ??= rule?.Id) is null && message is null)
            return entry.Reject("it has neither a rule nor a message");
        return entry.Found(Finding(entry, run, rule, id ?? "no-rule", message));
    }

    private static Finding Finding(ReportEntry entry, SarifRun run, SarifRule? rule, string id, string? message)
    {
        var result = entry.Value;
        var places = result.At("locations").Items().Select(location => location.At("physicalLocation")).ToList();
        var place = places.FirstOrDefault(each => each.Exists());
        var file = entry.Locate(run.Path(place.At("artifactLocation")) ?? run.Path(result.At("analysisTarget")));
        var region = place.At("region");
        var (line, end) = (region.At("startLine").Position(), region.At("endLine").Position());
        var description = Words.Paragraphs(message, rule?.Title, Further(entry, run, places));
        var severity = SarifSeverity.Of(result, rule, run);
        var code = SarifCode.Of(entry, file, place, line, end);
        var finding = SecretScanners.Contains(entry.Scanner)
            ? Drivers.Finding.OfSecret(id, description, file, code, null)
            : Drivers.Finding.InCode(entry.Scanner, id, severity, description, file, code);
        return finding with
        {
            StartLine = line,
            EndLine = end >= line ? end : line,
            StartColumn = region.At("startColumn").Position(),
            CweIds = Cwes(result, rule, run),
            StableId = SarifFingerprints.StableId(result),
            IgnoredInSource = SarifSuppressions.Text(result),
        };
    }

    private static IReadOnlyList<string>? Cwes(JsonElement result, SarifRule? rule, SarifRun run) => Words.Cwes((rule?.Cwes ?? [])
        .Concat(result.At("properties", "tags").Texts())
        .Concat(result.At("properties", "cwe").Texts().SelectMany(Words.CweNumbers))
        .Concat(result.At("taxa").Items().Select(run.Taxa.Name)));

    /// <summary>All places of a result are one finding: the first is where it is (3.27.12 lets several be what must be changed together).</summary>
    private static string? Further(ReportEntry entry, SarifRun run, List<JsonElement> places)
    {
        if (places.Count < 2)
            return null;
        var further = places.Skip(1).Select(place => (File: entry.Locate(run.Path(place.At("artifactLocation")))?.Path, Line: place.At("region", "startLine").Position()))
            .Where(place => place.File is not null).Select(place => place.Line is { } line ? $"{place.File}:{line}" : place.File!).Distinct().ToList();
        return further.Count == 0 ? null
            : $"Also at {string.Join(", ", further.Take(MostPlaces))}{(further.Count > MostPlaces ? $" and {further.Count - MostPlaces} more places" : "")}";
    }
}
