using System.Text.Encodings.Web;
using System.Text.Json;
using SecureObs.Cli.Importing;
using SecureObs.Cli.Importing.Reading;
using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Importing;

/// <summary>Each fixture was written by hand to what the tool documents; the drivers' own are recorded.</summary>
public sealed class ImportedReportTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] InventedSecrets =
        ["AKIAVULNSHOPFAKE42QX", "v7kq2mVulnShop", "v9dn0bVulnShopFakeKey", "ghp_VulnShopFake00Zq8", "changeme-please", "25910f981e85ca04", "dev@example.com"];

    public static TheoryData<string> Reports => [.. Directory.GetFiles(Repository.Test("Importing"), "*.report.*").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    public static TheoryData<string, string> DriverReports => new()
    {
        { "bandit.report.json", "bandit" }, { "devskim.report.sarif", "sarif" }, { "eslint-security.report.json", "eslint" }, { "gitleaks.report.json", "gitleaks" },
    };

    [Theory, MemberData(nameof(Reports))]
    public void A_report_becomes_these_rows(string file)
    {
        var text = new StringWriter { NewLine = "\n" };
        var (format, tally) = Read(Repository.Test($"Importing/{file}"), (tool, finding) => text.WriteLine($"{tool.Key} {JsonSerializer.Serialize(finding, Readable)}"));
        text.WriteLine();
        CheckReport.Write(text, tally);

        Assert.Equal(file.Split('.')[0].Replace("trivy-cluster", "trivy", StringComparison.Ordinal)
            .Replace("semgrep-supply-chain", "semgrep", StringComparison.Ordinal).Replace("npm-audit-6", "npm-audit", StringComparison.Ordinal), format);
        Approved.Match(text.ToString(), file.Split('.')[0]);
        Assert.All(InventedSecrets, secret => Assert.DoesNotContain(secret, text.ToString(), StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(DriverReports))]
    public void A_report_of_a_driver_becomes_what_the_driver_reads(string file, string expected)
    {
        var findings = new List<SecureObs.Cli.Drivers.Finding>();
        var (format, tally) = Read(Repository.Test($"Drivers/{file}"), (_, finding) => findings.Add(finding));
        using var report = File.OpenRead(Repository.Test($"Drivers/{file}"));
        var driver = SecureObs.Cli.Drivers.AllDrivers.ByKey[file.Split('.')[0]];
        var read = driver.Parse(report, new SecureObs.Cli.Drivers.ScannedFiles("/workspace")).Findings;

        Assert.Equal(expected, format);
        Assert.Equal(driver.Key, Assert.Single(tally.Tools).Key);
        Assert.Equal(read.Count, tally.Accepted);
        Assert.Equal(
            read.Select(finding => (finding.RuleId, finding.Severity, finding.FilePath, finding.StartLine, finding.Secret?.Reveal())),
            findings.Select(finding => (finding.RuleId, finding.Severity, finding.FilePath, finding.StartLine, finding.Secret?.Reveal())));
    }

    private static (string Format, ReportTally Tally) Read(string path, Action<ReportTool, SecureObs.Cli.Drivers.Finding> each)
    {
        var source = new ReportSource(path);
        var (format, merges, tally) = (ReportFormats.Detect(source), new Dictionary<string, FindingMerge>(), new ReportTally(Path.GetFileName(path)));
        tally.Format = format.Name;
        var opened = format.Open(source, new(new ReportPaths("/workspace"), null));
        foreach (var row in opened.Rows)
        {
            var merge = merges.TryGetValue(row.Tool.Key, out var known) ? known : merges[row.Tool.Key] = new();
            var taken = row.Finding is null ? null : merge.Take(row.Finding);
            tally.Count(row, taken);
            if (taken is not null)
                each(row.Tool, taken);
        }
        return (format.Name, tally);
    }
}
