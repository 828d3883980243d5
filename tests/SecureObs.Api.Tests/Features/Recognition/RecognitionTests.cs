using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Features.Identity;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Contracts;

namespace SecureObs.Api.Tests.Features.Recognition;

/// <summary>What must not get lost when code, branches, rules and packages change, one story each.</summary>
public sealed class RecognitionTests(TestApi api) : IAsyncLifetime
{
    private static readonly string[] Code =
        ["import os", "", "def handler(request):", "    command = request.args['q']", "    result = eval(command)", "    return result", "", "def other():", "    return 1"];

    private TestTenant tenant = null!;
    private ScanClient client = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        tenant = await api.NewTenantAsync();
        client = new ScanClient(await tenant.PipelineAsync(tenant.ProjectId), tenant.ProjectId);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<IReadOnlyList<FindingItem>> ListAsync() =>
        (await tenant.Member.GetFromJsonAsync<Page<FindingItem>>(tenant.Route("findings?limit=200"), Ct))!.Items;

    private async Task<FindingItem> OnlyAsync() => Assert.Single(await ListAsync());

    private async Task<FindingIdentity> IdentityAsync(Guid finding) =>
        (await tenant.Member.GetFromJsonAsync<FindingIdentity>(tenant.Route($"findings/{finding}/identity"), Ct))!;

    private Task<HttpResponseMessage> PostAsync(HttpClient person, string route, object body) => person.PostAsJsonAsync(tenant.Route(route), body, Ct);

    [Fact]
    public async Task A_finding_moves_with_its_file()
    {
        await client.ScanAsync("1", client.RowsOf("1", "app/views.py", Code));
        var before = await OnlyAsync();
        await client.ScanAsync("2", client.RowsOf("2", "app/pages/views.py", ["# moved", .. Code]));

        var after = await OnlyAsync();
        Assert.Equal((before.Id, "app/pages/views.py", 6, FindingStatus.Open), (after.Id, after.FilePath, after.StartLine, after.Status));
        var identity = await IdentityAsync(after.Id);
        Assert.Equal("moved-content", identity.RecognisedBy);
        Assert.Equal(2, identity.Fingerprints.Count);
    }

    /// <summary>When its rows arrive they look new: what is told at the end is what they are.</summary>
    [Fact]
    public async Task A_complete_result_tells_what_is_new_in_it()
    {
        await client.ScanAsync("1", client.RowsOf("1", "app/views.py", Code));
        var run = await client.OpenAsync("2");
        var arrived = await client.Http.IngestAsync("universal", [.. client.RowsOf("2", "app/pages/views.py", Code), .. client.RowsOf("2", "app/new.py", ["eval(input())"])]);

        Assert.Equal((2, 0), (arrived.Ingested, arrived.Deduplicated));
        foreach (var _ in new[] { "said", "said again" })
            Assert.Equal(new ScannerResultCounts(2, 1), await client.ReportAsync(run, "bandit"));
        Assert.Null(await client.ReportAsync(run, "bandit", ScannerStatus.Failed));
    }

    [Fact]
    public async Task A_file_that_comes_back_under_its_old_name_beside_the_new_one_has_a_finding_of_its_own()
    {
        await client.ScanAsync("1", client.RowsOf("1", "app/views.py", Code));
        await client.ScanAsync("2", client.RowsOf("2", "app/pages/views.py", Code));
        var moved = await OnlyAsync();
        foreach (var run in new[] { "3", "4" })
        {
            await client.ScanAsync(run, [.. client.RowsOf(run, "app/views.py", Code), .. client.RowsOf(run, "app/pages/views.py", Code)]);

            var both = await ListAsync();
            Assert.Equal(["app/pages/views.py", "app/views.py"], both.Select(item => item.FilePath).Order());
            Assert.Equal(moved.Id, both.Single(item => item.FilePath == moved.FilePath).Id);
            Assert.All(both, item => Assert.Equal(FindingStatus.Open, item.Status));
        }
    }

    [Fact]
    public async Task A_finding_stays_itself_when_its_line_is_edited()
    {
        await client.ScanAsync("1", client.RowsOf("1", "app/views.py", Code));
        var before = await OnlyAsync();
        await client.ScanAsync("2", client.RowsOf("2", "app/views.py", [.. Code.Select(line => line.Replace("eval(command)", "eval(command, {})", StringComparison.Ordinal))]));

        var after = await OnlyAsync();
        Assert.Equal((before.Id, FindingStatus.Open), (after.Id, after.Status));
        Assert.Equal("edited-line", (await IdentityAsync(after.Id)).RecognisedBy);
    }

    [Fact]
    public async Task Equal_findings_stay_as_many_as_they_are()
    {
        string[] three = ["def a():", "    eval(x)", "def b():", "    eval(x)", "def c():", "    eval(x)"];
        await client.ScanAsync("1", client.RowsOf("1", "app/views.py", three));
        var before = (await ListAsync()).ToDictionary(item => item.StartLine!.Value, item => item.Id);
        await client.ScanAsync("2", client.RowsOf("2", "app/views.py", three[2..]));

        var after = await ListAsync();
        Assert.Equal(3, after.Count);
        // The first one went; not the last, as counting equal lines would have it.
        Assert.Equal(FindingStatus.Resolved, after.Single(item => item.Id == before[2]).Status);
        Assert.Equal((2, 4), (after.Single(item => item.Id == before[4]).StartLine, after.Single(item => item.Id == before[6]).StartLine));
    }

    [Fact]
    public async Task A_run_that_arrives_late_closes_and_moves_nothing()
    {
        await client.ScanAsync("new", client.RowsOf("new", "app/views.py", ["#", .. Code]));
        await client.ScanAsync("late", [], startedAt: DateTimeOffset.UtcNow.AddDays(-2));
        await client.ScanAsync("late with it", client.RowsOf("late with it", "app/views.py", Code), startedAt: DateTimeOffset.UtcNow.AddDays(-1));

        var finding = await OnlyAsync();
        Assert.Equal((FindingStatus.Open, 6), (finding.Status, finding.StartLine));
    }

    [Fact]
    public async Task What_only_a_late_run_saw_is_resolved_already()
    {
        await client.ScanAsync("new", []);
        await client.ScanAsync("late", client.RowsOf("late", "app/views.py", Code), startedAt: DateTimeOffset.UtcNow.AddDays(-1));

        Assert.Equal(FindingStatus.Resolved, (await OnlyAsync()).Status);
    }

    [Fact]
    public async Task A_failed_result_and_a_client_that_says_nothing_close_nothing()
    {
        await client.ScanAsync("1", client.RowsOf("1", "app/views.py", Code));
        var failed = await client.OpenAsync("2");
        await client.ReportAsync(failed, "bandit", ScannerStatus.Failed);
        await client.CloseAsync(failed);
        await client.Http.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "3", "B999"));

        Assert.Equal(FindingStatus.Open, (await ListAsync()).Single(item => item.RuleId == "B307").Status);
    }

    [Fact]
    public async Task A_second_attempt_that_fails_takes_back_what_the_first_closed()
    {
        await client.ScanAsync("1", client.RowsOf("1", "app/views.py", Code));
        var run = await client.ScanAsync("2", []);
        Assert.Equal(FindingStatus.Resolved, (await OnlyAsync()).Status);
        await client.ReportAsync(run, "bandit", ScannerStatus.Failed);

        Assert.Equal(FindingStatus.Open, (await OnlyAsync()).Status);
    }

    [Fact]
    public async Task A_branch_has_its_own_state_and_leaves_the_default_branch_its_own()
    {
        await client.ScanAsync("1", client.RowsOf("1", "app/views.py", Code));
        string[] further = ["# a", "# b", .. Code, "", "def more(a):", "    return eval(a)"];
        await client.ScanAsync("2", client.RowsOf("2", "app/views.py", further), "feature");

        var (shared, own) = ((await ListAsync()).Single(item => item.StartLine is 5), (await ListAsync()).Single(item => item.StartLine is not 5));
        Assert.Equal((FindingStatus.Open, FindingStatus.Open), (shared.Status, own.Status));
        await client.ScanAsync("3", [], "feature");
        var after = await ListAsync();
        Assert.Equal((FindingStatus.Open, FindingStatus.Resolved), (after.Single(item => item.Id == shared.Id).Status, after.Single(item => item.Id == own.Id).Status));
        // It comes back by the default branch, and is the same one.
        await client.ScanAsync("4", client.RowsOf("4", "app/views.py", further));
        Assert.Equal([own.Id, shared.Id], (await ListAsync()).OrderBy(item => item.Id == shared.Id).Select(item => item.Status is FindingStatus.Open ? item.Id : Guid.Empty));
    }

    [Fact]
    public async Task What_a_branch_found_first_is_recognised_by_the_default_branch()
    {
        await client.ScanAsync("1", client.RowsOf("1", "app/views.py", Code), "feature");
        var before = await OnlyAsync();
        await client.ScanAsync("2", client.RowsOf("2", "app/pages/views.py", Code));

        Assert.Equal((before.Id, "app/pages/views.py", FindingStatus.Open), ((await OnlyAsync()).Id, (await OnlyAsync()).FilePath, (await OnlyAsync()).Status));
    }

    [Fact]
    public async Task What_a_person_called_resolved_opens_again_when_a_later_run_sees_it()
    {
        var early = await client.OpenAsync("early");
        await client.ScanAsync("1", client.RowsOf("1", "app/views.py", Code));
        var finding = await OnlyAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await tenant.Member.PutAsJsonAsync(tenant.Route($"findings/{finding.Id}/status"), new { status = "resolved" }, Ct)).StatusCode);
        await client.Http.IngestAsync("universal", [.. client.RowsOf("early", "app/views.py", Code)]);
        await client.ReportAsync(early, "bandit");
        Assert.Equal(FindingStatus.Resolved, (await OnlyAsync()).Status);

        await client.ScanAsync("2", client.RowsOf("2", "app/views.py", Code));

        Assert.Equal(FindingStatus.Open, (await OnlyAsync()).Status);
        var detail = await tenant.Member.GetFromJsonAsync<FindingDetail>(tenant.Route($"findings/{finding.Id}"), Ct);
        Assert.Equal("seen-again", detail!.History.First(entry => entry.Action == "finding.reopened").Data["because"]);
    }

    [Fact]
    public async Task A_finding_of_a_published_client_survives_that_code_moves_five_lines()
    {
        JsonObject[] at(string run, params int[] lines) => [.. lines.Select(line => Rows.Universal(tenant.ProjectId, run, line: line))];
        await client.Http.IngestAsync("universal", at("1", 10, 20));
        var before = (await ListAsync()).ToDictionary(item => item.StartLine!.Value, item => item.Id);
        await client.Http.IngestAsync("universal", at("2", 15, 25));

        Assert.Equal([(15, before[10]), (25, before[20])], (await ListAsync()).Select(item => (item.StartLine!.Value, item.Id)).Order());
        await client.Http.IngestAsync("universal", at("3", 15, 25, 40));
        Assert.Equal(3, (await ListAsync()).Count);
    }

    [Fact]
    public async Task A_package_stays_vulnerable_through_an_upgrade_and_under_another_name_of_the_advisory()
    {
        JsonObject row(string run, string version, string rule, params string[] aliases)
        {
            var made = Rows.Universal(tenant.ProjectId, run, rule, path: "package-lock.json");
            (made["startLine"], made["codeSnippet"], made["packageUrl"], made["advisory"]) = (null, null, $"pkg:npm/lodash@{version}", rule);
            made["aliases"] = new JsonArray([.. aliases.Select(alias => (JsonNode)alias)]);
            return made;
        }

        await client.ScanAsync("1", [row("1", "4.17.19", "GHSA-29mw-wpgm-hmr9", "CVE-2020-28500"), row("1", "4.17.19", "CVE-2021-23337")]);
        var before = await ListAsync();
        await client.ScanAsync("2", [row("2", "4.17.20", "CVE-2020-28500", "GHSA-29mw-wpgm-hmr9"), row("2", "4.17.20", "CVE-2021-23337")]);

        Assert.Equal(before.Select(item => item.Id).Order(), (await ListAsync()).Select(item => item.Id).Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Another_default_branch_judges_anew(bool byAnAdmin)
    {
        await client.ScanAsync("1", client.RowsOf("1", "app/views.py", Code));
        await client.ScanAsync("2", client.RowsOf("2", "app/views.py", Code), "develop");
        await client.ScanAsync("3", [], "develop");
        Assert.Equal(FindingStatus.Open, (await OnlyAsync()).Status);

        if (byAnAdmin)
            Assert.Equal(HttpStatusCode.NoContent, (await tenant.Admin.PutAsJsonAsync(tenant.Route($"projects/{tenant.ProjectId}/settings"),
                new { defaultBranch = "develop", fourEyes = false, dueDays = new { } }, Ct)).StatusCode);
        else
            await client.OpenAsync("4", "develop", defaultBranch: "develop");

        Assert.Equal(FindingStatus.Resolved, (await OnlyAsync()).Status);
    }

    [Fact]
    public async Task People_say_that_two_are_one_and_it_stays_so()
    {
        await client.ScanAsync("1", client.RowsOf("1", "app/views.py", Code));
        var old = await OnlyAsync();
        string[] rewritten = ["def entirely(different, code):", "    for each in different:", "        yield eval(each.text)"];
        await client.ScanAsync("2", client.RowsOf("2", "app/new.py", rewritten));
        var fresh = (await ListAsync()).Single(item => item.Id != old.Id);
        Assert.Equal(FindingStatus.Resolved, (await ListAsync()).Single(item => item.Id == old.Id).Status);

        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(tenant.Member, $"findings/{old.Id}/same", new MarkSameRequest(fresh.Id))).StatusCode);

        var one = await OnlyAsync();
        Assert.Equal((old.Id, "app/new.py", FindingStatus.Open), (one.Id, one.FilePath, one.Status));
        await client.ScanAsync("3", client.RowsOf("3", "app/new.py", rewritten));
        Assert.Equal(old.Id, (await OnlyAsync()).Id);
        Assert.Equal("taught", (await IdentityAsync(old.Id)).RecognisedBy);
    }

    [Fact]
    public async Task What_somebody_has_worked_on_does_not_vanish_into_another_finding()
    {
        await client.ScanAsync("1", client.RowsOf("1", "app/views.py", Code));
        var old = await OnlyAsync();
        var run = await client.OpenAsync("2");
        await client.Http.IngestAsync("universal", [.. client.RowsOf("2", "app/views.py", [.. Code.Select(line => line.Replace("eval(command)", "eval(command, {})", StringComparison.Ordinal))])]);
        var fresh = (await ListAsync()).Single(item => item.Id != old.Id);
        Assert.True((await PostAsync(tenant.Member, $"findings/{fresh.Id}/comments", new { comment = "I look at it." })).IsSuccessStatusCode);
        await client.ReportAsync(run, "bandit");

        var items = (await ListAsync()).ToDictionary(item => item.Id, item => item.Status);
        Assert.Equal((FindingStatus.Resolved, FindingStatus.Open), (items[old.Id], items[fresh.Id]));
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(tenant.Member, $"findings/{old.Id}/same", new MarkSameRequest(fresh.Id))).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await PostAsync(tenant.Member, $"findings/{fresh.Id}/same", new MarkSameRequest(old.Id))).StatusCode);
    }

    [Fact]
    public async Task What_a_scan_sees_at_once_is_two()
    {
        await client.ScanAsync("1", client.RowsOf("1", "app/views.py", ["eval(a)", "eval(b)"]));
        var both = await ListAsync();

        var answer = await PostAsync(tenant.Member, $"findings/{both[0].Id}/same", new MarkSameRequest(both[1].Id));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("a scan has seen both at once", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Equal(2, (await ListAsync()).Count);
    }

    [Fact]
    public async Task People_say_that_it_is_another_one_and_it_stays_so()
    {
        await client.ScanAsync("1", client.RowsOf("1", "app/views.py", Code));
        var old = await OnlyAsync();
        string[] edited = [.. Code.Select(line => line.Replace("eval(command)", "eval(command, {})", StringComparison.Ordinal))];
        await client.ScanAsync("2", client.RowsOf("2", "app/views.py", edited));
        var current = (await IdentityAsync(old.Id)).Fingerprints.Single(each => each.IsCurrent).Fingerprint;

        var answer = await PostAsync(tenant.Member, $"findings/{old.Id}/distinct", new MarkDistinctRequest(current));
        var other = (await answer.Content.ReadFromJsonAsync<SplitFinding>(Ct))!.FindingId;

        foreach (var run in new[] { "3", "4" })
        {
            var items = (await ListAsync()).ToDictionary(item => item.Id, item => item.Status);
            Assert.Equal((2, FindingStatus.Resolved, FindingStatus.Open), (items.Count, items[old.Id], items[other]));
            await client.ScanAsync(run, client.RowsOf(run, "app/views.py", edited));
        }
    }

    /// <summary>Whichever of the two codes comes, the other one is not it edited; and it moves with its file.</summary>
    [Theory]
    [InlineData("main")]
    [InlineData("feature")]
    public async Task What_was_told_apart_is_two_in_later_complete_results(string branch)
    {
        await client.ScanAsync("1", client.RowsOf("1", "app/views.py", Code));
        var old = await OnlyAsync();
        string[] edited = [.. Code.Select(line => line.Replace("eval(command)", "eval(command, {})", StringComparison.Ordinal))];
        await client.ScanAsync("2", client.RowsOf("2", "app/views.py", edited));
        var current = (await IdentityAsync(old.Id)).Fingerprints.Single(each => each.IsCurrent).Fingerprint;
        var other = (await (await PostAsync(tenant.Member, $"findings/{old.Id}/distinct", new MarkDistinctRequest(current))).Content.ReadFromJsonAsync<SplitFinding>(Ct))!.FindingId;

        foreach (var (run, path, code, finding) in new[] { ("3", "app/views.py", Code, old.Id), ("4", "app/views.py", edited, other), ("5", "app/pages/views.py", edited, other) })
        {
            await client.ScanAsync(run, client.RowsOf(run, path, code), branch);

            Assert.Equal(finding, Assert.Single((await client.Http.GetFromJsonAsync<RunFinding[]>($"/api/findings/by-run?projectId={tenant.ProjectId}&pipelineRunId={run}", Ct))!).Id);
            Assert.Equal([old.Id, other], (await ListAsync()).Select(item => item.Id).Order());
        }
    }

    [Fact]
    public async Task A_rule_that_gets_another_name_keeps_its_findings()
    {
        await client.ScanAsync("1", client.RowsOf("1", "app/views.py", Code));
        var old = await OnlyAsync();
        await client.ScanAsync("2", client.RowsOf("2", "app/views.py", Code, rule: "python.eval"));
        var alias = new RuleAliasRequest("bandit", "B307", "python.eval");

        Assert.Equal(new RuleAliasPreview(1, 1, 1), await (await PostAsync(tenant.Admin, "rule-aliases/preview", alias)).Content.ReadFromJsonAsync<RuleAliasPreview>(Ct));
        Assert.Equal(2, (await ListAsync()).Count);
        Assert.Equal(new RuleAliasPreview(1, 1, 1), await (await PostAsync(tenant.Admin, "rule-aliases", alias)).Content.ReadFromJsonAsync<RuleAliasPreview>(Ct));

        var one = await OnlyAsync();
        Assert.Equal((old.Id, "python.eval", FindingStatus.Open), (one.Id, one.RuleId, one.Status));
        // The next of its kind needs no more said: here by content, and where the code was edited.
        await client.ScanAsync("3", client.RowsOf("3", "app/views.py", [.. Code.Select(line => line.Replace("eval(command)", "eval(command, {})", StringComparison.Ordinal))], rule: "B307"));
        Assert.Equal((old.Id, "B307"), ((await OnlyAsync()).Id, (await OnlyAsync()).RuleId));
        Assert.Equal(alias.NewRule, Assert.Single((await tenant.Member.GetFromJsonAsync<List<RuleAliasItem>>(tenant.Route("rule-aliases"), Ct))!).NewRule);
    }

    [Fact]
    public async Task What_another_tenant_teaches_changes_nothing_here()
    {
        await client.ScanAsync("1", client.RowsOf("1", "app/views.py", Code));
        var ours = await OnlyAsync();
        var other = await api.NewTenantAsync();
        await other.Admin.PostAsJsonAsync(other.Route("rule-aliases"), new RuleAliasRequest("bandit", "B307", "B105"), Ct);
        var theirs = new ScanClient(await other.PipelineAsync(other.ProjectId), other.ProjectId);
        await theirs.ScanAsync("1", theirs.RowsOf("1", "app/views.py", Code));
        var their = (await other.Member.GetFromJsonAsync<Page<FindingItem>>(other.Route("findings"), Ct))!.Items.Single();

        Assert.NotEqual(ours.Id, their.Id);
        Assert.All(
            [
                await other.Member.PostAsJsonAsync(other.Route($"findings/{their.Id}/same"), new MarkSameRequest(ours.Id), Ct),
                await other.Member.PostAsJsonAsync(other.Route($"findings/{ours.Id}/same"), new MarkSameRequest(their.Id), Ct),
                await other.Member.PostAsJsonAsync(other.Route($"findings/{ours.Id}/distinct"), new MarkDistinctRequest((await IdentityAsync(ours.Id)).Fingerprints[0].Fingerprint), Ct),
                await other.Member.GetAsync(other.Route($"findings/{ours.Id}/identity"), Ct),
                await other.Admin.PostAsJsonAsync(tenant.Route("rule-aliases/preview"), new RuleAliasRequest("bandit", "B307", "B105"), Ct),
            ],
            answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
        await client.ScanAsync("2", client.RowsOf("2", "app/views.py", Code, rule: "B105"));
        Assert.Equal(FindingStatus.Resolved, (await ListAsync()).Single(item => item.Id == ours.Id).Status);
    }
}
