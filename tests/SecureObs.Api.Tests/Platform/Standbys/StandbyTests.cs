using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Contracts;

namespace SecureObs.Api.Tests.Platform.Standbys;

/// <summary>Marked endpoints read from a standby that is in step, all others from the primary; and when the standby is late or away, all from the primary.</summary>
[Collection(nameof(Alone))]
public sealed class StandbyTests(TestApi api, StandbyServers servers) : IClassFixture<StandbyServers>, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private WebApplication app = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app = servers.Build(StandbyServers.AsApi(servers.Follower));
        await app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StandbyServers.ExecuteAsync(servers.Follower, "select pg_wal_replay_resume()");
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Marked_endpoints_read_there_and_the_others_see_what_was_just_written()
    {
        var tenant = await TenantOnBothAsync(app);
        await StandbyServers.ExecuteAsync(servers.Follower, "select pg_wal_replay_pause()");
        var run = await OpenRunAsync(tenant, "late");

        var list = await tenant.Member.GetAsync(tenant.Route("runs"), Ct);
        var projects = await tenant.Member.GetAsync(tenant.Route("projects"), Ct);
        var one = await tenant.Member.GetAsync(tenant.Route($"projects/{tenant.ProjectId}/runs/{run}"), Ct);

        Assert.StartsWith("standby; age=", ReadFrom(list), StringComparison.Ordinal);
        Assert.Equal(["early"], await RunsAsync(list));
        Assert.Equal((null, null), (ReadFrom(projects), ReadFrom(one)));
        Assert.Equal(HttpStatusCode.OK, one.StatusCode);
    }

    [Fact]
    public async Task What_is_not_there_yet_is_looked_for_in_the_primary()
    {
        var tenant = await TenantOnBothAsync(app);
        await StandbyServers.ExecuteAsync(servers.Follower, "select pg_wal_replay_pause()");
        var project = await tenant.AddProjectAsync("new");

        var trend = await tenant.Member.GetAsync(tenant.Route($"findings/trend?projectId={project}"), Ct);
        var branches = await tenant.Member.GetAsync(tenant.Route($"projects/{project}/branches"), Ct);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (trend.StatusCode, branches.StatusCode));
        Assert.Equal((null, null), (ReadFrom(trend), ReadFrom(branches)));
    }

    /// <summary>Replay stands still and the primary goes on: after a second the standby is later than it may be; when replay goes on, it is read from again.</summary>
    [Fact]
    public async Task One_that_is_too_late_is_left_until_it_has_caught_up()
    {
        await using var strict = servers.Build(StandbyServers.AsApi(servers.Follower), mostLag: 1);
        await strict.StartAsync(Ct);
        var tenant = await TenantOnBothAsync(strict);
        await StandbyServers.ExecuteAsync(servers.Follower, "select pg_wal_replay_pause()");
        await OpenRunAsync(tenant, "late");

        var late = await UntilAsync(tenant, answer => ReadFrom(answer) is null);
        Assert.Equal(["late", "early"], await RunsAsync(late));

        await StandbyServers.ExecuteAsync(servers.Follower, "select pg_wal_replay_resume()");
        var again = await UntilAsync(tenant, answer => ReadFrom(answer) is not null);
        Assert.Equal(["late", "early"], await RunsAsync(again));
    }

    [Fact]
    public async Task One_that_goes_away_takes_no_answer_with_it()
    {
        var follower = await Local.Postgres.ClusterBackup.FollowAsync(servers.Primary, Ct);
        await using var other = servers.Build(StandbyServers.AsApi(follower));
        await other.StartAsync(Ct);
        var tenant = await TenantOnBothAsync(other);
        await follower.DisposeAsync();

        var answer = await tenant.Member.GetAsync(tenant.Route("runs"), Ct);

        Assert.Null(ReadFrom(answer));
        Assert.Equal(["early"], await RunsAsync(answer));
    }

    /// <summary>Vacuum on the primary takes away what a statement on the standby still sees: recovery cancels the statement.</summary>
    [Fact]
    public async Task A_read_that_recovery_cancels_is_done_on_the_primary()
    {
        var tenant = await TenantOnBothAsync(app);
        await using var scope = app.Services.CreateAsyncScope();
        var accessor = scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>();
        accessor.HttpContext = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        accessor.HttpContext.SetEndpoint(new(null, new(new StandbyReads()), "marked"));
        scope.ServiceProvider.GetRequiredService<Caller>().EnterAsMember(tenant.Id, Guid.NewGuid());
        var recoveries = new List<bool>();
        using var reading = new SemaphoreSlim(0);

        var read = scope.ServiceProvider.GetRequiredService<TenantDb>().ReadAsync(async tx =>
        {
            recoveries.Add(await tx.FirstAsync<bool>($"select pg_is_in_recovery()", Ct));
            reading.Release();
            return await tx.FirstAsync<string>($"select r.pipeline_run_id from app.runs r where r.tenant_id = {tx.TenantId} and pg_sleep(case when pg_is_in_recovery() then 60 else 0 end) is not null", Ct);
        }, Ct);
        await reading.WaitAsync(Ct);
        while (!read.IsCompleted)
        {
            await StandbyServers.ExecuteAsync(servers.Primary, "update app.runs set commit = 'x'");
            await StandbyServers.ExecuteAsync(servers.Primary, "vacuum app.runs");
            await Task.Delay(50, Ct);
        }

        Assert.Equal("early", await read);
        Assert.Equal([true, false], recoveries);
        Assert.NotNull(app.Services.GetRequiredService<Standby>().Ready);   // it is as good as before
    }

    [Fact]
    public async Task There_as_everywhere_a_tenant_sees_its_own_rows_alone()
    {
        var (mine, other) = (await TenantOnBothAsync(app), await TenantOnBothAsync(app));

        var foreign = await mine.Member.GetAsync(other.Route("runs"), Ct);
        var asked = await mine.Member.GetAsync(mine.Route($"runs?projectId={other.ProjectId}"), Ct);
        await using var source = NpgsqlDataSource.Create(StandbyServers.AsApi(servers.Follower));
        await using var nobody = source.CreateCommand("select count(*) from app.runs");
        await using var connection = await source.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await using var set = new NpgsqlCommand($"select app.set_tenant('{mine.Id}')", connection);
        await set.ExecuteNonQueryAsync(Ct);
        await using var all = new NpgsqlCommand("select count(*) filter (where tenant_id = app.current_tenant()), count(*) from app.runs", connection);
        await using var counts = await all.ExecuteReaderAsync(Ct);
        await counts.ReadAsync(Ct);

        Assert.Equal((HttpStatusCode.NotFound, null), (foreign.StatusCode, ReadFrom(foreign)));
        Assert.NotNull(ReadFrom(asked));
        Assert.Empty(await RunsAsync(asked));
        Assert.Equal(0L, await nobody.ExecuteScalarAsync(Ct));
        Assert.Equal((1L, 1L), (counts.GetInt64(0), counts.GetInt64(1)));
    }

    [Fact]
    public async Task A_connection_to_it_that_row_level_security_does_not_bind_is_refused_at_start() =>
        Assert.Contains("connected as 'postgres'", await RefusalAsync(StandbyServers.AsSuperuser(servers.Follower)), StringComparison.Ordinal);

    [Fact]
    public async Task Another_installation_is_no_standby() =>
        Assert.Contains("another database than a standby of ours", await RefusalAsync(api.Database.AsApi(api.DatabaseName)), StringComparison.Ordinal);

    private async Task<string> RefusalAsync(string standby)
    {
        await using var refused = servers.Build(standby);
        return (await Assert.ThrowsAsync<UnsafeDatabaseException>(() => refused.StartAsync(Ct))).Message;
    }

    /// <summary>With a run that the standby has, while the standby is read from.</summary>
    private async Task<TestTenant> TenantOnBothAsync(WebApplication application)
    {
        var tenant = await TestTenant.CreateAsync(api, application);
        await OpenRunAsync(tenant, "early");
        await servers.InStepAsync();
        await UntilAsync(tenant, answer => ReadFrom(answer) is not null);
        return tenant;
    }

    private static async Task<Guid> OpenRunAsync(TestTenant tenant, string name)
    {
        var opened = await (await tenant.PipelineAsync()).PostAsJsonAsync($"/api/projects/{tenant.ProjectId}/runs", new OpenRunRequest(name), Ct);
        return (await opened.Content.ReadFromJsonAsync<OpenedRun>(Ct))!.RunId;
    }

    private static async Task<HttpResponseMessage> UntilAsync(TestTenant tenant, Predicate<HttpResponseMessage> holds)
    {
        for (var patience = Stopwatch.StartNew(); ; await Task.Delay(50, Ct))
        {
            Assert.True(patience.Elapsed < Patience, "It never came.");
            var answer = await tenant.Member.GetAsync(tenant.Route("runs"), Ct);
            if (holds(answer))
                return answer;
        }
    }

    private static string? ReadFrom(HttpResponseMessage answer) => answer.Headers.TryGetValues(TenantDb.ReadFrom, out var values) ? values.Single() : null;

    private static async Task<IEnumerable<string>> RunsAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonObject>(Ct))!["items"]!.AsArray().Select(run => (string)run!["pipelineRunId"]!);
}
