using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Findings;

/// <summary>Looking for words answers what a look at every finding would, whatever the words are; and it looks at few.</summary>
public sealed class SearchTests(TestApi api)
{
    /// <summary>Letters with and without another case, some of several bytes or with odd cases, and what means something in patterns.</summary>
    private static readonly string[] Letters =
        ["a", "b", "B", "x", "1", "ä", "Ä", "ß", "é", "É", "İ", "ı", "Σ", "σ", "ς", "Ǆ", "日", "本", "😀", "%", "_", @"\", "'", "\"", " ", "-", "/", ".", "{", "$1"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Any_words_find_what_a_look_at_every_finding_would(int seed)
    {
        var (tenant, random) = (await api.NewTenantAsync(), new Random(seed));
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        await pipeline.IngestAsync("universal", [.. Enumerable.Range(0, 120).Select(line => RandomRow(tenant, random, line))]);
        // Another tenant says some of the same.
        var other = await api.NewTenantAsync();
        await (await other.PipelineAsync(other.ProjectId)).IngestAsync("universal", RandomRow(other, new Random(seed), 0));
        var shown = await tenant.RunAsync(tx => tx.QueryAsync<string>($"""
            select w.text as value from app.findings f, unnest(array[f.rule_id, f.file_path, f.description]) w (text)
            where f.tenant_id = {tx.TenantId} and w.text is not null
            """, Ct));

        for (var n = 0; n < 150; n++)
            await SameAsync(tenant, n % 3 == 0 ? RandomText(random, 1, 5) : Piece(shown[random.Next(shown.Count)], random));
    }

    [Fact]
    public async Task Nothing_is_left_out_where_more_texts_have_the_words_than_the_door_tells()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        await pipeline.IngestAsync("universal", [.. Enumerable.Range(0, 1_100).Select(n => Row(tenant, $"rule{n % 3}", $"src/many{n}.py", $"text {n}", n))]);

        foreach (var (words, paths) in new[] { ("many", false), ("many10", true), ("src/many999.py", true), ("RULE1", true), ("text", true), ("ny", false) })
        {
            var found = await tenant.RunAsync(tx => FilterLookups.OfAsync(tx, new FindingFilter { Text = words }, Ct));
            Assert.Equal(paths, found.Paths is not null);
            await SameAsync(tenant, words);
        }
    }

    [Fact]
    public async Task Weaknesses_find_what_a_look_at_every_finding_would()
    {
        var tenant = await api.NewTenantAsync();
        string[][] lists = [["CWE-79"], ["CWE-89", "CWE-79"], [], ["cwe-79"], ["no CWE-1"], ["CWE-7_"], ["CWE-79", "CWE-20"]];
        await (await tenant.PipelineAsync(tenant.ProjectId)).IngestAsync("universal", [.. lists.Select((list, n) => Row(tenant, $"rule{n % 4}", "a.py", "x", n, list))]);

        foreach (var asked in new string[][] { ["CWE-79"], ["CWE-20", "CWE-89"], ["CWE-7_"], ["none"], ["CWE-79", new string('w', 300)] })
        {
            var query = string.Join('&', asked.Select(weakness => $"cwe={Uri.EscapeDataString(weakness)}"));
            Assert.Equal(lists.Count(list => list.Intersect(asked).Any()), (await IdsAsync(tenant, query)).Count);
        }
    }

    [Fact]
    public async Task What_is_known_already_writes_nothing()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        JsonObject[] Rows(string run) => [.. Enumerable.Range(0, 20).Select(n => Row(tenant, $"rule{n % 3}", $"a{n % 5}.py", $"text {n % 2}", n, run: run))];
        await pipeline.IngestAsync("universal", Rows("1"));
        var written = await WrittenAsync();

        await pipeline.IngestAsync("universal", Rows("2"));
        await pipeline.IngestAsync("universal", Row(tenant, "rule1", "a1.py", "text 1", 999, run: "2"));

        Assert.Equal(3 + 5 + 2 + 3, written.Count);
        Assert.Equal(written, await WrittenAsync());

        Task<List<string>> WrittenAsync() => tenant.RunAsync(tx => tx.QueryAsync<string>($"""
            select s.xmin || ' ' || s.ctid || ' ' || s.text as value from app.search_texts s where s.tenant_id = {tx.TenantId}
            union all select w.xmin || ' ' || w.ctid || ' ' || w.rule_id from app.rule_weaknesses w where w.tenant_id = {tx.TenantId}
            order by 1
            """, Ct));
    }

    [Fact]
    public async Task A_known_finding_is_found_by_what_it_says_now()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        await pipeline.IngestAsync("universal", Row(tenant, "rule", "a.py", "said before", 1));
        await pipeline.IngestAsync("universal", Row(tenant, "rule", "a.py", "says now", 1, ["CWE-2"], run: "2"));

        Assert.Single(await IdsAsync(tenant, "text=says%20now"));
        Assert.Single(await IdsAsync(tenant, "cwe=CWE-2"));
        Assert.Single(await IdsAsync(tenant, ""));
        Assert.Empty(await IdsAsync(tenant, "text=said%20before"));
    }

    [Fact]
    public async Task Two_that_bring_the_same_texts_at_once_both_succeed()
    {
        var tenant = await api.NewTenantAsync();
        var pipelines = new List<(HttpClient Client, Guid Project)>();
        foreach (var name in new[] { "one", "two", "three" })
            pipelines.Add((await tenant.PipelineAsync(), await tenant.AddProjectAsync(name)));

        var said = await Answers.AtOnceAsync([.. pipelines.Select(each => (Func<Task<HttpResponseMessage>>)(() => each.Client.PostAsync("universal",
            [.. Enumerable.Range(0, 200).Reverse().Select(n => Row(tenant, $"rule{n}", $"p{n}.py", $"text {n}", n, project: each.Project))])))]);

        Assert.All(said, answer => Assert.Equal("200", answer));
        Assert.Equal(3, (await IdsAsync(tenant, "text=p77.py")).Count);
    }

    [Fact]
    public async Task An_export_and_a_change_of_many_find_the_same()
    {
        var tenant = await api.NewTenantAsync();
        await (await tenant.PipelineAsync(tenant.ProjectId)).IngestAsync("universal",
            [.. Enumerable.Range(0, 9).Select(n => Row(tenant, $"rule{n}", $"a{n % 3}.py", n % 2 == 0 ? "Über 100%" : "other", n))]);

        var lines = await tenant.Member.GetStringAsync(tenant.Route($"findings/export?format=jsonl&text={Uri.EscapeDataString("über 100%")}"), Ct);
        var matched = await tenant.Member.SendAsync("POST", tenant.Route("findings/changes"),
            new { filter = new { text = "über 100%" }, dryRun = true, assignee = new { memberId = (Guid?)null } }).ReadAsync<JsonObject>();

        Assert.Equal(5, lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(line => (string?)JsonNode.Parse(line)!["description"] == "Über 100%"));
        Assert.Equal(5, (int)matched["matched"]!);
    }

    /// <summary>As the runtime role, under row-level security, each kind of text is looked up in its index.</summary>
    [Fact]
    public async Task What_was_found_reaches_the_indexes_of_findings()
    {
        var tenant = await api.NewTenantAsync();
        await (await tenant.PipelineAsync(tenant.ProjectId)).IngestAsync("universal", Row(tenant, "needle rule", "src/needle.py", "a needle", 1));

        // Small tables, and tables that nobody looked at, are read whole.
        await api.Database.ExecuteAsync(api.DatabaseName, $"""
            insert into app.findings (tenant_id, id, project_id, fingerprint, content_hash, scanner, rule_id, severity, tool_severity,
                file_path, description, cwe, owasp, first_run, first_seen_at)
            select tenant_id, gen_random_uuid(), project_id, fingerprint, content_hash, scanner, 'rule ' || n, severity, tool_severity,
                'path ' || n, 'text ' || n, cwe, owasp, first_run, first_seen_at
            from app.findings, generate_series(1, 5000) n where tenant_id = '{tenant.Id}'
            """);
        await api.Database.ExecuteAsync(api.DatabaseName, "analyze app.findings");
        foreach (var (filter, indexes) in new (FindingFilter, string[])[]
        {
            (new() { Text = "NEEDLE" }, ["findings_rules", "findings_paths", "findings_descriptions"]),
            (new() { Cwe = ["CWE-1"] }, ["findings_rules"]),
        })
        {
            var plan = await tenant.RunAsync(async tx =>
            {
                var (order, now) = (new FindingListOrder(FindingSort.Severity, Descending: true), DateTimeOffset.UtcNow);
                var conditions = filter.Read(now, status: false, await FilterLookups.OfAsync(tx, filter, Ct)).Conditions!;
                tx.Abandon();
                return string.Join('\n', await tx.QueryAsync<string>($"explain (costs off) {FindingPage.Of(tx, filter, conditions, order, Sql.Nothing, 51, now)}", Ct));
            });
            foreach (var index in indexes)
                Assert.True(plan.Contains($"Scan on {index}\n", StringComparison.Ordinal) || plan.Contains($"using {index} ", StringComparison.Ordinal), $"no {index}:\n{plan}");
        }
    }

    /// <summary>The words as the list finds them, and as a look at every finding does.</summary>
    private static async Task SameAsync(TestTenant tenant, string words)
    {
        if (string.IsNullOrWhiteSpace(words))
            return;
        var pattern = "%" + string.Concat(words.Trim().Select(letter => letter is '%' or '_' or '\\' ? $@"\{letter}" : $"{letter}")) + "%";
        var expected = await tenant.RunAsync(tx => tx.QueryAsync<Guid>($"""
            select f.id as value from app.findings f
            where f.tenant_id = {tx.TenantId} and (f.rule_id ilike {pattern} or f.file_path ilike {pattern} or f.description ilike {pattern})
            """, Ct));

        var found = await IdsAsync(tenant, $"text={Uri.EscapeDataString(words)}");

        Assert.True(expected.ToHashSet().SetEquals(found), $"'{words}' finds {found.Count} of {expected.Count}");
        Assert.Equal(expected.Count, found.Count);
    }

    private static async Task<List<Guid>> IdsAsync(TestTenant tenant, string query)
    {
        var (ids, after) = (new List<Guid>(), "");
        do
        {
            var page = (await tenant.Member.GetFromJsonAsync<Page<FindingItem>>(tenant.Route($"findings?limit=200&{query}{after}"), Ct))!;
            ids.AddRange(page.Items.Select(item => item.Id));
            after = page.Next is { } next ? $"&after={Uri.EscapeDataString(next)}" : "";
        }
        while (after.Length > 0);
        return ids;
    }

    private static JsonObject RandomRow(TestTenant tenant, Random random, int line) =>
        Row(tenant, RandomText(random, 1, 8), RandomText(random, 1, 40), RandomText(random, 0, 12), line);

    private static JsonObject Row(
        TestTenant tenant, string rule, string path, string description, int line, string[]? weaknesses = null, string run = "1", Guid? project = null)
    {
        var row = Rows.Universal(project ?? tenant.ProjectId, run, rule, line + 1, path: path);
        row["description"] = description;
        row["codeSnippet"] = string.Create(CultureInfo.InvariantCulture, $"line {line}");
        row["cweIds"] = new JsonArray([.. (weaknesses ?? ["CWE-1"]).Select(weakness => (JsonNode)weakness)]);
        return row;
    }

    private static string RandomText(Random random, int least, int most) =>
        string.Concat(Enumerable.Range(0, random.Next(least, most + 1)).Select(_ => Letters[random.Next(Letters.Length)])) is { } text && text.Trim().Length > 0 ? text : "r";

    /// <summary>A part of a text, in some case.</summary>
    private static string Piece(string text, Random random)
    {
        var runes = text.EnumerateRunes().ToArray();
        var start = random.Next(runes.Length);
        var piece = string.Concat(runes[start..random.Next(start + 1, runes.Length + 1)].Take(150));
        return random.Next(3) switch { 0 => piece, 1 => piece.ToUpperInvariant(), _ => piece.ToLowerInvariant() };
    }
}
