using System.Text.Encodings.Web;
using System.Text.Json;
using SecureObs.Cli.Drivers;
using SecureObs.Cli.Importing;
using SecureObs.Cli.Importing.Reading;
using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Drivers;

public sealed class ParsedReportTests
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Theory]
    [InlineData("bandit", "bandit.report.json")]
    [InlineData("devskim", "devskim.report.sarif")]
    [InlineData("eslint-security", "eslint-security.report.json")]
    [InlineData("gitleaks", "gitleaks.report.json")]
    [InlineData("checkov", "checkov.report.json")]
    [InlineData("osv-scanner", "osv-scanner.report.json"), InlineData("osv-scanner", "osv-scanner-2.report.json")]
    [InlineData("secretlint", "secretlint.report.json")]
    [InlineData("semgrep", "semgrep.report.json")]
    [InlineData("trivy", "trivy.report.json")]
    public void A_recorded_report_becomes_these_findings(string key, string file)
    {
        using var report = File.OpenRead(Repository.Test($"Drivers/{file}"));

        var parsed = AllDrivers.ByKey[key].Parse(report, new ScannedFiles("/workspace"));

        Approved.Match(JsonSerializer.Serialize(parsed, Readable) + "\n", file.Split(".report")[0]);
    }

    /// <summary>A job that scans and one that hands in the tool's report must not make two findings of one.</summary>
    [Theory]
    [InlineData("bandit", "bandit.report.json"), InlineData("devskim", "devskim.report.sarif"), InlineData("eslint-security", "eslint-security.report.json")]
    [InlineData("gitleaks", "gitleaks.report.json"), InlineData("checkov", "checkov.report.json"), InlineData("semgrep", "semgrep.report.json")]
    [InlineData("secretlint", "secretlint.report.json")]
    [InlineData("osv-scanner", "osv-scanner.report.json"), InlineData("osv-scanner", "osv-scanner-2.report.json"), InlineData("trivy", "trivy.report.json")]
    public void What_is_imported_is_what_is_scanned(string key, string file)
    {
        using var report = File.OpenRead(Repository.Test($"Drivers/{file}"));
        var scanned = AllDrivers.ByKey[key].Parse(report, new ScannedFiles("/workspace")).Findings;

        var source = new ReportSource(report);
        var imported = ReportFormats.Detect(source).Open(source, new(new ReportPaths("/workspace"), null)).Rows.Select(row => row.Finding).OfType<Finding>();

        Assert.NotEmpty(scanned);
        Assert.Equal(scanned.Select(Known), imported.Select(Known));

        static string Known(Finding finding) => string.Join(" | ",
            finding.RuleId, finding.Severity, finding.FilePath, finding.StartLine, finding.StartColumn, finding.EndLine, string.Join(' ', finding.CweIds ?? []),
            finding.PackageUrl, finding.Advisory, finding.ResourceAddress, finding.IgnoredInSource, finding.Description);
    }

    [Theory]
    [InlineData("bandit"), InlineData("devskim"), InlineData("eslint-security"), InlineData("gitleaks"), InlineData("checkov"), InlineData("secretlint")]
    [InlineData("semgrep"), InlineData("trivy")]
    public void No_invented_secret_of_the_sample_survives(string key)
    {
        var file = Directory.GetFiles(Repository.Test("Drivers"), $"{key}.report.*").Single();
        using var report = File.OpenRead(file);

        var parsed = JsonSerializer.Serialize(AllDrivers.ByKey[key].Parse(report, new ScannedFiles("/workspace")), Readable);

        foreach (var secret in new[] { "AKIAVULNSHOPFAKE42QX", "v7kq2mVulnShop", "v9dn0bVulnShop", "ghp_VulnShop", "changeme-please", "Tm90QUtleQ", "25910f981e85ca04" })
            Assert.DoesNotContain(secret, parsed, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> Unreadable
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var key in AllDrivers.ByKey.Keys)
                foreach (var text in new[] { "", "null", "{}", "\"x\"", "{\"results\": 1}", "[{}]", "<html>", "[1" })
                    data.Add(key, text);
            return data;
        }
    }

    [Theory, MemberData(nameof(Unreadable))]
    public void A_report_that_cannot_be_read_is_never_no_findings(string key, string text)
    {
        using var report = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));

        Assert.Throws<UnreadableReportException>(() => AllDrivers.ByKey[key].Parse(report, new ScannedFiles("/workspace")));
    }
}
