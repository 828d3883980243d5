using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SecureObs.Api.Features.ApiKeys;
using SecureObs.Api.Features.Findings.Exports;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Identity;

namespace SecureObs.Api.Tests.Features.Findings;

/// <summary>Findings leave as files, and decisions of others come in.</summary>
public sealed class ExportTests(TestApi api)
{
    private const string Purl = "pkg:npm/lodash@4.17.20";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sarif", "application/sarif+json", ".sarif")]
    [InlineData("csv", "text/csv", ".csv")]
    [InlineData("json", "application/json", ".json")]
    [InlineData("jsonl", "application/jsonl", ".jsonl")]
    [InlineData("openvex", "application/json", ".openvex.json")]
    public async Task An_export_is_a_file_and_is_in_the_trail(string format, string type, string extension)
    {
        var tenant = await api.NewTenantAsync();
        await FillAsync(tenant, 2);

        var response = await tenant.Member.GetAsync(tenant.Route($"findings/export?format={format}&projectId={tenant.ProjectId}"), Ct);
        await response.Content.ReadAsStringAsync(Ct);

        Assert.Equal((HttpStatusCode.OK, type), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.EndsWith(extension, response.Content.Headers.ContentDisposition!.FileName, StringComparison.Ordinal);
        Assert.Equal("attachment", response.Content.Headers.ContentDisposition.DispositionType);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Contains(await EntriesAsync(tenant, "finding.exported"), data => data.Contains($"\"{format}\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_finding_is_exported_once_over_all_pages()
    {
        var tenant = await api.NewTenantAsync();
        await FillAsync(tenant, 1_203);

        var lines = (await ExportAsync(tenant, "jsonl")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var sarif = JsonNode.Parse(await ExportAsync(tenant, "sarif"))!;

        Assert.Equal(1_203, lines.Select(line => JsonNode.Parse(line)!["id"]!.GetValue<string>()).Distinct().Count());
        Assert.Equal(1_203, JsonNode.Parse(await ExportAsync(tenant, "json"))!.AsArray().Count);
        Assert.Equal(1_203, sarif["runs"]!.AsArray().Sum(run => run!["results"]!.AsArray().Count));
        Assert.Equal(1_204, (await ExportAsync(tenant, "csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task The_filters_of_the_list_narrow_an_export()
    {
        var tenant = await api.NewTenantAsync();
        await FillAsync(tenant, 4);

        Assert.Equal(4, Lines(await ExportAsync(tenant, "jsonl", "&severity=HIGH")));
        Assert.Equal(0, Lines(await ExportAsync(tenant, "jsonl", "&severity=LOW")));
        Assert.Equal(0, Lines(await ExportAsync(tenant, "jsonl", "&status=resolved")));
        Assert.Equal(1, Lines(await ExportAsync(tenant, "jsonl", "&text=main3.py")));
    }

    [Theory]
    [InlineData("format=xml")]
    [InlineData("projectId=00000000-0000-4000-8000-000000000001")]
    [InlineData("format=csv&severity=WORST")]
    [InlineData("format=sarif&category=/x")]
    [InlineData("format=sarif&category=x/")]
    [InlineData("format=sarif&category=a%20b")]
    [InlineData("format=sarif&category=")]
    public async Task What_makes_no_sense_is_refused(string query)
    {
        var tenant = await api.NewTenantAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await tenant.Member.GetAsync(tenant.Route("findings/export?" + query), Ct)).StatusCode);
    }

    [Fact]
    public async Task Sarif_says_where_a_finding_is_what_it_is_and_who_suppressed_it()
    {
        var tenant = await api.NewTenantAsync();
        await FillAsync(tenant, 2);
        await tenant.RunAsync(tx => tx.ExecuteAsync($"""
            update app.findings set file_path = 'a b/ü#.py', end_line = 12, features = {PackedFeatures.Pack(new("r", "a.py", 10, 7, 1, 1, [], [], [], 0), 1)}, ignored_in_source = '# nosec' where tenant_id = {tx.TenantId} and file_path = 'app/main1.py'
            """, default));
        var id = (await FindingAsync(tenant, null, "app/main2.py"));
        await DecideAsync(tenant, id, "false-positive", "Only a test");

        var run = JsonNode.Parse(await ExportAsync(tenant, "sarif"))!["runs"]!.AsArray().Single()!;
        var results = run["results"]!.AsArray().ToDictionary(result => Uri.UnescapeDataString(result!["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]!.GetValue<string>()), result => result!);

        Assert.Equal(["a b/ü#.py", "app/main2.py"], results.Keys.Order(StringComparer.Ordinal));
        var open = results["a b/ü#.py"];
        Assert.Equal("a%20b/%C3%BC%23.py", open["locations"]![0]!["physicalLocation"]!["artifactLocation"]!["uri"]!.GetValue<string>());
        Assert.Equal((10, 12), (open["locations"]![0]!["physicalLocation"]!["region"]!["startLine"]!.GetValue<int>(), open["locations"]![0]!["physicalLocation"]!["region"]!["endLine"]!.GetValue<int>()));
        Assert.Equal(7, open["locations"]![0]!["physicalLocation"]!["region"]!["startColumn"]!.GetValue<int>());
        Assert.Equal("error", open["level"]!.GetValue<string>());
        Assert.Equal("""[{"kind":"inSource","status":"underReview","justification":"# nosec"}]""", open["suppressions"]!.ToJsonString().Replace("\\u0023", "#", StringComparison.Ordinal));
        Assert.Equal("""[{"kind":"external","status":"accepted","justification":"false-positive: Only a test"}]""", results["app/main2.py"]["suppressions"]!.ToJsonString());
        Assert.Matches("^[0-9a-f]{64}$", open["partialFingerprints"]!["secureobs/v1"]!.GetValue<string>());
        var rules = run["tool"]!["driver"]!["rules"]!.AsArray();
        Assert.All(results.Values, result => Assert.Equal(result["ruleId"]!.GetValue<string>(), rules[result["ruleIndex"]!.GetValue<int>()]!["id"]!.GetValue<string>()));
        Assert.Equal("8.0", rules[0]!["properties"]!["security-severity"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData(" =1", "' =1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("a=1", "a=1")]
    [InlineData("say \"=1\", twice", "\"say \"\"=1\"\", twice\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData(null, "")]
    public void A_field_of_csv_is_never_a_formula(string? text, string field) => Assert.Equal(field, CsvWriter.Field(text));

    [Fact]
    public async Task Csv_of_hostile_names_has_no_formula()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "1", rule: "=HYPERLINK(\"http://x\")", path: "a,\"b\".py"));

        var row = (await ExportAsync(tenant, "csv")).Split("\r\n")[1];

        Assert.Contains(",\"'=HYPERLINK(\"\"http://x\"\")\",", row, StringComparison.Ordinal);
        Assert.Contains(",\"a,\"\"b\"\".py\",", row, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decisions_about_packages_go_to_another_project_and_come_back_the_same()
    {
        var tenant = await api.NewTenantAsync();
        var other = await tenant.AddProjectAsync("other");
        string[] words = ["open", "in-review", "false-positive", "risk-accepted", "wont-fix", "open"];
        foreach (var project in new[] { tenant.ProjectId, other })
            await PackagesAsync(tenant, project, words.Length);
        foreach (var (at, word) in words.Index().Where(word => word.Item != "open"))
            await DecideAsync(tenant, await FindingAsync(tenant, tenant.ProjectId, $"app/package{at}.py"), word, $"reason {at}");

        var vex = await ExportAsync(tenant, "openvex", $"&projectId={tenant.ProjectId}");
        var first = await ImportAsync(tenant, vex, other);
        var second = await ImportAsync(tenant, vex, other);

        Assert.Equal((6, 0, 0, 3), (first.Matched, first.Unmatched, first.Rejected, first.Decided));
        Assert.Equal(0, second.Decided);
        Assert.Equal(["open", "open", "false-positive", "risk-accepted", "wont-fix", "open"], await StatusesAsync(tenant, other));
        // Who looks at it is not told from one to the other: for OpenVEX both are under investigation.
        Assert.Equal(Statements(vex), Statements(await ExportAsync(tenant, "openvex", $"&projectId={other}")));
    }

    [Fact]
    public async Task A_package_is_as_settled_as_the_least_settled_finding_of_it()
    {
        var tenant = await api.NewTenantAsync();
        var other = await tenant.AddProjectAsync("other");
        foreach (var project in new[] { tenant.ProjectId, other })
            await PackagesAsync(tenant, project, 1);
        await DecideAsync(tenant, await FindingAsync(tenant, tenant.ProjectId, "app/package0.py"), "false-positive", "no");

        var statement = JsonNode.Parse(await ExportAsync(tenant, "openvex"))!["statements"]!.AsArray().Single()!;

        Assert.Equal("under_investigation", statement["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_alias_and_a_subcomponent_are_enough_and_what_is_not_understood_is_told()
    {
        var tenant = await api.NewTenantAsync();
        await PackagesAsync(tenant, tenant.ProjectId, 1);
        var vex = $$"""
            {"@context":"https://openvex.dev/ns/v0.2.0","@id":"x","author":"us","timestamp":"2026-01-01T00:00:00Z","version":1,"statements":[
             {"vulnerability":{"name":"CVE-1","aliases":["ghsa-0"]},"products":[{"@id":"shop","subcomponents":[{"@id":"{{Purl}}"}]}],"status":"not_affected","justification":"vulnerable_code_not_present"},
             {"vulnerability":{"name":"CVE-2"},"products":[{"@id":"pkg:npm/unknown@1"}],"status":"fixed"},
             {"vulnerability":{"name":"GHSA-0"},"products":[{"@id":"{{Purl}}"}],"status":"not_affected"},
             {"vulnerability":{"name":"GHSA-0"},"products":[{"@id":"shop"}],"status":"fixed"},
             {"vulnerability":{},"products":[{"@id":"{{Purl}}"}],"status":"fixed"},
             {"vulnerability":{"name":"GHSA-0"},"products":[{"@id":"{{Purl}}"}],"status":"fine"}]}
            """;

        var result = await ImportAsync(tenant, vex, null);

        Assert.Equal((1, 1, 4, 1), (result.Matched, result.Unmatched, result.Rejected, result.Decided));
        Assert.Equal([2, 3, 4, 5], result.Rejections.Select(rejection => rejection.Statement));
        Assert.Equal(["false-positive"], await StatusesAsync(tenant, tenant.ProjectId));
        Assert.Contains("vulnerable_code_not_present", await ExportAsync(tenant, "openvex"), StringComparison.Ordinal);
        Assert.Contains(await EntriesAsync(tenant, "finding.vex-imported"), data => data.Contains("\"decided\": \"1\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_organisation_neither_sees_nor_decides_anything_by_it()
    {
        var (tenant, stranger) = (await api.NewTenantAsync(), await api.NewTenantAsync());
        await PackagesAsync(tenant, tenant.ProjectId, 1);
        var vex = $$"""{"@context":"https://openvex.dev/ns/v0.2.0","statements":[{"vulnerability":{"name":"GHSA-0"},"products":[{"@id":"{{Purl}}"}],"status":"not_affected","impact_statement":"mine"}]}""";

        Assert.Equal((0, 1, 0), await ImportAsync(stranger, vex, null) is var result ? (result.Matched, result.Unmatched, result.Decided) : default);
        Assert.Equal(["open"], await StatusesAsync(tenant, tenant.ProjectId));
        foreach (var format in FindingFormat.All)
            Assert.DoesNotContain("lodash", await ExportAsync(stranger, format.Word), StringComparison.Ordinal);
        Assert.Equal("", await ExportAsync(stranger, "jsonl", $"&projectId={tenant.ProjectId}"));
        using var body = JsonContent.Create(JsonNode.Parse(vex));
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Admin.PostAsync(stranger.Route($"findings/import-vex?projectId={tenant.ProjectId}"), body, Ct)).StatusCode);
    }

    [Fact]
    public async Task Only_admins_import_and_only_openvex()
    {
        var tenant = await api.NewTenantAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.Member.PostAsJsonAsync(tenant.Route("findings/import-vex"), new VexDocument("https://openvex.dev/ns/v0.2.0", []), Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await tenant.Admin.PostAsJsonAsync(tenant.Route("findings/import-vex"), new VexDocument("https://cyclonedx.org", []), Ct)).StatusCode);
    }

    [Fact]
    public async Task A_key_exports_its_project_alone_and_only_when_it_may()
    {
        var tenant = await api.NewTenantAsync();
        var other = await tenant.AddProjectAsync("other", "bandit");
        await FillAsync(tenant, 2);
        await (await tenant.PipelineAsync(other)).IngestAsync("universal", Rows.Universal(other, "1", path: "app/elsewhere.py"));
        var (may, mayNot) = (await tenant.NewKeyAsync(tenant.ProjectId, mayExport: true), await tenant.NewKeyAsync(tenant.ProjectId));

        var export = await api.WithKey(may.Key).GetAsync($"/api/projects/{tenant.ProjectId}/findings/export?format=jsonl", Ct);
        var both = await api.WithKey(may.Key).GetAsync($"/api/projects/{tenant.ProjectId}/findings/export?format=jsonl&projectId={other}", Ct);
        var refused = await api.WithKey(mayNot.Key).GetAsync($"/api/projects/{tenant.ProjectId}/findings/export?format=jsonl", Ct);
        var elsewhere = await api.WithKey(may.Key).GetAsync($"/api/projects/{other}/findings/export?format=jsonl", Ct);

        var paths = (await export.Content.ReadAsStringAsync(Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!["filePath"]!.GetValue<string>());
        Assert.Equal(["app/main1.py", "app/main2.py"], paths.Order(StringComparer.Ordinal));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden, HttpStatusCode.NotFound, HttpStatusCode.BadRequest),
            (export.StatusCode, refused.StatusCode, elsewhere.StatusCode, both.StatusCode));
        Assert.Contains("#export-not-allowed", await refused.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains(await EntriesAsync(tenant, "finding.exported"), data => data.Contains("\"count\": \"2\"", StringComparison.Ordinal));
        Assert.Contains(await EntriesAsync(tenant, "api-key.created"), data => data.Contains("\"export\": \"true\"", StringComparison.Ordinal));
        Assert.Equal([false, false, false, true], (await tenant.Admin.GetFromJsonAsync<Page<ApiKeyItem>>(tenant.Route("api-keys"), Ct))!.Items.Select(key => key.MayExport).Order());
    }

    private static async Task FillAsync(TestTenant tenant, int count)
    {
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        await pipeline.IngestAsync("universal", [.. Enumerable.Range(1, count).Select(n => Rows.Universal(tenant.ProjectId, "1", path: $"app/main{n}.py"))]);
    }

    /// <summary>Findings of packages, as scanners of dependencies bring them: GHSA-0 in lodash, GHSA-1 …</summary>
    private static async Task PackagesAsync(TestTenant tenant, Guid project, int count)
    {
        var pipeline = await tenant.PipelineAsync(project);
        await pipeline.IngestAsync("universal", [.. Enumerable.Range(0, count).Select(n => Rows.Universal(project, $"{project}", path: $"app/package{n}.py"))]);
        for (var n = 0; n < count; n++)
            await tenant.RunAsync(tx => tx.ExecuteAsync($"""
                update app.findings set package_url = {Purl}, advisory = {$"GHSA-{n}"} where tenant_id = {tx.TenantId} and project_id = {project} and file_path = {$"app/package{n}.py"}
                """, default));
    }

    private static async Task<string> ExportAsync(TestTenant tenant, string format, string more = "")
    {
        var response = await tenant.Member.GetAsync(tenant.Route($"findings/export?format={format}{more}"), Ct);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.Content.ReadAsStringAsync(Ct);
    }

    private static async Task<VexImport> ImportAsync(TestTenant tenant, string vex, Guid? project)
    {
        using var body = JsonContent.Create(JsonNode.Parse(vex));
        var response = await tenant.Admin.PostAsync(tenant.Route("findings/import-vex" + (project is null ? "" : $"?projectId={project}")), body, Ct);
        Assert.True(response.StatusCode is HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Ct));
        return (await response.Content.ReadFromJsonAsync<VexImport>(Ct))!;
    }

    private static async Task<string> FindingAsync(TestTenant tenant, Guid? project, string path) =>
        (await ExportAsync(tenant, "jsonl", project is null ? "" : $"&projectId={project}")).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!).Single(finding => finding["filePath"]!.GetValue<string>() == path)["id"]!.GetValue<string>();

    private static async Task<string[]> StatusesAsync(TestTenant tenant, Guid project) =>
        [.. (await ExportAsync(tenant, "jsonl", $"&projectId={project}")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)
            .OrderBy(finding => finding["filePath"]!.GetValue<string>(), StringComparer.Ordinal).Select(finding => finding["status"]!.GetValue<string>())];

    private static async Task DecideAsync(TestTenant tenant, string finding, string status, string reason) => Assert.Equal(HttpStatusCode.NoContent,
        (await tenant.Member.PutAsJsonAsync(tenant.Route($"findings/{finding}/status"), new { status, reason }, Ct)).StatusCode);

    /// <summary>Without what each export has of its own.</summary>
    private static string Statements(string vex) => JsonNode.Parse(vex)!["statements"]!.ToJsonString();

    private static async Task<List<string>> EntriesAsync(TestTenant tenant, string action)
    {
        // Entries of reads arrive within a second.
        for (var attempt = 0; ; attempt++)
        {
            var found = await tenant.RunAsync(tx => tx.QueryAsync<string>($"select data::text from app.audit where tenant_id = {tx.TenantId} and action = {action}", default));
            if (found.Count > 0 || attempt == 200)
                return found;
            await Task.Delay(50, Ct);
        }
    }

    private static int Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
}
