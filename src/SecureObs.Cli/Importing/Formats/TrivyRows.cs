using System.Text.Json;
using SecureObs.Cli.Importing.Reading;
using SecureObs.Contracts;

namespace SecureObs.Cli.Importing.Formats;

/// <summary>What Trivy finds: four kinds of things.</summary>
internal static class TrivyRows
{
    public static ReportRow Vulnerability(ReportEntry entry, JsonElement each, JsonElement result, string? target)
    {
        // Old versions list packages that have none.
        if (each.Text("VulnerabilityID") is not { } id)
            return entry.Skip("a package without a vulnerability");
        var said = Words.Paragraphs(
            Words.Titled(each.Text("PkgName"), each.Text("InstalledVersion"), each.Text("Title") ?? id), each.Text("Description"), Words.FixedIn(each.At("FixedVersion").Texts()));
        return entry.Found(entry.InCode(id, Severities.Parse(each.Text("Severity")), said, each.Text("PkgPath") ?? target) with
        {
            CweIds = Words.Cwes(each.At("CweIDs").Texts()),
            PackageUrl = each.Text("PkgIdentifier", "PURL") ?? each.Text("Identifier", "PURL") ?? PackageUrls.Of(result.Text("Type"), each.Text("PkgName"), each.Text("InstalledVersion")),
            Advisory = id,
            Aliases = each.At("VendorIDs").Texts(),
        });
    }

    public static ReportRow Misconfiguration(ReportEntry entry, JsonElement each, string? target, string? resource)
    {
        if (each.Text("Status") is ("PASS" or "EXCEPTION") and var status)
            return entry.Skip($"status is {status}");
        var (cause, start) = (each.At("CauseMetadata"), each.At("CauseMetadata", "StartLine").Position());
        var end = cause.At("EndLine").Position() is { } last && last >= start ? last : start;
        var code = entry.Context.Files.Lines(entry.Locate(target), start, end)
            ?? string.Join('\n', cause.At("Code", "Lines").Items().Where(line => line.At("IsCause").ValueKind is JsonValueKind.True).Select(line => line.Text("Content") ?? ""));
        return entry.Found(entry.InCode(each.Text("ID") ?? each.Text("AVDID"), Severities.Parse(each.Text("Severity")),
            Words.Paragraphs(each.Text("Title"), each.Text("Message"), each.Text("Description"), each.Text("Resolution")), target, code.Length == 0 ? null : code) with
        {
            StartLine = start,
            EndLine = end,
            ResourceAddress = cause.Text("Resource") is { Length: > 0 } named ? named : resource,
        });
    }

    // Trivy masks its match, so the secret is read from the file where it is there: only then equal ones are known as equal.
    public static ReportRow Secret(ReportEntry entry, JsonElement each, string? target)
    {
        var (match, start, end) = (each.Text("Match"), each.At("StartLine").Position(), each.At("EndLine").Position());
        var code = entry.Context.Files.Lines(entry.Locate(target), start, end);
        return entry.Found(entry.OfSecret(each.Text("RuleID"), each.Text("Title"), target, Unmasked(match, code) ?? match) with
        {
            Severity = Severities.Parse(each.Text("Severity")),
            StartLine = start,
            EndLine = end,
        });
    }

    /// <summary>The one place in the code that what stands around the asterisks leads to; null when there is none.</summary>
    private static string? Unmasked(string? match, string? code)
    {
        if (match is null || code is null || match.IndexOf('*') is not (>= 0 and var first))
            return null;
        var (before, after) = (match[..first], match[(match.LastIndexOf('*') + 1)..].TrimEnd());
        var start = code.IndexOf(before, StringComparison.Ordinal);
        var end = start < 0 ? -1 : after.Length == 0 ? code.Length : code.IndexOf(after, start + before.Length, StringComparison.Ordinal);
        return end <= start + before.Length ? null : code[start..end];
    }

    public static ReportRow License(ReportEntry entry, JsonElement each, string? target) =>
        entry.Found(entry.InCode($"license:{each.Text("Name")}", Severities.Parse(each.Text("Severity")),
            Words.Paragraphs($"{each.Text("PkgName") ?? each.Text("FilePath") ?? "It"} has the licence {each.Text("Name")} ({each.Text("Category") ?? "no category"})."),
            each.Text("FilePath") ?? target));
}
