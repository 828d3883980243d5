using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Contracts;

namespace SecureObs.Api.Tests.Features.Findings;

public sealed class IngestTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<IReadOnlyList<FindingItem>> ListAsync(TestTenant tenant) =>
        (await tenant.Member.GetFromJsonAsync<Page<FindingItem>>(tenant.Route("findings?limit=200"), Ct))!.Items;

    private static async Task<FindingDetail> OnlyAsync(TestTenant tenant) =>
        (await tenant.Member.GetFromJsonAsync<FindingDetail>(tenant.Route($"findings/{Assert.Single(await ListAsync(tenant)).Id}"), Ct))!;

    private async Task<(TestTenant Tenant, HttpClient Pipeline)> StartAsync()
    {
        var tenant = await api.NewTenantAsync();
        return (tenant, await tenant.PipelineAsync(tenant.ProjectId));
    }

    [Fact]
    public async Task A_row_becomes_a_finding()
    {
        var (tenant, pipeline) = await StartAsync();

        Assert.Equal(new IngestResult(1, 0), await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "run-1")));
        var finding = await OnlyAsync(tenant);

        Assert.Equal(("bandit", "B602", Severity.High, FindingStatus.Open), (finding.Scanner, finding.RuleId, finding.Severity, finding.Status));
        Assert.Equal(("app/main.py", 10, 10), (finding.FilePath, finding.StartLine, finding.EndLine));
        Assert.Equal("subprocess.call(command, shell=True)", finding.Snippet);
        Assert.Equal(["CWE-78"], finding.Cwe);
        Assert.Equal("run-1", Assert.Single(finding.Runs).PipelineRunId);
    }

    [Fact]
    public async Task A_repeated_request_changes_nothing_and_answers_the_same()
    {
        var (tenant, pipeline) = await StartAsync();
        JsonObject[] rows() => [Rows.Universal(tenant.ProjectId, "run-1"), Rows.Universal(tenant.ProjectId, "run-1", line: 20), Rows.Universal(tenant.ProjectId, "run-1")];

        var first = await pipeline.IngestAsync("universal", rows());
        var before = await DumpAsync(tenant);
        var second = await pipeline.IngestAsync("universal", rows());

        Assert.Equal(new IngestResult(3, 1), first);
        Assert.Equal(first, second);
        Assert.Equal(before, await DumpAsync(tenant));
    }

    [Fact]
    public async Task A_finding_of_another_run_is_known()
    {
        var (tenant, pipeline) = await StartAsync();
        await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "run-1"));

        var second = await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "run-2"), Rows.Universal(tenant.ProjectId, "run-2", line: 30));
        var repeated = await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "run-2"), Rows.Universal(tenant.ProjectId, "run-2", line: 30));

        Assert.Equal(new IngestResult(2, 1), second);
        Assert.Equal(second, repeated);
        Assert.Equal(2, (await ListAsync(tenant)).Count);
    }

    [Fact]
    public async Task Each_result_has_what_its_run_saw()
    {
        var (tenant, pipeline) = await StartAsync();
        foreach (var run in new[] { "1", "2", "3" })
            await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, run));
        await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "4", rule: "B105", line: 99));
        await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "5"));

        Assert.Equal(["10:1,2,3,5", "99:4"], await PresenceAsync(tenant));
        Assert.Equal(10, Assert.Single(await pipeline.ByRunAsync(tenant.ProjectId, "2")).StartLine);
        Assert.Equal(99, Assert.Single(await pipeline.ByRunAsync(tenant.ProjectId, "4")).StartLine);
        Assert.Equal(10, Assert.Single(await pipeline.ByRunAsync(tenant.ProjectId, "5")).StartLine);
    }

    /// <summary>Two pipelines at once interleave their batches; each run keeps what it saw.</summary>
    [Fact]
    public async Task Batches_of_runs_may_arrive_in_any_order()
    {
        var (tenant, pipeline) = await StartAsync();
        foreach (var (run, line) in new[] { ("1", 10), ("2", 20), ("1", 20), ("3", 10), ("2", 10), ("1", 10), ("3", 20) })
            await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, run, line: line));

        foreach (var run in new[] { "1", "2", "3" })
            Assert.Equal([10, 20], (await pipeline.ByRunAsync(tenant.ProjectId, run)).Select(finding => finding.StartLine!.Value));
    }

    [Fact]
    public async Task Many_requests_at_once_lose_and_double_nothing()
    {
        var (tenant, pipeline) = await StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(n => pipeline.IngestAsync("universal",
            [.. Enumerable.Range(1, 40).Select(line => Rows.Universal(tenant.ProjectId, $"run-{n % 4}", line: line))])));

        Assert.Equal(40, (await ListAsync(tenant)).Count);
        for (var run = 0; run < 4; run++)
            Assert.Equal(40, (await pipeline.ByRunAsync(tenant.ProjectId, $"run-{run}")).Length);
    }

    [Fact]
    public async Task An_empty_run_id_groups_nothing_and_loses_nothing()
    {
        var (tenant, pipeline) = await StartAsync();

        Assert.Equal(new IngestResult(1, 0), await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "")));
        Assert.Equal(new IngestResult(1, 0), await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "")));

        Assert.Empty((await OnlyAsync(tenant)).Runs);
        Assert.Equal("false", await pipeline.BlockingAsync(""));
        Assert.Empty(await pipeline.ByRunAsync(tenant.ProjectId, ""));
    }

    [Fact]
    public async Task What_changed_in_a_finding_is_updated()
    {
        var (tenant, pipeline) = await StartAsync();
        var row = Rows.Universal(tenant.ProjectId, "1");
        row["fingerprint"] = "stable";
        await pipeline.IngestAsync("universal", row);
        var later = Rows.Universal(tenant.ProjectId, "2", line: 12, severity: "CRITICAL");
        later["fingerprint"] = "stable";

        Assert.Equal(new IngestResult(1, 1), await pipeline.IngestAsync("universal", later));
        var finding = await OnlyAsync(tenant);
        Assert.Equal((12, Severity.Critical), (finding.StartLine, finding.Severity));
    }

    public static TheoryData<string, string> Severities => new()
    {
        { "critical", "CRITICAL" }, { "ERROR", "HIGH" }, { "Warning", "MEDIUM" }, { "NOTE", "LOW" }, { "NONE", "INFO" }, { "banana", "UNKNOWN" }, { "", "UNKNOWN" },
    };

    [Theory, MemberData(nameof(Severities))]
    public async Task A_severity_that_is_not_in_the_table_is_unknown(string word, string expected)
    {
        var (tenant, pipeline) = await StartAsync();

        await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "1", severity: word));

        Assert.Equal(expected, (await OnlyAsync(tenant)).Severity.Word());
    }

    [Fact]
    public async Task What_can_be_kept_is_kept()
    {
        var (tenant, pipeline) = await StartAsync();
        var row = Rows.Universal(tenant.ProjectId, "1", path: "a\0b\nc.py");
        row["description"] = new string('x', 20_000);
        row["codeSnippet"] = string.Join('\n', Enumerable.Range(1, 60));
        row["severity"] = null;
        row["cweIds"] = "CWE-79";
        row["startLine"] = 0;
        row["unheardOf"] = new JsonObject();
        row.Remove("scannerImageVersion");
        row.Remove("projectId");

        await pipeline.IngestAsync("universal", row);
        var finding = await OnlyAsync(tenant);

        Assert.Equal("a\uFFFDb\uFFFDc.py", finding.FilePath);
        Assert.EndsWith("… [cut]", finding.Description, StringComparison.Ordinal);
        Assert.Equal(16_000, finding.Description!.Length);
        Assert.Equal(20, finding.Snippet!.Split('\n').Length);
        Assert.Equal(["CWE-79"], finding.Cwe);
        Assert.Null(finding.StartLine);
    }

    /// <summary>Python writes a file name that is no Unicode as half a surrogate pair.</summary>
    [Fact]
    public async Task Half_a_surrogate_pair_is_kept_as_a_replacement_character()
    {
        var (tenant, pipeline) = await StartAsync();
        var body = $$"""[{"scanner":"bandit","ruleId":"B1","filePath":"caf\udce9.py","description":"tab\there \ud83d\ude00","projectId":"{{tenant.ProjectId}}","pipelineRunId":"1"}]""";

        var response = await pipeline.PostAsync("/api/findings/bulk-universal", new StringContent(body, Encoding.UTF8, "application/json"), Ct);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var finding = await OnlyAsync(tenant);
        Assert.Equal(("caf\uFFFD.py", "tab\there 😀"), (finding.FilePath, finding.Description));
    }

    [Fact]
    public async Task Old_semgrep_metadata_is_a_text_or_a_list()
    {
        var (tenant, pipeline) = await StartAsync();

        await pipeline.IngestAsync("semgrep",
            Rows.Semgrep(tenant.ProjectId, "1", "CWE-79: XSS", 1), Rows.Semgrep(tenant.ProjectId, "1", new JsonArray("CWE-89"), 2),
            Rows.Semgrep(tenant.ProjectId, "1", new JsonArray(), 3), Rows.Semgrep(tenant.ProjectId, "1", null, 4));

        var findings = await ListAsync(tenant);
        Assert.Equal(4, findings.Count);
        Assert.All(findings, finding => Assert.Equal((Severity.High, "server.js"), (finding.Severity, finding.FilePath)));
    }

    public static TheoryData<string, string, string> BadRows => new()
    {
        { "ruleId", "null", "universal" }, { "ruleId", "\"  \"", "universal" }, { "ruleId", "7", "universal" }, { "checkId", "null", "semgrep" },
        { "startLine", "\"7\"", "universal" }, { "startLine", "1.5", "universal" }, { "endLine", "99999999999", "universal" },
        { "cweIds", "[7]", "universal" }, { "description", "{}", "universal" }, { "rawPayload", "{}", "universal" },
        { "match", "[]", "gitleaks" }, { "owasp", "false", "semgrep" },
    };

    [Theory, MemberData(nameof(BadRows))]
    public async Task A_wrong_type_or_a_missing_rule_is_refused_with_row_and_field_and_stores_nothing(string field, string value, string kind)
    {
        var (tenant, pipeline) = await StartAsync();
        JsonObject row() => kind switch
        {
            "semgrep" => Rows.Semgrep(tenant.ProjectId, "1", null),
            "gitleaks" => Rows.Gitleaks(tenant.ProjectId, "1", "x"),
            _ => Rows.Universal(tenant.ProjectId, "1"),
        };
        var bad = row();
        bad[field] = JsonNode.Parse(value);

        var response = await pipeline.PostAsync(kind, Rows.Array(row(), bad));
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>(Ct);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal((1, field), (problem.GetProperty("row").GetInt32(), problem.GetProperty("field").GetString()));
        Assert.Empty(await ListAsync(tenant));
    }

    [Theory]
    [InlineData("""{"a":1}""")]
    [InlineData("""[""")]
    [InlineData("""[1]""")]
    [InlineData("")]
    public async Task A_body_that_is_no_array_of_objects_is_refused(string body)
    {
        var (_, pipeline) = await StartAsync();

        var response = await pipeline.PostAsync("/api/findings/bulk-universal", new StringContent(body, Encoding.UTF8, "application/json"), Ct);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Five_thousand_rows_fit_and_one_more_does_not()
    {
        var (tenant, pipeline) = await StartAsync();
        JsonObject[] rows(int count) => [.. Enumerable.Range(1, count).Select(line => Rows.Universal(tenant.ProjectId, "1", line: line))];

        Assert.Equal(new IngestResult(5_000, 0), await pipeline.IngestAsync("universal", rows(5_000)));
        Assert.Equal(new IngestResult(5_000, 0), await pipeline.IngestAsync("universal", rows(5_000)));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await pipeline.PostAsync("universal", Rows.Array(rows(5_001)))).StatusCode);
    }

    [Fact]
    public async Task A_body_above_8_MiB_is_refused()
    {
        var (tenant, pipeline) = await StartAsync();
        var row = Rows.Universal(tenant.ProjectId, "1");
        row["rawPayload"] = new string('x', 9 * 1024 * 1024);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await pipeline.PostAsync("universal", Rows.Array(row))).StatusCode);
    }

    [Fact]
    public async Task A_batch_with_one_foreign_row_is_refused_whole()
    {
        var (tenant, pipeline) = await StartAsync();
        var other = await tenant.AddProjectAsync("other");
        var foreign = await api.NewTenantAsync();
        var tenantKey = await tenant.PipelineAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await pipeline.PostAsync("universal", Rows.Array(Rows.Universal(tenant.ProjectId, "1"), Rows.Universal(other, "1")))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await tenantKey.PostAsync("universal", Rows.Array(Rows.Universal(tenant.ProjectId, "1"), Rows.Universal(foreign.ProjectId, "1")))).StatusCode);
        Assert.Empty(await ListAsync(tenant));
        Assert.Equal(new IngestResult(2, 0), await tenantKey.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "1"), Rows.Universal(other, "1")));
    }

    [Fact]
    public async Task A_tenant_key_must_name_the_project_in_each_row()
    {
        var (tenant, _) = await StartAsync();
        var row = Rows.Universal(tenant.ProjectId, "1");
        row.Remove("projectId");

        Assert.Equal(HttpStatusCode.BadRequest, (await (await tenant.PipelineAsync()).PostAsync("universal", Rows.Array(row))).StatusCode);
    }

    [Fact]
    public async Task An_empty_array_is_nothing_to_do()
    {
        var (_, pipeline) = await StartAsync();

        Assert.Equal(new IngestResult(0, 0), await pipeline.IngestAsync("universal"));
    }

    [Theory]
    [InlineData(1, "", false), InlineData(3, " \r\n", false), InlineData(2_000, "\n", false), InlineData(2_000, "", true), InlineData(0, "", false)]
    public async Task The_receipt_is_of_every_byte_that_came_and_is_in_the_audit_trail(int rows, string behind, bool compressed)
    {
        var (tenant, pipeline) = await StartAsync();
        var body = Encoding.UTF8.GetBytes(Rows.Array([.. Enumerable.Range(1, rows).Select(line => Rows.Universal(tenant.ProjectId, "1", line: line))]).ToJsonString() + behind);
        var expected = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(body));
        using var content = new ByteArrayContent(compressed ? Gzip(body) : body);
        content.Headers.ContentType = new("application/json");
        if (compressed)
            content.Headers.ContentEncoding.Add("gzip");

        var answer = await (await pipeline.PostAsync("/api/findings/bulk-universal", content, Ct)).Content.ReadFromJsonAsync<IngestResult>(Ct);

        Assert.Equal(new IngestResult(rows, 0, expected), answer);
        if (rows > 0)
            Assert.Contains($"\"receipt\": \"{expected}\"", Assert.Single(await tenant.TrailAsync(AuditActions.FindingsIngested)), StringComparison.Ordinal);
    }

    private static byte[] Gzip(byte[] body)
    {
        using var to = new MemoryStream();
        using (var gzip = new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(body);
        return to.ToArray();
    }

    private Task<string> DumpAsync(TestTenant tenant) => api.Database.ScalarAsync<string>(api.DatabaseName, $"""
        select string_agg(line, chr(10) order by line) from (
            select 'f ' || f.xmin || f::text as line from app.findings f where tenant_id = '{tenant.Id}'
            union all select 'm ' || m.xmin || m::text from app.scope_findings m where tenant_id = '{tenant.Id}'
            union all select 'b ' || b.xmin || b::text from app.result_findings b where tenant_id = '{tenant.Id}'
            union all select 'r ' || r.xmin || r::text from app.runs r where tenant_id = '{tenant.Id}'
            union all select 's ' || s.xmin || s::text from app.scan_results s where tenant_id = '{tenant.Id}'
            union all select 'c ' || c.xmin || c::text from app.scan_scopes c where tenant_id = '{tenant.Id}') as rows
        """);

    /// <summary>Of each finding by its line, the numbers of the results that have it.</summary>
    private async Task<string[]> PresenceAsync(TestTenant tenant) => (await api.Database.ScalarAsync<string>(api.DatabaseName, $"""
        select string_agg(line || ':' || seqs, ' ' order by line) from (
            select f.start_line as line, string_agg(b.seq::text, ',' order by b.seq) as seqs
            from app.findings f
            join app.scope_findings m on m.tenant_id = f.tenant_id and m.finding_id = f.id
            join app.result_findings b on b.tenant_id = m.tenant_id and b.scope_id = m.scope_id and b.page = m.page
                and case when m.bit < 8 * length(b.bits) then get_bit(b.bits, m.bit) = 1 else false end
            where f.tenant_id = '{tenant.Id}'
            group by f.id, f.start_line) n
        """)).Split(' ');
}
