using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Audit;

namespace SecureObs.Api.Tests.Platform.Auditing;

/// <summary>Who read what is in the trail, and a trail that takes nothing never stops anybody from reading.</summary>
public sealed class ReadTrailTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<List<AuditEntry>> ReadsAsync(TestTenant tenant) =>
    [
        .. (await tenant.EntriesAsync()).Select(each => each.Entry).OrderBy(entry => entry.Id)
            .Where(entry => entry.Action is not ("api-key.created" or "finding.ingested")),
    ];

    private async Task<(TestTenant Tenant, HttpClient Pipeline, Guid Finding)> TenantWithFindingAsync()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);
        await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "run-1"));
        var finding = await tenant.RunAsync(tx => tx.FirstAsync<Guid>($"select id from app.findings where tenant_id = {tx.TenantId}", Ct));
        return (tenant, pipeline, finding);
    }

    [Fact]
    public async Task Looking_at_findings_is_noted_with_who_what_and_how_many()
    {
        var (tenant, pipeline, finding) = await TenantWithFindingAsync();
        await tenant.Member.GetFromJsonAsync<Page<FindingItem>>(tenant.Route("findings"), Ct);
        await tenant.Member.GetFromJsonAsync<Page<FindingItem>>(tenant.Route($"findings?projectId={tenant.ProjectId}"), Ct);
        await tenant.Member.GetFromJsonAsync<FindingDetail>(tenant.Route($"findings/{finding}"), Ct);
        await pipeline.ByRunAsync(tenant.ProjectId, "run-1");
        await tenant.Admin.GetAsync(tenant.Route("audit"), Ct);
        await tenant.Admin.GetStringAsync(tenant.Route("audit/export"), Ct);
        Assert.Equal(HttpStatusCode.NotFound, (await tenant.Member.GetAsync(tenant.Route($"findings/{Guid.NewGuid()}"), Ct)).StatusCode);
        await api.Services.FlushReadsAsync();

        var reads = await ReadsAsync(tenant);

        Assert.Equal(
            [("finding.listed", tenant.Id), ("finding.listed", tenant.ProjectId), ("finding.viewed", finding), ("finding.listed-by-run", tenant.ProjectId), ("audit.viewed", tenant.Id), ("audit.exported", tenant.Id)],
            reads.Select(entry => (entry.Action, entry.SubjectId)));
        Assert.All(reads.Take(4), entry => Assert.Equal("1", entry.Data["count"]));
        Assert.Equal([1, 1, 1, 2, 1, 1], reads.Select(entry => (int)entry.ActorKind));
        Assert.Single(reads.Take(3).Select(entry => entry.ActorId).Distinct());
    }

    /// <summary>The history of a finding is what was decided about it, not who looked.</summary>
    [Fact]
    public async Task The_history_of_a_finding_is_not_drowned_by_readers()
    {
        var (tenant, _, finding) = await TenantWithFindingAsync();
        await tenant.Member.GetAsync(tenant.Route($"findings/{finding}"), Ct);
        await api.Services.FlushReadsAsync();

        Assert.Empty((await tenant.Member.GetFromJsonAsync<FindingDetail>(tenant.Route($"findings/{finding}"), Ct))!.History);
    }

    [Fact]
    public async Task A_verdict_of_the_gate_is_noted_with_its_run()
    {
        var (tenant, pipeline, _) = await TenantWithFindingAsync();
        Assert.Equal("true", await pipeline.BlockingAsync("run-1"));
        Assert.Equal("false", await pipeline.BlockingAsync("run-nobody-knows"));
        await api.Services.FlushReadsAsync();
        var run = await tenant.RunAsync(tx => tx.FirstAsync<Guid>($"select id from app.runs where tenant_id = {tx.TenantId}", Ct));

        var verdicts = await ReadsAsync(tenant);

        Assert.Equal([("gate.decided", run), ("gate.decided", tenant.ProjectId)], verdicts.Select(entry => (entry.Action, entry.SubjectId)));
        Assert.Equal(("blocked", tenant.ProjectId.ToString()), (verdicts[0].Data["verdict"], verdicts[0].Data["project"]));
        Assert.Equal("passed-unknown-run", verdicts[1].Data["verdict"]);
    }

    [Fact]
    public async Task Whoever_lacks_the_role_is_noted()
    {
        var tenant = await api.NewTenantAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.Member.GetAsync(tenant.Route("api-keys"), Ct)).StatusCode);
        await api.Services.FlushReadsAsync();

        var refusal = Assert.Single(await ReadsAsync(tenant));

        Assert.Equal(("security.role-missing", tenant.Id, "admin"), (refusal.Action, refusal.SubjectId, refusal.Data["needs"]));
        Assert.Equal("GET /api/tenants/{tenantId}/api-keys/", refusal.Data["endpoint"]);
    }

    /// <summary>The right to write entries is taken away, answers stay, and every entry arrives once when it is back.</summary>
    [Fact]
    public async Task While_the_database_takes_no_entries_reading_goes_on_and_they_arrive_later_once()
    {
        var database = await api.Database.CloneAsync();
        var spool = Directory.CreateTempSubdirectory("reads-").FullName;
        await using var app = api.Build(api.Database.AsApi(database), settings: new Dictionary<string, string?> { [ReadOptions.DirectorySetting] = spool });
        await app.StartAsync(Ct);
        var (tenant, member) = await SeedAsync(app, database);
        await api.Database.ExecuteAsync(database, "revoke insert (tenant_id) on app.audit from secureobs_api");
        foreach (var _ in Enumerable.Range(0, 5))
            Assert.Equal(HttpStatusCode.OK, (await member.GetAsync($"/api/tenants/{tenant}/findings", Ct)).StatusCode);
        await app.Services.GetRequiredService<ReadWriter>().FlushAsync();

        var file = Assert.Single(Directory.GetFiles(spool));
        Assert.True(new FileInfo(file).Length > 5 * 100);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), "others may read it");
        Assert.Equal(0, await CountAsync(database, "finding.listed"));

        await api.Database.ExecuteAsync(database, "grant insert (tenant_id) on app.audit to secureobs_api");
        await app.Services.FlushReadsAsync();
        await app.Services.FlushReadsAsync();
        Assert.Equal(5, await CountAsync(database, "finding.listed"));
        Assert.Equal(0, new FileInfo(file).Length);
    }

    /// <summary>What a process that was killed left behind is taken over by the next one, and only then.</summary>
    [Fact]
    public async Task What_a_dead_process_left_is_written_by_the_next()
    {
        var tenant = await api.NewTenantAsync();
        var options = new ReadOptions(Directory.CreateTempSubdirectory("reads-").FullName);
        var entry = Entry(tenant);
        using (var living = new ReadSpool(options, NullLogger<ReadSpool>.Instance))
        {
            Assert.Empty(living.Keep([entry, Entry(tenant)]));
            using var other = new ReadSpool(options, NullLogger<ReadSpool>.Instance);
            await other.ReplayAsync(10, _ => throw new InvalidOperationException("It belongs to a process that lives."));
        }
        await File.AppendAllTextAsync(Directory.GetFiles(options.SpoolDirectory!).Single(), "{\"t\":\"cut o", Ct);

        var replayed = new List<ReadEntry>();
        using var next = new ReadSpool(options, NullLogger<ReadSpool>.Instance);
        await next.ReplayAsync(10, entries =>
        {
            replayed.AddRange(entries);
            return Task.FromResult(true);
        });

        Assert.Equal(2, replayed.Count);
        Assert.Equal((entry.Id, entry.At, entry.Action), (replayed[0].Id, replayed[0].At, replayed[0].Action));
        Assert.Empty(Directory.GetFiles(options.SpoolDirectory!));
    }

    [Fact]
    public void The_spool_is_bounded_and_says_what_does_not_fit()
    {
        using var spool = new ReadSpool(
            new ReadOptions(Directory.CreateTempSubdirectory("reads-").FullName, SpoolBytes: 1_000), NullLogger<ReadSpool>.Instance);
        var entries = Enumerable.Range(0, 10).Select(_ => Entry(null)).ToList();

        var lost = spool.Keep(entries);

        Assert.InRange(lost.Count, 5, 9);
        Assert.Equal(entries[^lost.Count..], lost);
    }

    /// <summary>A queue of two: the third reader is let through, and the loss is told by an entry.</summary>
    [Fact]
    public async Task What_had_to_be_dropped_is_counted_and_told()
    {
        var database = await api.Database.CloneAsync();
        await using var app = api.Build(api.Database.AsApi(database), settings: new Dictionary<string, string?> { ["Audit:QueueLength"] = "2" });
        var (tenant, _) = await SeedAsync(app, database);
        var queue = app.Services.GetRequiredService<ReadQueue>();
        for (var i = 0; i < 5; i++)
            queue.Add(new ReadEntry(tenant, Guid.CreateVersion7(), DateTimeOffset.UtcNow, ActorKind.System, Guid.Empty, "finding.listed", tenant, new Dictionary<string, string?>()));
        await app.Services.FlushReadsAsync();

        Assert.Equal(2, await CountAsync(database, "finding.listed"));
        Assert.Equal("3", await api.Database.ScalarAsync<string>(database, "select data ->> 'count' from app.audit where action = 'audit.entries-dropped'"));
    }

    private static ReadEntry Entry(TestTenant? tenant) => new(
        tenant?.Id ?? Guid.NewGuid(), Guid.CreateVersion7(), DateTimeOffset.UtcNow, ActorKind.Person, Guid.NewGuid(), AuditActions.FindingsListed,
        Guid.NewGuid(), new Dictionary<string, string?> { ["count"] = "1" });

    private async Task<long> CountAsync(string database, string action) =>
        await api.Database.ScalarAsync<long>(database, $"select count(*) from app.audit where action = '{action}'");

    /// <summary>A tenant and its member in a database of the test's own.</summary>
    private async Task<(Guid Tenant, HttpClient Member)> SeedAsync(WebApplication app, string database)
    {
        var (tenant, person) = (Guid.CreateVersion7(), Guid.NewGuid());
        await api.Database.ExecuteAsync(database, $"""
            insert into app.tenants (id, name, created_at) values ('{tenant}', 'Test', now());
            insert into work.people (id, directory_id, object_id, name, username, created_at, seen_at)
            values ('{person}', '{EntraStandIn.Directory}', '{person}', 'Test Person', 'test@contoso.example', now(), now());
            insert into app.memberships (tenant_id, person_id, actor_id, role, created_at) values ('{tenant}', '{person}', gen_random_uuid(), 1, now())
            """);
        var client = new HttpClient { BaseAddress = app.Urls.Count > 0 ? new Uri(app.Urls.First()) : null };
        client.DefaultRequestHeaders.Authorization = new("Bearer", api.Entra.Token(person));
        return (tenant, client);
    }
}
