using System.Text.Json;
using System.Text.RegularExpressions;
using SecureObs.Cli.Importing.Reading;

namespace SecureObs.Cli.Importing.Formats;

/// <summary>
/// Trivy: reports of images, file systems and repositories, of clusters in their three shapes, and those without a schema
/// of before version 0.20. https://trivy.dev/latest/docs/configuration/reporting/
/// </summary>
internal sealed partial class TrivyFormat() : EntryFormat("trivy", "trivy", "Results[]", "[]", "Resources[]", "Findings[]", "Vulnerabilities[]", "Misconfigurations[]")
{
    public override IReadOnlyList<string> Marks =>
    [
        "SchemaVersion", "ArtifactName", "ArtifactType", "Results", "ClusterName", "[].Target", "[].Vulnerabilities", "[].Type",
        "Resources[].Results", "Findings[].Results", "Vulnerabilities[].Results", "Misconfigurations[].Results",
    ];

    public override bool Recognises(ReportMarks marks) => marks.Has("SchemaVersion", "ArtifactName") || marks.Has("ArtifactType", "Results") || marks.Has("ClusterName")
        || marks.Has("[].Target", "[].Vulnerabilities") || marks.Has("[].Target", "[].Type")
        || marks.HasAny("Resources[].Results", "Findings[].Results", "Vulnerabilities[].Results", "Misconfigurations[].Results");

    protected override IEnumerable<ReportRow> Rows(ReportEntry entry)
    {
        if (entry.Path < 2)
            return Result(entry, entry.Value, "", null);
        // A workload of a cluster.
        var resource = string.Join('/', new[] { entry.Value.Text("Namespace"), entry.Value.Text("Kind"), entry.Value.Text("Name") }.OfType<string>());
        return entry.Value.At("Results").Items().SelectMany((result, at) => Result(entry, result, $".Results[{at}]", resource));
    }

    private static IEnumerable<ReportRow> Result(ReportEntry entry, JsonElement result, string place, string? resource)
    {
        if (result.ValueKind is not JsonValueKind.Object)
            return [entry.Reject("it is no object", place)];
        var target = IsHeading(result) ? resource : Target(result.Text("Target"), resource);
        return Each(entry, result, place, "Vulnerabilities", each => TrivyRows.Vulnerability(entry, each, result, target))
            .Concat(Each(entry, result, place, "Misconfigurations", each => TrivyRows.Misconfiguration(entry, each, target, resource)))
            .Concat(Each(entry, result, place, "Secrets", each => TrivyRows.Secret(entry, each, target)))
            .Concat(Each(entry, result, place, "Licenses", each => TrivyRows.License(entry, each, target)));
    }

    private static IEnumerable<ReportRow> Each(ReportEntry entry, JsonElement result, string place, string list, Func<JsonElement, ReportRow> read) =>
        result.At(list).Items().Select((each, at) => read(each) with { Place = $"{entry.Place}{place}.{list}[{at}]" });

    /// <summary>Packages that are installed stand below a name of their kind, licences below one of theirs: no file is meant.</summary>
    private static bool IsHeading(JsonElement result) => result.Text("Class") is "license" or "license-file"
        || result.Text("Class") is "lang-pkgs" && result.Text("Target") is "Node.js" or "Python" or "Ruby" or "Java" or "Conda";

    /// <summary>A tag or a release of an image says nothing about which image it is: with it each build would have new findings.</summary>
    private static string? Target(string? target, string? resource)
    {
        var name = target is null ? null : Image().Replace(target, "${image} (${system})");
        return resource is null || name is null || name.Contains(resource, StringComparison.Ordinal) ? name ?? resource : $"{resource}/{name}";
    }

    [GeneratedRegex(@"^(?<image>\S+?)(?::[\w.-]+)?(?:@sha256:[0-9a-f]+)? \((?<system>[a-z]+)[^)]*\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Image();
}
