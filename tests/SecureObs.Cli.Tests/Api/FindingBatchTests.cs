using System.Text.Json;
using SecureObs.Cli.Api;
using SecureObs.Cli.Drivers;
using SecureObs.Contracts;

namespace SecureObs.Cli.Tests.Api;

public sealed class FindingBatchTests
{
    private static readonly FindingRows Rows = new("devskim", "p", "r");

    private static Finding[] Findings(int count, int length) =>
        [.. Enumerable.Range(0, count).Select(i => Finding.InCode("devskim", $"R{i}", Severity.High, new string('x', length), null, null))];

    [Theory]
    [InlineData(0, 1, new int[0])]
    [InlineData(5000, 1, new[] { 5000 })]
    [InlineData(10_001, 1, new[] { 5000, 5000, 1 })]
    public void A_batch_has_at_most_5000_rows(int count, int length, int[] batches) =>
        Assert.Equal(batches, FindingBatch.Of(Findings(count, length), Rows).Select(batch => batch.Rows));

    [Fact]
    public void A_batch_has_at_most_6_MiB_and_is_an_array()
    {
        var batches = FindingBatch.Of(Findings(300, 60_000), Rows).ToList();

        Assert.True(batches.Count > 2);
        Assert.All(batches, batch => Assert.InRange(batch.Body.Length, 1, 6 * 1024 * 1024));
        Assert.Equal(300, batches.Sum(batch => JsonDocument.Parse(batch.Body).RootElement.GetArrayLength()));
    }

    [Fact]
    public void Leaks_go_where_leaks_go()
    {
        var leak = Finding.OfSecret("generic", "d", new ScannedFile("a", true), "KEY=abcdefabcdef", "abcdefabcdef");
        var batch = FindingBatch.Of([leak], new FindingRows("gitleaks", "p", "r")).Single();

        Assert.Equal("findings/bulk-gitleaks", batch.Path);
        Assert.Equal("KEY=ab********ef", JsonDocument.Parse(batch.Body).RootElement[0].GetProperty("match").GetString());
    }

    [Fact]
    public void What_a_dependency_or_a_resource_is_goes_along()
    {
        var finding = Finding.InCode("trivy", "CVE-2020-28500", Severity.High, "d", new ScannedFile("package-lock.json", true), null) with
        {
            PackageUrl = "pkg:npm/lodash@4.17.20",
            Advisory = "CVE-2020-28500",
            Aliases = ["GHSA-29mw-wpgm-hmr9"],
            ResourceAddress = "aws_s3_bucket.logs",
            OwaspCategories = ["A06:2021"],
        };

        var row = JsonDocument.Parse(FindingBatch.Of([finding], Rows).Single().Body).RootElement[0];

        Assert.Equal("pkg:npm/lodash@4.17.20 CVE-2020-28500 aws_s3_bucket.logs",
            $"{row.GetProperty("packageUrl")} {row.GetProperty("advisory")} {row.GetProperty("resourceAddress")}");
        Assert.Equal("GHSA-29mw-wpgm-hmr9 A06:2021", $"{row.GetProperty("aliases")[0]} {row.GetProperty("owaspCategories")[0]}");
    }

    [Fact]
    public void A_key_never_prints_itself() => Assert.DoesNotContain("sobs_", $"{new ApiSettings(new("http://x/api"), new("sobs_x"))}", StringComparison.Ordinal);
}
