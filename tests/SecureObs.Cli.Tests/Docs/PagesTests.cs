using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using SecureObs.Audit;
using SecureObs.Cli.Drivers;
using SecureObs.Cli.Tests.Audit;
using SecureObs.Cli.Tests.Infrastructure;
using SecureObs.Contracts;

namespace SecureObs.Cli.Tests.Docs;

public sealed class PagesTests
{
    [Fact]
    public void The_page_of_severities_is_the_table_of_the_code()
    {
        var rows = File.ReadLines(Repository.Path("docs/severities.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..3])
            .Select(cells => $"{cells[0].Trim('`')} {cells[1]}");

        Assert.Equal(
            Severities.Table.Select(word => $"{word.Key} {word.Value.Word()}").Order(StringComparer.Ordinal),
            rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_page_of_the_audit_explains_every_fault()
    {
        var page = File.ReadAllText(Repository.Path("docs/security/audit.md"));

        Assert.All(Enum.GetNames<AuditFault>(), fault =>
            Assert.Contains($"`{JsonNamingPolicy.KebabCaseLower.ConvertName(fault)}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_example_of_the_page_of_the_audit_is_true()
    {
        var page = File.ReadAllText(Repository.Path("docs/security/audit.md"));
        var bytes = page.Split("```")[1].Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).TakeWhile((word, at) => at == 0 || word.Length > 30))
            .SelectMany(Convert.FromHexString);

        Assert.Equal(Chain.Entry(1).Leaf(), SHA256.HashData([.. bytes]));
        Assert.Contains(Convert.ToHexStringLower(Chain.Entry(1).Leaf()), page, StringComparison.Ordinal);
    }

    /// <summary>It shares no code with us, so it finds where we and the page differ.</summary>
    [Theory]
    [InlineData("open", "open", 0)]
    [InlineData("\"from\":\"open\"", "\"from\":\"shut\"", 4)]
    [InlineData("\"xidTo\":1003", "\"xidTo\":1004", 4)]
    [InlineData("\"signature\":\"h", "\"signature\":\"i", 4)]
    public async Task The_script_of_the_page_of_the_audit_comes_to_the_same(string original, string changed, int exitCode)
    {
        using var workspace = new Workspace();
        var golden = await File.ReadAllTextAsync(Repository.Test("Audit/golden.jsonl"), TestContext.Current.CancellationToken);
        Assert.Contains(original, golden, StringComparison.Ordinal);
        var file = workspace.Write("audit.jsonl", golden.Replace(original, changed, StringComparison.Ordinal));

        using var script = Process.Start("python3", [Repository.Path("docs/security/verify_audit.py"), file]);
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(exitCode, script.ExitCode);
        Assert.Equal(exitCode, (await new Infrastructure.Cli().RunAsync("audit", "verify", file)).ExitCode);
    }

    public static TheoryData<string> Drivers => [.. AllDrivers.ByKey.Keys];

    [Theory, MemberData(nameof(Drivers))]
    public void Every_driver_has_a_page_that_says_how_to_install_it_and_what_it_sends(string key)
    {
        var (driver, page) = (AllDrivers.ByKey[key], File.ReadAllText(Repository.Path($"docs/scanners/{key}.md")));

        Assert.Contains(driver.InstallHint, page, StringComparison.Ordinal);
        Assert.Matches($"- Supported: (\\w+ )?{System.Text.RegularExpressions.Regex.Escape(driver.Supported.ToString())}", page);
        Assert.Contains($"Sends to third parties: {driver.SendsToThirdParties}", page, StringComparison.Ordinal);
    }
}
