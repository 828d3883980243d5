using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SecureObs.Api.Features.Audit;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Api.Tests.Platform.Auditing;
using SecureObs.Contracts;

namespace SecureObs.Api.Tests.Features.Audit;

public sealed class AuditTrailTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Without what is noted beside an answer, such as this look itself.</summary>
    private static async Task<Page<AuditItem>> ListAsync(TestTenant tenant, string query = "")
    {
        var page = (await tenant.Admin.GetFromJsonAsync<Page<AuditItem>>(tenant.Route("audit" + query), Ct))!;
        return page with { Items = [.. page.Items.Where(item => !Answers.BesideAnswers.Contains(item.Action))] };
    }

    private static async Task<List<string>> ActionsAsync(TestTenant tenant, string query) =>
        [.. (await ListAsync(tenant, query)).Items.Select(item => item.Action)];

    /// <summary>A key, a run opened, ingested into, reported and closed.</summary>
    private static async Task<(TestTenant Tenant, Guid Run)> BusyTenantAsync(TestApi api)
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        var opened = await pipeline.PostAsJsonAsync($"/api/projects/{tenant.ProjectId}/runs", new OpenRunRequest("gha-1", "main", "abc123", 7), Ct);
        var run = (await opened.Content.ReadFromJsonAsync<OpenedRun>(Ct))!.RunId;
        await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "gha-1"));
        await pipeline.PutAsJsonAsync($"/api/projects/{tenant.ProjectId}/runs/{run}/results/bandit", new { status = "completed", findings = 1 }, Ct);
        await pipeline.PostAsync($"/api/projects/{tenant.ProjectId}/runs/{run}/close", null, Ct);
        return (tenant, run);
    }

    [Fact]
    public async Task What_happened_is_listed_newest_first_with_who_did_it()
    {
        var (tenant, run) = await BusyTenantAsync(api);

        var items = (await ListAsync(tenant)).Items;

        Assert.Equal(["run.closed", "run.result-reported", "finding.ingested", "run.opened", "api-key.created"], items.Select(item => item.Action));
        Assert.All(items.Take(4), item => Assert.Equal(AuditActorKind.ApiKey, item.ActorKind));
        Assert.All(items.Take(4), item => Assert.StartsWith("key ", item.Actor, StringComparison.Ordinal));
        Assert.Equal((AuditActorKind.Person, "Ada Admin"), (items[4].ActorKind, items[4].Actor));
        Assert.Equal([run, run, tenant.ProjectId, run], items.Take(4).Select(item => item.SubjectId));
        Assert.Equal(("gha-1", "1"), (items[2].Data["run"], items[2].Data["count"]));
        Assert.Equal(64, items[2].Data["digest"]!.Length);
    }

    [Fact]
    public async Task A_batch_is_known_again_by_its_digest()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        var (first, second) = (Rows.Universal(tenant.ProjectId, "1", line: 1), Rows.Universal(tenant.ProjectId, "1", line: 2));
        await pipeline.IngestAsync("universal", first, second);
        await pipeline.IngestAsync("universal", (System.Text.Json.Nodes.JsonObject)second.DeepClone(), (System.Text.Json.Nodes.JsonObject)first.DeepClone());
        await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "1", line: 3));

        var digests = (await ListAsync(tenant, "?action=finding.ingested")).Items.Select(item => item.Data["digest"]).ToList();

        Assert.Equal(3, digests.Count);
        Assert.Equal(digests[1], digests[2]);
        Assert.NotEqual(digests[0], digests[1]);
    }

    [Fact]
    public async Task Entries_are_found_by_person_action_subject_and_time()
    {
        var (tenant, run) = await BusyTenantAsync(api);
        var all = (await ListAsync(tenant)).Items;
        var (key, person) = (all[0].ActorId, all[4].ActorId);
        var personId = await tenant.RunAsync(tx => tx.FirstAsync<Guid>($"""
            select person_id from app.memberships where tenant_id = {tx.TenantId} and actor_id = {person}
            """, Ct));

        Assert.Equal(["api-key.created"], await ActionsAsync(tenant, $"?actor={person}"));
        Assert.Equal(["api-key.created"], await ActionsAsync(tenant, $"?actor={personId}"));
        Assert.Equal(4, (await ActionsAsync(tenant, $"?actor={key}")).Count);
        Assert.Equal(["run.closed", "run.result-reported", "run.opened"], await ActionsAsync(tenant, "?action=run."));
        Assert.Equal(["run.closed"], await ActionsAsync(tenant, "?action=run.closed"));
        Assert.Equal(["run.closed", "run.result-reported", "run.opened"], await ActionsAsync(tenant, $"?subject={run}"));
        Assert.Empty(await ActionsAsync(tenant, $"?subject={Guid.NewGuid()}"));
        var at = all[2].At;
        Assert.Equal(all.Where(item => item.At >= at).Select(item => item.Action), await ActionsAsync(tenant, $"?from={at:O}"));
        Assert.Equal(all.Where(item => item.At < at).Select(item => item.Action), await ActionsAsync(tenant, $"?to={at:O}"));
        Assert.Equal(HttpStatusCode.BadRequest, (await tenant.Admin.GetAsync(tenant.Route("audit?action=nothing"), Ct)).StatusCode);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap()
    {
        var (tenant, _) = await BusyTenantAsync(api);
        var all = (await ListAsync(tenant)).Items;

        var (pages, after) = (new List<AuditItem>(), (string?)null);
        do
        {
            var page = await ListAsync(tenant, "?limit=2" + (after is null ? "" : $"&after={after}"));
            pages.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(all.Select(item => item.Id), pages.Select(item => item.Id));
    }

    /// <summary>Three changes, each with so many looks behind it that a page of two falls among them.</summary>
    private async Task<(TestTenant Tenant, List<AuditItem> All)> WatchedTenantAsync()
    {
        var tenant = await api.NewTenantAsync();
        for (var change = 0; change < 3; change++)
        {
            await tenant.NewKeyAsync();
            for (var look = 0; look < 3; look++)
                await tenant.Member.GetAsync(tenant.Route("findings"), Ct);
            await api.Services.FlushReadsAsync();
        }
        var all = (await tenant.Admin.GetFromJsonAsync<Page<AuditItem>>(tenant.Route("audit"), Ct))!.Items;
        return (tenant, [.. all]);
    }

    [Fact]
    public async Task Who_only_looked_can_be_left_out_of_the_list_and_nothing_else_is()
    {
        var (tenant, all) = await WatchedTenantAsync();
        var read = all.Where(item => AuditActions.Reads.Contains(item.Action)).ToList();
        Assert.Equal((3, 9), (all.Count - read.Count, read.Count));

        var (pages, after) = (new List<AuditItem>(), (string?)null);
        do
        {
            var page = (await tenant.Admin.GetFromJsonAsync<Page<AuditItem>>(
                tenant.Route("audit?reads=false&limit=2" + (after is null ? "" : $"&after={after}")), Ct))!;
            pages.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(all.Except(read).Select(item => item.Id), pages.Select(item => item.Id));
        var asked = (await tenant.Admin.GetFromJsonAsync<Page<AuditItem>>(tenant.Route("audit?reads=true"), Ct))!.Items;
        Assert.Subset(asked.Select(item => item.Id).ToHashSet(), all.Select(item => item.Id).ToHashSet());
        Assert.Equal(HttpStatusCode.BadRequest, (await tenant.Admin.GetAsync(tenant.Route("audit?reads=maybe"), Ct)).StatusCode);
    }

    /// <summary>Its header says so: a file without them must not pass for the whole trail.</summary>
    [Fact]
    public async Task Who_only_looked_can_be_left_out_of_an_export()
    {
        var (tenant, all) = await WatchedTenantAsync();

        var (whole, changes) = (await ExportAsync(tenant, ""), await ExportAsync(tenant, "?reads=false"));

        Assert.Subset(Entries(whole).ToHashSet(), all.Select(item => item.Id).ToHashSet());
        Assert.Equal(3, Entries(changes).Count);
        Assert.Equal(all.Where(item => !AuditActions.Reads.Contains(item.Action)).Select(item => item.Id).Order(), Entries(changes).Order());
        Assert.Null(whole[0]["filter"]);
        Assert.Equal("false", (string?)changes[0]["filter"]!["reads"]);
    }

    private static async Task<List<JsonNode>> ExportAsync(TestTenant tenant, string query) =>
        [.. (await tenant.Admin.GetStringAsync(tenant.Route("audit/export" + query), Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    private static List<Guid> Entries(List<JsonNode> export) =>
        [.. export.Where(line => (string?)line["type"] == "entry").Select(line => (Guid)line["id"]!)];

    [Fact]
    public async Task The_trail_is_for_admins_of_the_organisation()
    {
        var (tenant, other) = (await api.NewTenantAsync(), await api.NewTenantAsync());
        await other.NewKeyAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.Member.GetAsync(tenant.Route("audit"), Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await tenant.Owner.GetAsync(other.Route("audit"), Ct)).StatusCode);
        Assert.Empty((await ListAsync(tenant)).Items);
    }

    [Fact]
    public async Task The_words_to_filter_by_are_listed()
    {
        var tenant = await api.NewTenantAsync();

        var answer = (await tenant.Admin.GetFromJsonAsync<AuditActionsResponse>(tenant.Route("audit/actions"), Ct))!;
        var words = answer.Items;

        Assert.Contains("finding.status-changed", words);
        Assert.Equal(words.Distinct().Order(StringComparer.Ordinal), words);
        Assert.Contains("finding.viewed", answer.Reads);
        Assert.DoesNotContain("finding.status-changed", answer.Reads);
        Assert.Subset(words.ToHashSet(), answer.Reads.ToHashSet());
    }
}
