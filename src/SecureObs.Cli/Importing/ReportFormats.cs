using System.Text.Json;
using SecureObs.Cli.Drivers;
using SecureObs.Cli.Importing.Formats;
using SecureObs.Cli.Importing.Reading;
using SecureObs.Cli.Importing.Sarif;

namespace SecureObs.Cli.Importing;

/// <summary>All formats that are read, and which of them a report has.</summary>
internal static class ReportFormats
{
    private const int LargestEmptyReport = 64 * 1024;

    /// <summary>A new format is one file in Formats, one line here, and one in docs/import.md.</summary>
    public static readonly IReadOnlyList<IReportFormat> All =
    [
        new SarifFormat(),
        new DriverFormat("bandit", new Bandit(), "results[]", "{\"results\":[", "]}", ["results[].test_id", "results[].issue_text"], ["metrics", "generated_at"]),
        new DriverFormat("eslint", new EslintSecurity(), "[]", "[", "]", ["[].filePath", "[].messages", "[].errorCount"]),
        new DriverFormat("secretlint", new Secretlint(), "[]", "[", "]", ["[].filePath", "[].sourceContentType"]),
        new DriverFormat("gitleaks", new Gitleaks(), "[]", "[", "]", ["[].RuleID", "[].File"]),
        new Gitleaks7Format(),
        new SemgrepFormat(),
        new TrivyFormat(),
        new CheckovFormat(),
        new OsvFormat(),
        new SnykFormat(),
        new GrypeFormat(),
        new CycloneDxFormat(),
        new SpdxFormat(),
        new BulkFormat(),
        new BrakemanFormat(),
        new DetectSecretsFormat(),
        new GitHubAlertsFormat(),
        new GosecFormat(),
        new KicsFormat(),
        new NpmAuditFormat(),
        new TerrascanFormat(),
        new TfsecFormat(),
        new TrufflehogFormat(),
    ];

    private static readonly Lazy<(string[] Marks, JsonPaths Paths)> Looked = new(() =>
    {
        string[] marks = [.. All.SelectMany(format => format.Marks).Distinct()];
        return (marks, new(marks));
    });

    /// <exception cref="UnreadableReportException">It is no JSON, or JSON of no known format.</exception>
    public static IReportFormat Detect(ReportSource report)
    {
        var (known, paths) = Looked.Value;
        var marks = new ReportMarks();
        using var stream = report.Open();
        using var walk = new JsonWalk(stream, paths, whole: false);
        while (walk.Next())
        {
            if (marks.Add(known[walk.Path], walk.Seen.Text) && All.FirstOrDefault(format => format.Recognises(marks)) is { } format)
                return format;
        }
        throw new UnreadableReportException($"its format is not known. Known are {string.Join(", ", All.Select(format => format.Name))}");
    }

    /// <summary>Whether nothing is in it: no bytes, <c>null</c>, or lists with nothing in them. Many tools write that when they find nothing.</summary>
    public static bool IsEmpty(ReportSource report)
    {
        using var stream = report.Open();
        var bytes = new byte[LargestEmptyReport + 1];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length > LargestEmptyReport)
            return false;
        if (!bytes.AsSpan(0, length).ContainsAnyExcept(" \t\r\n"u8))
            return true;
        try
        {
            using var whole = JsonDocument.Parse(bytes.AsMemory(0, length));
            return IsEmpty(whole.RootElement) && whole.RootElement.ValueKind is not JsonValueKind.Object
                || whole.RootElement.ValueKind is JsonValueKind.Object && whole.RootElement.EnumerateObject().Any() && whole.RootElement.EnumerateObject().All(member => IsEmpty(member.Value));
        }
        catch (JsonException)
        {
            return false;   // said with its place when it is read
        }
    }

    private static bool IsEmpty(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => true,
        JsonValueKind.Array => element.GetArrayLength() == 0,
        JsonValueKind.Object => !element.EnumerateObject().Any(),
        _ => false,
    };
}
