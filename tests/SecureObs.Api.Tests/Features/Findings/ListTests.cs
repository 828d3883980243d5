using System.Net.Http.Json;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Findings;

/// <summary>Lists of findings: their orders, their pages, their filters, and the indexes that serve them.</summary>
public sealed class ListTests(TestApi api)
{
    private static readonly string Deep = $"services/{new string('é', 40)}/src/main/java";

    private static readonly string[] Paths =
        ["b.py", "a|b.py", "a.py", "Z.py", "é.py", $"{Deep}/B.java", $"{Deep}/A.java", $"{Deep}/nested/A.java", "src/10%_.py", "src/9.py", "src/x.py", "lib/x.py"];

    private static readonly string[] Severities = ["HIGH", "LOW", "CRITICAL"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("severity", "desc")]
    [InlineData("severity", "asc")]
    [InlineData("first-seen", "desc")]
    [InlineData("first-seen", "asc")]
    [InlineData("path", "desc")]
    [InlineData("path", "asc")]
    public async Task Pages_of_every_order_show_everything_once_and_in_order(string sort, string direction)
    {
        var tenant = await TenantAsync();
        var seen = new List<FindingItem>();

        for (var after = ""; seen.Count < 3 * Paths.Length;)
        {
            var page = await PageAsync(tenant, $"sort={sort}&direction={direction}&limit=5{after}");
            seen.AddRange(page.Items);
            if (page.Next is null)
                break;
            after = $"&after={page.Next}";
        }

        var sorted = sort switch
        {
            "severity" => seen.OrderBy(item => item.Severity).ThenBy(item => item.FirstSeenAt),
            "first-seen" => seen.OrderBy(item => item.FirstSeenAt),
            _ => seen.OrderBy(item => item.FilePath, StringComparer.Ordinal),
        };
        var expected = sorted.ThenBy(item => $"{item.Id}", StringComparer.Ordinal).Select(item => item.Id);
        Assert.Equal(3 * Paths.Length, seen.DistinctBy(item => item.Id).Count());
        Assert.Equal(direction == "asc" ? expected : expected.Reverse(), seen.Select(item => item.Id));
    }

    [Fact]
    public async Task Words_that_are_none_and_the_cursor_of_another_order_are_refused()
    {
        var tenant = await TenantAsync();
        var next = (await PageAsync(tenant, "sort=path&limit=1")).Next;

        Assert.NotNull((await PageAsync(tenant, $"sort=path&limit=1&after={next}")).Next);
        foreach (var (query, expected) in new[]
        {
            ("sort=title", "400 query-invalid"),
            ("direction=up", "400 query-invalid"),
            ($"sort=path&direction=desc&after={next}", "400 cursor-invalid"),
            ($"sort=first-seen&after={next}", "400 cursor-invalid"),
            ($"after={next}", "400 cursor-invalid"),
            ($"sort=path&after={Cursor.Write("path asc", "no id", "a.py")}", "400 cursor-invalid"),
            ($"after={Cursor.Write("severity desc", Guid.NewGuid(), "high", DateTime.MaxValue)}", "400 cursor-invalid"),
        })
            Assert.Equal(expected, await tenant.Member.SendAsync("GET", tenant.Route($"findings?{query}")).SaysAsync());
    }

    [Fact]
    public async Task What_a_path_begins_with_is_taken_as_it_is_whatever_its_length()
    {
        var tenant = await TenantAsync();
        foreach (var prefix in Paths.SelectMany(path => Enumerable.Range(1, path.Length).Select(length => path[..length])).Append("src/_").Append("SRC").Distinct())
            Assert.Equal(
                3 * Paths.Count(path => path.StartsWith(prefix, StringComparison.Ordinal)),
                (await PageAsync(tenant, $"limit=200&pathPrefix={Uri.EscapeDataString(prefix)}")).Items.Count);
    }

    [Fact]
    public async Task Findings_are_found_by_when_they_were_first_seen_and_are_due()
    {
        var tenant = await TenantAsync();
        var times = (await PageAsync(tenant, "limit=200&sort=first-seen&direction=asc")).Items.Select(item => item.FirstSeenAt).ToArray();
        var (from, before) = (Uri.EscapeDataString($"{times[12]:O}"), Uri.EscapeDataString($"{times[24]:O}"));

        Assert.Equal(times.Where(time => time >= times[12]), await TimesAsync($"firstSeenFrom={from}"));
        Assert.Equal(times.Where(time => time < times[24]), await TimesAsync($"firstSeenBefore={before}"));
        Assert.Equal(times.Where(time => time >= times[12] && time < times[24]), await TimesAsync($"firstSeenFrom={from}&firstSeenBefore={before}&severity=LOW&severity=HIGH&severity=CRITICAL"));
        Assert.Empty(await TimesAsync("dueBefore=9999-01-01T00:00:00Z"));
        await tenant.RunAsync(tx => tx.ExecuteAsync($"update app.findings set due_at = {times[0].AddDays(9)} where tenant_id = {tx.TenantId} and file_path = 'b.py'", Ct));
        Assert.Equal(3, (await TimesAsync($"dueBefore={Uri.EscapeDataString($"{times[0].AddDays(10):O}")}")).Length);
        Assert.Empty(await TimesAsync($"dueBefore={Uri.EscapeDataString($"{times[0].AddDays(9):O}")}"));

        async Task<DateTime[]> TimesAsync(string query) => [.. (await PageAsync(tenant, $"limit=200&sort=first-seen&direction=asc&{query}")).Items.Select(item => item.FirstSeenAt)];
    }

    [Fact]
    public async Task What_no_scan_sees_is_found_and_an_archived_project_is_left_out()
    {
        var tenant = await TenantAsync();
        await tenant.RunAsync(tx => tx.ExecuteAsync($"update app.findings set detected = false where tenant_id = {tx.TenantId} and file_path = 'a.py'", Ct));

        Assert.Equal(3, (await PageAsync(tenant, "limit=200&detected=false")).Items.Count);
        Assert.Equal(3 * (Paths.Length - 1), (await PageAsync(tenant, "limit=200&detected=true")).Items.Count);
        Assert.Empty((await PageAsync(tenant, "detected=false&status=open")).Items);
        Assert.Equal("204", await tenant.Admin.SendAsync("POST", tenant.Route($"projects/{tenant.ProjectId}/archive")).SaysAsync());
        Assert.Empty((await PageAsync(tenant, "")).Items);
        Assert.Equal(3, (await PageAsync(tenant, $"projectId={tenant.ProjectId}&detected=false")).Items.Count);
    }

    /// <summary>
    /// As the runtime role, under row-level security: an operator that is not leakproof, or an expression that is not the index's, and
    /// the condition is a filter. Small tables are read whole: here nothing but an index is allowed.
    /// </summary>
    [Theory]
    [InlineData("severity", true, "", "findings_of_tenant", "(status = s.status) AND (ROW(severity, first_seen_at, id) <")]
    [InlineData("first-seen", false, "", "findings_of_tenant", "(status = s.status) AND (severity = v.severity) AND (ROW(first_seen_at, id) >")]
    [InlineData("path", false, "", "findings_paths", "::name >= 'Z.py'::name")]
    [InlineData("path", false, "src/", "findings_paths", ">= 'src/'::name")]
    public async Task Every_order_begins_a_page_in_an_index(string sort, bool descending, string prefix, string index, string condition)
    {
        var tenant = await TenantAsync();
        var order = new FindingListOrder(Enum.Parse<FindingSort>(sort.Replace("-", "", StringComparison.Ordinal), ignoreCase: true), descending);
        var last = (await PageAsync(tenant, $"limit=1&sort={sort}&direction={(descending ? "desc" : "asc")}")).Items[0];
        var filter = new FindingFilter { PathPrefix = prefix };
        var now = DateTimeOffset.UtcNow;

        var plan = await tenant.RunAsync(async tx =>
        {
            foreach (var setting in new FormattableString[] { $"set local enable_seqscan = off", $"set local enable_bitmapscan = off", $"set local enable_sort = off" })
                await tx.ExecuteAsync(setting, Ct);
            return await tx.QueryAsync<string>($"explain (costs off) {FindingPage.Of(tx, filter, filter.Read(now, status: false).Conditions!, order, order.Start(order.CursorAt(last))!, 51, now)}", Ct);
        });

        var scan = plan.FindIndex(line => line.Contains($"using {index} ", StringComparison.Ordinal));
        Assert.True(scan >= 0 && plan[scan + 1].Contains(condition, StringComparison.Ordinal), string.Join('\n', plan));
    }

    /// <summary>Each path three times, as HIGH, LOW and CRITICAL, first seen one after the other.</summary>
    private async Task<TestTenant> TenantAsync()
    {
        var tenant = await api.NewTenantAsync();
        await (await tenant.PipelineAsync(tenant.ProjectId)).IngestAsync("universal", [.. Paths.SelectMany(path => Severities
            .Select(severity => Rows.Universal(tenant.ProjectId, "1", rule: $"B-{severity}", severity: severity, path: path)))]);
        await api.Database.ExecuteAsync(api.DatabaseName, $"""
            update app.findings f set first_seen_at = first_seen_at - make_interval(mins => n.number / 2), triage = n.number % 3
            from (select id, row_number() over (order by id desc)::integer as number from app.findings where tenant_id = '{tenant.Id}') n
            where f.id = n.id
            """);
        return tenant;
    }

    private static async Task<Page<FindingItem>> PageAsync(TestTenant tenant, string query) =>
        (await tenant.Member.GetFromJsonAsync<Page<FindingItem>>(tenant.Route($"findings?{query}"), Ct))!;
}
