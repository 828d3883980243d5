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
        var fixedIn = Words.FixedIn(each.At("FixedVersion").Texts());
        return entry.Found(entry.InCode(id, Severities.Parse(each.Text("Severity")), Words.Paragraphs(each.Text("Title"), each.Text("Description"), fixedIn),
            each.Text("PkgPath") ?? target) with
        {
            CweIds = Words.Cwes(each.At("CweIDs").Texts()),
            PackageUrl = each.Text("PkgIdentifier", "PURL") ?? PackageUrls.Of(result.Text("Type"), each.Text("PkgName"), each.Text("InstalledVersion")),
            Advisory = id,
            Aliases = each.At("VendorIDs").Texts(),
        });
    }

    public static ReportRow Misconfiguration(ReportEntry entry, JsonElement each, string? target, string? resource)
    {
        if (each.Text("Status") is ("PASS" or "EXCEPTION") and var status)
            return entry.Skip($"status is {status}");
        var (cause, start) = (each.At("CauseMetadata"), each.At("CauseMetadata", "StartLine").Position());
        var code = string.Join('\n', cause.At("Code", "Lines").Items().Where(line => line.At("IsCause").ValueKind is JsonValueKind.True).Select(line => line.Text("Content") ?? ""));
        return entry.Found(entry.InCode(each.Text("ID") ?? each.Text("AVDID"), Severities.Parse(each.Text("Severity")),
            Words.Paragraphs(each.Text("Title"), each.Text("Message"), each.Text("Description")), target, code.Length == 0 ? null : code) with
        {
            StartLine = start,
            EndLine = cause.At("EndLine").Position() is { } end && end >= start ? end : start,
            ResourceAddress = cause.Text("Resource") ?? resource,
        });
    }

    public static ReportRow Secret(ReportEntry entry, JsonElement each, string? target) =>
        entry.Found(entry.OfSecret(each.Text("RuleID"), each.Text("Title"), target, each.Text("Match")) with
        {
            Severity = Severities.Parse(each.Text("Severity")),
            StartLine = each.At("StartLine").Position(),
            EndLine = each.At("EndLine").Position(),
        });

    public static ReportRow License(ReportEntry entry, JsonElement each, string? target) =>
        entry.Found(entry.InCode($"license:{each.Text("Name")}", Severities.Parse(each.Text("Severity")),
            Words.Paragraphs($"{each.Text("PkgName") ?? each.Text("FilePath") ?? "It"} has the licence {each.Text("Name")} ({each.Text("Category") ?? "no category"})."),
            each.Text("FilePath") ?? target));
}
