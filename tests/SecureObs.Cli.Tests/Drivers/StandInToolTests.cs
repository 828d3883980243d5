using SecureObs.Cli.Drivers;
using SecureObs.Cli.Running;
using SecureObs.Cli.Tests.Infrastructure;
using SecureObs.Masking;

namespace SecureObs.Cli.Tests.Drivers;

/// <summary>
/// Tools that cannot be had here, driven as a whole through a script that knows their documented arguments, refuses all others,
/// and writes a report in their documented format. What the real ones do with the arguments is not known by this.
/// </summary>
public sealed class StandInToolTests : IDisposable
{
    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Theory]
    [InlineData("semgrep", "1.99.0", "scan --config= --json --output= --metrics= --disable-version-check --oss-only --disable-nosem --no-git-ignore --quiet --exclude= W", 3)]
    [InlineData("trivy", "Version: 0.58.1", "filesystem --scanners= --format= --output= --config= --ignorefile= --secret-config= --offline-scan --quiet --no-progress --exit-code= --timeout= W", 6)]
    [InlineData("checkov", "3.2.300", "--directory=* --config-file= --output= --output-file-path= --quiet --soft-fail --skip-download --download-external-modules= --skip-framework= sca_image", 3)]
    [InlineData("osv-scanner", "osv-scanner version: 1.9.2", "scan --recursive --no-ignore --no-call-analysis=all --config= --format= --output= W", 3)]
    [InlineData("osv-scanner", "osv-scanner version: 2.0.1", "scan --recursive --no-ignore --no-call-analysis=all --config= --format= --output= W", 3, "osv-scanner-2")]
    [InlineData("gitleaks", "gitleaks version 8.26.0", "dir --config= --report-format= --report-path= --exit-code= --ignore-gitleaks-allow --no-banner --log-level= W", 3)]
    public async Task A_tool_that_obeys_its_documentation_is_understood(string key, string version, string usage, int findings, string? report = null)
    {
        var outcome = await RunAsync(key, Script(version, usage, Repository.Test($"Drivers/{report ?? key}.report.json")));

        Assert.Null(outcome.Failure);
        Assert.Equal(findings, outcome.Report!.Findings.Count);
        Assert.All(outcome.Report.Findings, finding => Assert.False(Path.IsPathRooted(finding.FilePath ?? "")));
    }

    [Theory]
    [InlineData("osv-scanner", "osv-scanner version: 3.1.0", "version 3.1.0 is not supported, but 1.7 and newer, before 3.0")]
    [InlineData("gitleaks", "gitleaks version 8.16.3", "version 8.16.3 is not supported, but 8.19 and newer, before 9.0: Gitleaks 8.19 or newer from")]
    public async Task A_tool_of_another_version_is_not_run(string key, string version, string failure)
    {
        var outcome = await RunAsync(key, $"case \"$*\" in *--version*) echo '{version}'; exit 0;; esac; touch {workspace.Path}/ran\n");

        Assert.StartsWith(failure, outcome.Failure, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(workspace.Path, "ran")));
    }

    [Fact]
    public async Task Without_a_lock_file_there_is_nothing_to_find_and_the_log_says_so()
    {
        var outcome = await RunAsync("osv-scanner", "[ \"$1\" = --version ] && { echo 2.0.1; exit 0; }; echo 'No package sources found' >&2; exit 128\n");

        Assert.Null(outcome.Failure);
        Assert.Equal("no lock file and no other list of dependencies was found", outcome.Report!.Warning);
    }

    [Fact]
    public async Task What_Trivy_masks_is_read_from_the_file_so_that_equal_secrets_are_known_as_equal()
    {
        workspace.Write("reports/deploy.env", "# Invented\nGITHUB_TOKEN=ghp_VulnShopFake00Zq8Lm3Xw7TbR2nYc5Kd9Jg\n");

        var outcome = await RunAsync("trivy", Script("Version: 0.58.1", "*", Repository.Test("Drivers/trivy.report.json")));

        var secret = outcome.Report!.Findings.Single(finding => finding.RuleId == "github-pat");
        Assert.Equal("GITHUB_TOKEN=ghp_********************************d9Jg", secret.Snippet);
        Assert.Equal("ghp_VulnShopFake00Zq8Lm3Xw7TbR2nYc5Kd9Jg", secret.Secret!.Reveal());
        Assert.Null(secret.Features);
    }

    /// <param name="usage">Words that may be given: `--x=` takes the next word as its value, `W` is the workspace, `*` allows all.</param>
    private string Script(string version, string usage, string report)
    {
        var known = usage == "*" ? "" : "case \"$word\" in " + string.Join(" ", usage.Split(' ').Select(word => word switch
        {
            "W" => $"'{workspace.Path}') ;;",
            _ when word.EndsWith('=') => $"{word[..^1]}) take=$word ;;",
            _ => $"{word}) ;;",
        })) + " *) echo \"unknown: $word\" >&2; exit 64 ;; esac";
        return $$"""
            [ "$1" = --version ] && { echo '{{version}}'; exit 0; }
            report=results_json.json
            take=
            for word in "$@"; do
              if [ -n "$take" ]; then
                case "$take" in --output|--report-path) [ "$word" = json ] || report=$word ;; esac
                take=
                continue
              fi
              case "$word" in --output|--report-path) take=$word; continue ;; esac
              {{known}}
            done
            sed 's#/workspace#{{workspace.Path}}#g' '{{report}}' > "$report"

            """;
    }

    private Task<ToolOutcome> RunAsync(string key, string script)
    {
        var tool = workspace.Tool(script);
        var surroundings = Surroundings.OfProcess() with { Variable = name => name.StartsWith("SECUREOBS_TOOL_", StringComparison.Ordinal) ? tool : null };
        return new ToolRunner(new ToolLocator(surroundings), workspace.Path, TimeSpan.FromMinutes(1))
            .RunAsync(AllDrivers.ByKey[key], new SecretHasher(new(new byte[SecretHasher.KeyLength])), options: null, TestContext.Current.CancellationToken);
    }
}
