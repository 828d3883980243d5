using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SecureObs.Api.Features.Retention;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Signing;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Api.Tests.Platform.Auditing;
using SecureObs.Audit;

namespace SecureObs.Api.Tests.Features.Retention;

public sealed class RetentionTests(TestApi api)
{
    private static readonly string[] Lines = ["eval(a)", "eval(b)", "eval(c)"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Four hundred days: c was resolved long ago, b lately, a is still there, and a branch is forgotten.</summary>
    /// <param name="since">Days since main was scanned last.</param>
    private async Task<ClockedApi> YearAsync(int since = 10)
    {
        var clocked = await ClockedApi.StartAsync(api);
        clocked.Clock.Move(TimeSpan.FromDays(-390 - since));
        var client = new ScanClient(await clocked.Tenant.PipelineAsync(clocked.Tenant.ProjectId), clocked.Tenant.ProjectId);
        await ScanAsync("first", "main", Lines);
        await ScanAsync("forgotten", "feature", ["eval(x)"]);
        await LaterAsync(5);
        await ScanAsync("second", "main", Lines[..2]);
        await LaterAsync(385);
        await ScanAsync("third", "main", Lines[..1]);
        await LaterAsync(since);
        return clocked;

        Task ScanAsync(string run, string branch, string[] lines) =>
            client.ScanAsync(run, client.RowsOf(run, "a.py", lines), branch, startedAt: clocked.Clock.GetUtcNow());

        async Task LaterAsync(int days)
        {
            await clocked.Services.SealAllAsync(clocked.Tenant);
            clocked.Clock.Move(TimeSpan.FromDays(days));
        }
    }

    private static Task RoundAsync(ClockedApi clocked) => clocked.Services.GetRequiredService<RetentionRound>().RunAsync(clocked.Tenant.Id, Ct);

    private static Task<RetentionState> SetAsync(ClockedApi clocked, int? days) =>
        clocked.Tenant.Owner.SendAsync("PUT", clocked.Tenant.Route("retention"), new SetRetentionRequest(days)).ReadAsync<RetentionState>();

    private static Task<List<string>> SnippetsAsync(TestTenant tenant) => tenant.RunAsync(tx => tx.QueryAsync<string>(
        $"select snippet from app.findings where tenant_id = {tx.TenantId} order by snippet", Ct));

    private static Task<List<string>> RunsAsync(TestTenant tenant) => tenant.RunAsync(tx => tx.QueryAsync<string>(
        $"select pipeline_run_id from app.runs where tenant_id = {tx.TenantId} order by opened_at", Ct));

    private static async Task<(AuditSummary Summary, List<AuditFinding> Faults)> VerifyAsync(ClockedApi clocked)
    {
        await using var file = await clocked.Tenant.Owner.GetStreamAsync(clocked.Tenant.Route("audit/export"), Ct);
        var faults = new List<AuditFinding>();
        return (ExportVerification.Run(new ExportReader(file), clocked.Services.GetRequiredService<KeyHolder>().Public, [], faults.Add), faults);
    }

    [Fact]
    public async Task What_nobody_needs_goes_and_what_counts_stays()
    {
        await using var clocked = await YearAsync();
        var tenant = clocked.Tenant;
        Assert.Equal(["eval(a)", "eval(b)", "eval(c)", "eval(x)"], await SnippetsAsync(tenant));
        await RoundAsync(clocked);   // keeps everything: nobody said how long
        Assert.Equal(4, (await SnippetsAsync(tenant)).Count);

        Assert.Equal((null, 90, 90), (await SetAsync(clocked, 90)) is var set ? (set.PlanDays, set.OwnDays!.Value, set.Days!.Value) : default);
        await RoundAsync(clocked);

        // a is old and open, b was resolved lately, c long ago; x was seen by a branch alone that nobody scans.
        Assert.Equal(["eval(a)", "eval(b)"], await SnippetsAsync(tenant));
        // Main stands at the third run, the forgotten branch at its only one.
        Assert.Equal(["forgotten", "third"], await RunsAsync(tenant));
        var state = (await tenant.Owner.GetFromJsonAsync<RetentionState>(tenant.Route("retention"), Ct))!.LastRound!;
        Assert.Equal((2L, 2L, false, null), (state.Findings, state.Runs, state.IsRunning, state.Failure));
        Assert.True(state.AuditEntries > 5 && state.FinishedAt >= state.StartedAt);
        Assert.Single(await tenant.TrailAsync(AuditActions.RetentionApplied));
        await Recount.AssertAsync(clocked.Services, tenant.Id);
    }

    [Fact]
    public async Task What_the_default_branch_has_stays_when_nobody_scans_any_more()
    {
        await using var clocked = await YearAsync(since: 110);
        await SetAsync(clocked, 90);

        await RoundAsync(clocked);

        Assert.Equal(["eval(a)"], await SnippetsAsync(clocked.Tenant));
    }

    [Fact]
    public async Task A_second_round_finds_nothing_and_a_scan_goes_on_as_before()
    {
        await using var clocked = await YearAsync();
        var tenant = clocked.Tenant;
        await SetAsync(clocked, 90);
        await RoundAsync(clocked);
        await RoundAsync(clocked);
        Assert.Equal(0L, (await tenant.Owner.GetFromJsonAsync<RetentionState>(tenant.Route("retention"), Ct))!.LastRound!.Findings);

        var client = new ScanClient(await tenant.PipelineAsync(tenant.ProjectId), tenant.ProjectId);
        await client.ScanAsync("fourth", client.RowsOf("fourth", "a.py", Lines), startedAt: clocked.Clock.GetUtcNow());

        Assert.Equal(["eval(a)", "eval(b)", "eval(c)"], await SnippetsAsync(tenant));
        Assert.Equal("0 0 0", await tenant.RunAsync(tx => tx.FirstAsync<string>($"select string_agg(status::text, ' ') from app.findings where tenant_id = {tx.TenantId}", Ct)));
        await Recount.AssertAsync(clocked.Services, tenant.Id);
    }

    [Fact]
    public async Task The_trail_is_cut_and_verifies_and_nobody_else_can_cut_it()
    {
        await using var clocked = await YearAsync();
        await SetAsync(clocked, 90);
        var before = (await VerifyAsync(clocked)).Summary;

        await RoundAsync(clocked);

        var (summary, faults) = await VerifyAsync(clocked);
        Assert.Empty(faults);
        Assert.Null(before.Cut);
        Assert.True(summary.Cut!.No > 0 && summary.Cut.No < summary.Newest!.No);
        Assert.True(summary.Entries < before.Entries);
        Assert.Equal(before.Entries - summary.Cut.Total, summary.Newest.Total - summary.Cut.Total - (summary.Newest.Total - before.Newest!.Total));

        await SetAsync(clocked, 120);
        await clocked.Services.SealAllAsync(clocked.Tenant);
        // Whoever takes one more block away has no key to sign the cut with.
        await api.Database.ExecuteAsync(clocked.DatabaseName, """
            update app.audit_cuts c set no = b.no, total = b.total, hash = b.hash, closed_at = b.closed_at
            from (select * from app.audit_blocks order by no limit 1) b where b.tenant_id = c.tenant_id;
            delete from app.audit a using app.audit_cuts c, app.audit_blocks b where b.no <= c.no and a.id = any (b.ids);
            delete from app.audit_blocks b using app.audit_cuts c where b.no <= c.no
            """);
        Assert.Equal([AuditFault.CutSignature, AuditFault.BlockMissing], (await VerifyAsync(clocked)).Faults.Select(fault => fault.Fault).Take(2));
        await api.Database.ExecuteAsync(clocked.DatabaseName, "delete from app.audit_cuts");
        Assert.Equal(AuditFault.BlockMissing, (await VerifyAsync(clocked)).Faults[0].Fault);
    }

    [Theory]
    [InlineData("update app.audit set data = '{}' where id = (select ids[1] from app.audit_blocks where no = 2)")]
    [InlineData("delete from app.audit where id = (select ids[1] from app.audit_blocks where no = 2)")]
    public async Task A_trail_that_somebody_tampered_with_is_not_tidied_away(string tampering)
    {
        await using var clocked = await YearAsync();
        await SetAsync(clocked, 90);
        await api.Database.ExecuteAsync(clocked.DatabaseName, tampering);

        await RoundAsync(clocked);

        var state = (await clocked.Tenant.Owner.GetFromJsonAsync<RetentionState>(clocked.Tenant.Route("retention"), Ct))!.LastRound!;
        Assert.Equal(0L, state.AuditEntries);
        Assert.Contains("does not verify", state.Failure!, StringComparison.Ordinal);
        Assert.Equal(0L, await api.Database.ScalarAsync<long>(clocked.DatabaseName, "select count(*) from app.audit_cuts"));
    }

    /// <summary>Whatever the application believes: the database looks itself.</summary>
    [Fact]
    public async Task The_doors_let_nothing_go_that_is_young_or_counts()
    {
        await using var clocked = await YearAsync();
        var young = await YoungAsync(clocked);

        Assert.Equal("TN005", await StateAsync(clocked, $"select app.purge_findings(array['{young.Finding}']::uuid[])"));
        Assert.Equal("TN005", await StateAsync(clocked, $"select app.purge_runs(array['{young.Run}']::uuid[])"));
        Assert.Equal("TN005", await StateAsync(clocked, "select app.purge_findings(array(select id from app.findings where snippet = 'eval(a)'))"));
        Assert.Equal("TN005", await StateAsync(clocked, "select app.purge_runs(array(select id from app.runs where pipeline_run_id = 'forgotten'))"));
        Assert.Equal("TN005", await StateAsync(clocked, "select app.purge_notes(now() - interval '29 days', 10)"));
        Assert.Equal("TN005", await StateAsync(clocked, "select app.purge_audit(no, total, hash, closed_at, now(), key_id, signature) from app.audit_blocks order by no desc limit 1"));
        Assert.Equal("TN005", await StateAsync(clocked, "select app.purge_audit(no, total, sha256('x'), closed_at, now(), key_id, signature) from app.audit_blocks where no = 1"));
        Assert.Equal("done", await StateAsync(clocked, "select app.purge_findings(array(select id from app.findings where snippet = 'eval(c)'))"));
        await api.Database.ExecuteAsync(clocked.DatabaseName, "delete from app.audit where id = (select ids[1] from app.audit_blocks where no = 1)");
        Assert.Equal("TN006", await StateAsync(clocked, "select app.purge_audit(no, total, hash, closed_at, now(), key_id, signature) from app.audit_blocks where no = 1"));
    }

    [Fact]
    public async Task Only_an_owner_says_how_long()
    {
        var tenant = await api.NewTenantAsync();
        Assert.Equal("403 role-missing", await tenant.Admin.SendAsync("PUT", tenant.Route("retention"), new { days = 90 }).SaysAsync());
        Assert.Equal("403 role-missing", await tenant.Member.SendAsync("GET", tenant.Route("retention")).SaysAsync());
        Assert.Equal("400", await tenant.Owner.SendAsync("PUT", tenant.Route("retention"), new { days = 29 }).SaysAsync());
        Assert.Equal("200", await tenant.Owner.SendAsync("PUT", tenant.Route("retention"), new { days = 90 }).SaysAsync());
        Assert.Equal("200", await tenant.Owner.SendAsync("PUT", tenant.Route("retention"), new { days = (int?)null }).SaysAsync());
        Assert.Equal(2, (await tenant.TrailAsync(AuditActions.RetentionChanged)).Count);
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(null, 90, 90)]
    [InlineData(90, null, 90)]
    [InlineData(90, 400, 400)]
    [InlineData(400, 90, 400)]
    public void The_longer_of_plan_and_owner_holds(int? plan, int? own, int? days) => Assert.Equal(days, RetentionState.Holding(plan, own));

    private static async Task<(Guid Finding, Guid Run)> YoungAsync(ClockedApi clocked)
    {
        var client = new ScanClient(await clocked.Tenant.PipelineAsync(clocked.Tenant.ProjectId), clocked.Tenant.ProjectId);
        var run = await client.ScanAsync("young", client.RowsOf("young", "b.py", ["eval(y)"]), "other", startedAt: clocked.Clock.GetUtcNow());
        // No branch stands at the first one any more.
        await client.ScanAsync("younger", client.RowsOf("younger", "b.py", ["eval(y)"]), "other", startedAt: clocked.Clock.GetUtcNow());
        return (await clocked.Tenant.RunAsync(tx => tx.FirstAsync<Guid>($"select id from app.findings where tenant_id = {tx.TenantId} and snippet = 'eval(y)'", Ct)), run);
    }

    private async Task<string> StateAsync(ClockedApi clocked, string sql)
    {
        await using var connection = new NpgsqlConnection(api.Database.AsApi(clocked.DatabaseName));
        await connection.OpenAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        try
        {
            foreach (var statement in new[] { $"select app.set_tenant('{clocked.Tenant.Id}')", sql })
            {
                await using var command = new NpgsqlCommand(statement, connection);
                await command.ExecuteNonQueryAsync(Ct);
            }
            return "done";
        }
        catch (PostgresException refusal)
        {
            return refusal.SqlState;
        }
    }
}
