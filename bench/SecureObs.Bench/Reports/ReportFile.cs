using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecureObs.Bench.Reports;

/// <summary>One report, converted to the rows that a published client would send.</summary>
/// <param name="Kind">The end of the endpoint's name: universal, semgrep or gitleaks.</param>
internal sealed record ReportFile(string Name, string Kind, IReadOnlyList<JsonObject> Rows)
{
    /// <summary>
    /// How many findings the rows are, counted without the product: rows that differ in what a published client says of
    /// them. The raw payload is no part of that, nor is the fingerprint of Gitleaks, which names the commit: the same
    /// secret in the same line is one finding however many commits have it.
    /// </summary>
    public int Distinct => Rows.Select(row =>
    {
        var words = row.DeepClone().AsObject();
        words.Remove("rawPayload");
        if (Kind == "gitleaks")
            words.Remove("fingerprint");
        return words.ToJsonString();
    }).Distinct().Count();

    /// <summary>The tools whose reports go to the bulk endpoints.</summary>
    private static readonly Dictionary<string, (string Kind, Func<JsonElement, IEnumerable<JsonObject>> Convert)> Tools = new()
    {
        ["bandit"] = ("universal", Bandit.Rows),
        ["semgrep"] = ("semgrep", Semgrep.Rows),
        ["semgrep_pro"] = ("semgrep", Semgrep.Rows),
        ["gitleaks"] = ("gitleaks", Gitleaks.Rows),
        ["trivy"] = ("universal", Trivy.Rows),
        ["checkov"] = ("universal", Checkov.Rows),
        ["osv_scanner"] = ("universal", Osv.Rows),
    };

    /// <summary>
    /// The reports below a directory in which something has a line: those of our tools, SARIF of any tool, and whatever else
    /// names files and lines. A Gitleaks 7 report is left out: it has another shape, and no client sends it.
    /// </summary>
    public static IEnumerable<ReportFile> In(string directory) =>
        from path in Directory.EnumerateFiles(directory, "*.*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        where path.EndsWith(".json", StringComparison.Ordinal) || path.EndsWith(".sarif", StringComparison.Ordinal)
        let tool = Tool(path)
        let report = Read(path)
        where tool != "gitleaks" || !Gitleaks.IsVersion7(report)
        let converted = Convert(tool, report)
        where converted.Rows.Count > 0 || Tools.ContainsKey(tool)
        select new ReportFile($"{tool}/{Path.GetFileName(path)}", converted.Kind, converted.Rows);

    private static (string Kind, IReadOnlyList<JsonObject> Rows) Convert(string tool, JsonElement report) =>
        Tools.TryGetValue(tool, out var known) ? (known.Kind, [.. known.Convert(report)])
        : Sarif.Is(report) ? ("universal", [.. Sarif.Rows(report)])
        : ("universal", [.. AnyLines.Rows(tool, report)]);

    /// <summary>A report tells its tool by its folder, or by its name: <c>bandit.report.json</c>.</summary>
    public static string Tool(string path) => Path.GetFileName(path).Split('.') is [var tool, "report", "json"]
        ? tool
        : Path.GetFileName(Path.GetDirectoryName(path))!;

    /// <summary>An empty file is what some tools write when they find nothing.</summary>
    private static JsonElement Read(string path)
    {
        var text = File.ReadAllText(path);
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(string.IsNullOrWhiteSpace(text) ? "null" : text.TrimStart('\uFEFF'));
        }
        catch (JsonException)
        {
            return default;   // some samples are broken on purpose
        }
    }
}
