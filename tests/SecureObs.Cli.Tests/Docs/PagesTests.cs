using SecureObs.Cli.Drivers;
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

    public static TheoryData<string> Drivers => [.. AllDrivers.ByKey.Keys];

    [Theory, MemberData(nameof(Drivers))]
    public void Every_driver_has_a_page_that_says_how_to_install_it_and_what_it_sends(string key)
    {
        var (driver, page) = (AllDrivers.ByKey[key], File.ReadAllText(Repository.Path($"docs/scanners/{key}.md")));

        Assert.Contains(driver.InstallHint, page, StringComparison.Ordinal);
        Assert.Contains($"Sends to third parties: {driver.SendsToThirdParties}", page, StringComparison.Ordinal);
    }
}
