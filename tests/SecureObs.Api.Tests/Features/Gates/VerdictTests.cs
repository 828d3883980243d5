using System.Net;
using System.Net.Http.Json;
using SecureObs.Api.Features.Gates;
using SecureObs.Api.Features.Runs;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Contracts;
using SecureObs.Gate;

namespace SecureObs.Api.Tests.Features.Gates;

public sealed class VerdictTests(TestApi api)
{
    private static readonly string Commit = new('c', 40);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_closed_run_gets_a_verdict_that_is_kept_and_given_again()
    {
        var (tenant, pipeline) = await TenantAsync();
        var run = await pipeline.ScanAsync(tenant.ProjectId, "1", "main", Commit, Rows.Universal(tenant.ProjectId, "1"), Rows.Universal(tenant.ProjectId, "1", line: 20, severity: "LOW"));

        var first = await pipeline.DecideAsync(tenant.ProjectId, "1");
        Assert.Single(await tenant.TrailAsync(), entry => entry.StartsWith("gate.decided", StringComparison.Ordinal) && entry.Contains(first.Digest, StringComparison.Ordinal));
        var second = await pipeline.SendAsync("POST", $"/api/projects/{tenant.ProjectId}/runs/{run}/gate").ReadAsync<GateAnswer>();

        Assert.Equivalent(first, second, strict: true);
        Assert.Equal((true, run, 0, new GateCounts(0, 1, 0, 1, 0, 0)), (first.Blocked, first.RunId, first.PolicyVersion, first.Open));
        Assert.Equal("1 finding of severity HIGH or worse: none is allowed", Assert.Single(first.Reasons).Text);
        Assert.Equal([new GateScanner("bandit", "", ScannerStatus.Completed, null, Required: false)], first.Scanners);
        var listed = await tenant.Member.GetFromJsonAsync<GateVerdictItem[]>(tenant.Route($"projects/{tenant.ProjectId}/runs/{run}/gate-verdicts"), Ct);
        Assert.Equal(first.VerdictId, Assert.Single(listed!).Id);
        var item = Assert.Single((await tenant.Member.GetFromJsonAsync<Page<RunItem>>(tenant.Route($"projects/{tenant.ProjectId}/runs"), Ct))!.Items);
        Assert.Equal((true, (Guid?)first.VerdictId), (item.Blocking, item.VerdictId));
    }

    [Fact]
    public async Task A_run_that_is_open_or_unknown_gets_no_verdict()
    {
        var (tenant, pipeline) = await TenantAsync();
        var run = await pipeline.OpenAsync(tenant.ProjectId, "1");

        Assert.Equal("409 run-open", await pipeline.AskAsync(tenant.ProjectId, "1").SaysAsync());
        Assert.Equal("409 run-open", await pipeline.SendAsync("POST", $"/api/projects/{tenant.ProjectId}/runs/{run}/gate").SaysAsync());
        Assert.Equal("409 run-unknown", await pipeline.AskAsync(tenant.ProjectId, "2").SaysAsync());
        Assert.Equal("409 run-unknown", await pipeline.AskAsync(tenant.ProjectId, "").SaysAsync());
        Assert.Equal("409 run-unknown", await pipeline.SendAsync("POST", $"/api/projects/{tenant.ProjectId}/gate").SaysAsync());
        Assert.Equal("404 not-found", await pipeline.SendAsync("POST", $"/api/projects/{tenant.ProjectId}/runs/{Guid.NewGuid()}/gate").SaysAsync());
        Assert.Equal(0L, await tenant.RunAsync(tx => tx.FirstAsync<long>($"select count(*) from app.gate_verdicts where tenant_id = {tx.TenantId}", Ct)));
    }

    [Fact]
    public async Task After_triage_the_same_run_gets_another_verdict_and_the_first_stays()
    {
        var (tenant, pipeline) = await TenantAsync();
        await pipeline.ScanAsync(tenant.ProjectId, "1", "main", Commit, Rows.Universal(tenant.ProjectId, "1"));
        var blocked = await pipeline.DecideAsync(tenant.ProjectId, "1");

        await tenant.RunAsync(tx => tx.ExecuteAsync($"update app.findings set triage = 2, triaged_at = now() where tenant_id = {tx.TenantId}", Ct));
        var resolved = await pipeline.DecideAsync(tenant.ProjectId, "1");
        var finding = await tenant.RunAsync(tx => tx.FirstAsync<Guid>($"select id from app.findings where tenant_id = {tx.TenantId}", Ct));
        (await tenant.Member.PutAsJsonAsync(tenant.Route($"findings/{finding}/status"), new SetFindingStatusRequest(FindingStatus.WontFix, "never called"), Ct)).EnsureSuccessStatusCode();
        var passed = await pipeline.DecideAsync(tenant.ProjectId, "1");

        // The run has seen it, whoever calls it resolved.
        Assert.Equal((true, true, false), (blocked.Blocked, resolved.Blocked, passed.Blocked));
        Assert.NotEqual(blocked.Digest, passed.Digest);
        Assert.True((await tenant.VerdictAsync(blocked.VerdictId)).Blocked);
        Assert.Equal(GateStatus.Open, Assert.Single((await tenant.VerdictAsync(blocked.VerdictId)).Findings).Status);
        foreach (var verdict in new[] { blocked, passed })
            Assert.Equal(new GateReplay(true, verdict.Blocked, verdict.Digest, verdict.PolicyDigest, true), await tenant.ReplayAsync(verdict.VerdictId));
    }

    /// <summary>What is kept is what counts: a verdict whose input or result was changed in the database is not the same any more.</summary>
    [Theory]
    [InlineData("blocked = false"), InlineData("digest = sha256('x')"), InlineData("policy_digest = sha256('x')"), InlineData("document = '{\"format\":1,\"block\":\"never\"}'")]
    public async Task A_verdict_that_was_changed_behind_its_back_is_not_the_same_when_replayed(string change)
    {
        var (tenant, pipeline) = await TenantAsync();
        await pipeline.ScanAsync(tenant.ProjectId, "1", "main", Commit, Rows.Universal(tenant.ProjectId, "1"));
        var verdict = await pipeline.DecideAsync(tenant.ProjectId, "1");
        Assert.True((await tenant.ReplayAsync(verdict.VerdictId)).Same);

        await api.Database.ExecuteAsync(api.DatabaseName, $"update app.gate_verdicts set {change} where tenant_id = '{tenant.Id}'");

        Assert.False((await tenant.ReplayAsync(verdict.VerdictId)).Same);
    }

    [Fact]
    public async Task New_only_compares_with_the_newest_complete_result_of_the_default_branch()
    {
        var (tenant, pipeline) = await TenantAsync();
        var project = tenant.ProjectId;
        await tenant.SetPolicyAsync(0, """{"format":1,"block":"critical-and-high","newOnly":true}""");
        var (old, added) = (Rows.Universal(project, "x"), Rows.Universal(project, "x", rule: "B301"));

        await pipeline.ScanAsync(project, "first", "main", null, In("first", old));
        await pipeline.ScanAsync(project, "feature-1", "feature", null, In("feature-1", old));
        await pipeline.ScanAsync(project, "feature-2", "feature", null, In("feature-2", old), In("feature-2", added));
        Assert.True((await pipeline.DecideAsync(project, "first")).Blocked);   // nothing was there before
        Assert.False((await pipeline.DecideAsync(project, "feature-1")).Blocked);
        var blocked = await pipeline.DecideAsync(project, "feature-2");
        Assert.Equal("1 new finding of severity HIGH or worse: none is allowed", Assert.Single(blocked.Reasons).Text);
        Assert.Equal("B301", Assert.Single((await tenant.VerdictAsync(blocked.VerdictId)).Findings).RuleId);

        // What failed on the default branch says nothing about what is new.
        var failed = await pipeline.OpenAsync(project, "failed");
        await pipeline.ReportAsync(project, failed, "bandit", ScannerStatus.Failed);
        await pipeline.CloseAsync(project, failed);
        await pipeline.ScanAsync(project, "feature-3", "feature", null, In("feature-3", old));
        Assert.False((await pipeline.DecideAsync(project, "feature-3")).Blocked);

        // Gone from the default branch and back on another: new.
        await pipeline.ScanAsync(project, "second", "main", null);
        await pipeline.ScanAsync(project, "feature-4", "feature", null, In("feature-4", old));
        Assert.True((await pipeline.DecideAsync(project, "feature-4")).Blocked);
        Assert.Equal("true", await pipeline.BlockingAsync("feature-4"));
        Assert.Equal("false", await pipeline.BlockingAsync("feature-3"));
    }

    [Fact]
    public async Task A_run_is_listed_as_the_gate_said_last_under_a_policy_of_its_own()
    {
        var (tenant, pipeline) = await TenantAsync();
        await tenant.SetPolicyAsync(0, """{"format":1,"requiredScanners":["gitleaks"]}""");
        await pipeline.ScanAsync(tenant.ProjectId, "1", "main", null);
        Assert.Null((await RunAsync()).Blocking);

        await pipeline.DecideAsync(tenant.ProjectId, "1");

        Assert.True((await RunAsync()).Blocking);

        async Task<RunItem> RunAsync() => Assert.Single((await tenant.Member.GetFromJsonAsync<Page<RunItem>>(tenant.Route($"projects/{tenant.ProjectId}/runs"), Ct))!.Items);
    }

    [Fact]
    public async Task Annotations_mark_what_the_verdict_counts()
    {
        var (tenant, pipeline) = await TenantAsync();
        await tenant.SetPolicyAsync(0, """{"format":1,"thresholds":[{"severity":"LOW","exactly":true,"moreThan":1},{"severity":"CRITICAL"}]}""");
        await pipeline.ScanAsync(tenant.ProjectId, "1", "main", null,
            Rows.Universal(tenant.ProjectId, "1", line: 1), Rows.Universal(tenant.ProjectId, "1", line: 2, severity: "LOW"), Rows.Universal(tenant.ProjectId, "1", line: 3, severity: "LOW"));

        var verdict = await tenant.VerdictAsync((await pipeline.DecideAsync(tenant.ProjectId, "1")).VerdictId);
        var marked = await pipeline.ByRunAsync(tenant.ProjectId, "1");

        Assert.Equal(3, marked.Length);
        Assert.Equal(verdict.Findings.Select(finding => finding.Id).Order(), marked.Where(finding => finding.IsBlocking).Select(finding => finding.Id).Order());
        Assert.Equal([Severity.Low, Severity.Low], verdict.Findings.Select(finding => finding.Severity));
    }

    /// <summary>Published clients close no run and say of no scanner that it was done.</summary>
    [Fact]
    public async Task A_published_client_is_blocked_where_scanners_are_required()
    {
        var (tenant, pipeline) = await TenantAsync();
        await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, "1", severity: "LOW"));
        Assert.Equal("false", await pipeline.BlockingAsync("1"));

        await tenant.SetPolicyAsync(0, """{"format":1,"block":"critical","requiredScanners":["bandit"]}""");

        Assert.Equal("true", await pipeline.BlockingAsync("1"));
        Assert.Equal("false", await pipeline.BlockingAsync("unknown"));
    }

    [Fact]
    public async Task Another_project_or_tenant_neither_gets_nor_sees_a_verdict()
    {
        var ((ours, pipeline), (theirs, stranger)) = (await TenantAsync(), await TenantAsync());
        var other = await ours.AddProjectAsync("other");
        var run = await pipeline.ScanAsync(ours.ProjectId, "1", "main", Commit, Rows.Universal(ours.ProjectId, "1"));
        var verdict = await pipeline.DecideAsync(ours.ProjectId, "1");
        var (whole, ofOther) = (await ours.PipelineAsync(), await ours.PipelineAsync(other));

        Assert.Equal("404 not-found", await ofOther.AskAsync(ours.ProjectId, "1").SaysAsync());
        Assert.Equal("409 run-unknown", await ofOther.AskAsync(other, "1").SaysAsync());
        Assert.Equal("404 not-found", await whole.SendAsync("POST", $"/api/projects/{other}/runs/{run}/gate").SaysAsync());
        Assert.Equal("404 not-found", await stranger.AskAsync(ours.ProjectId, "1").SaysAsync());
        Assert.Equal("409 run-unknown", await stranger.AskAsync(theirs.ProjectId, "1").SaysAsync());
        Assert.Equal("404 not-found", await stranger.SendAsync("POST", $"/api/projects/{theirs.ProjectId}/runs/{run}/gate").SaysAsync());
        Assert.Equal("404 not-found", await theirs.Owner.SendAsync("GET", theirs.Route($"gate-verdicts/{verdict.VerdictId}")).SaysAsync());
        Assert.Equal("404 not-found", await theirs.Owner.SendAsync("POST", theirs.Route($"gate-verdicts/{verdict.VerdictId}/replay")).SaysAsync());
        Assert.Equal("404 not-found", await theirs.Owner.SendAsync("GET", ours.Route($"gate-verdicts/{verdict.VerdictId}")).SaysAsync());
        Assert.Empty((await theirs.Owner.GetFromJsonAsync<GateVerdictItem[]>(theirs.Route($"projects/{ours.ProjectId}/runs/{run}/gate-verdicts"), Ct))!);
        Assert.Empty((await ours.Owner.GetFromJsonAsync<GateVerdictItem[]>(ours.Route($"projects/{other}/runs/{run}/gate-verdicts"), Ct))!);
    }

    /// <summary>Two at once: one stores, both get the same.</summary>
    [Fact]
    public async Task Questions_at_once_get_one_verdict()
    {
        var (tenant, pipeline) = await TenantAsync();
        await pipeline.ScanAsync(tenant.ProjectId, "1", "main", Commit, Rows.Universal(tenant.ProjectId, "1"));

        var verdicts = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => pipeline.DecideAsync(tenant.ProjectId, "1")));

        Assert.Single(verdicts.Select(verdict => (verdict.VerdictId, verdict.Envelope)).Distinct());
        Assert.Equal(HttpStatusCode.OK, (await tenant.Member.GetAsync(tenant.Route($"gate-verdicts/{verdicts[0].VerdictId}"), Ct)).StatusCode);
    }

    /// <summary>Random triage, dates, policies and runs: the three answers agree, and each verdict stays what it was, whatever happened since.</summary>
    [Fact]
    public async Task Every_verdict_is_decided_again_as_it_was()
    {
        var (tenant, pipeline) = await TenantAsync();
        var random = new Random(7);
        var (verdicts, version) = (new List<GateAnswer>(), 0);
        string[] severities = ["CRITICAL", "HIGH", "MEDIUM", "LOW"];
        string[] policies =
        [
            """{"format":1,"block":"critical"}""", """{"format":1,"thresholds":[{"severity":"MEDIUM","moreThan":1}],"graceUntilDue":true}""",
            """{"format":1,"block":"critical-and-high","newOnly":true}""", """{"format":1,"block":"never","requiredScanners":["bandit","gitleaks"]}""",
            """{"format":1,"block":"critical-and-high","acceptSourceIgnores":true}""",
        ];
        for (var round = 0; round < 10; round++)
        {
            var run = $"run {round}";
            await pipeline.ScanAsync(tenant.ProjectId, run, random.Next(2) == 0 ? "main" : "feature", Commit,
                [.. Enumerable.Range(1, 5).Where(_ => random.Next(3) > 0).Select(line => Rows.Universal(tenant.ProjectId, run, line: line * 10, severity: severities[random.Next(4)]))]);
            if (random.Next(2) == 0)
                version = (await tenant.SetPolicyAsync(version, policies[random.Next(policies.Length)])).Version;
            verdicts.Add(await pipeline.DecideAsync(tenant.ProjectId, run));
            Assert.Equal(verdicts[^1].Blocked ? "true" : "false", await pipeline.BlockingAsync(run));
            Assert.Equal(verdicts[^1].Reasons.SelectMany(reason => reason.Findings).Distinct().Order(),
                (await pipeline.ByRunAsync(tenant.ProjectId, run)).Where(finding => finding.IsBlocking).Select(finding => finding.Id).Order());
            var (triage, days) = ((short)random.Next(3), random.Next(-2, 3));
            await tenant.RunAsync(tx => tx.ExecuteAsync($"""
                update app.findings set triage = {triage}, due_at = now() + make_interval(days => {days}), ignored_in_source = case when {triage} = 1 then 'nosec' end
                where tenant_id = {tx.TenantId} and start_line % 20 = {random.Next(2) * 10}
                """, Ct));
            verdicts.Add(await pipeline.DecideAsync(tenant.ProjectId, $"run {random.Next(round + 1)}"));
        }

        Assert.Equal(2, verdicts.Select(verdict => verdict.Blocked).Distinct().Count());
        foreach (var verdict in verdicts.DistinctBy(verdict => verdict.VerdictId))
            Assert.Equal(new GateReplay(true, verdict.Blocked, verdict.Digest, verdict.PolicyDigest, true), await tenant.ReplayAsync(verdict.VerdictId));
    }

    private static System.Text.Json.Nodes.JsonObject In(string run, System.Text.Json.Nodes.JsonObject row)
    {
        var copy = (System.Text.Json.Nodes.JsonObject)row.DeepClone();
        copy["pipelineRunId"] = run;
        return copy;
    }

    private async Task<(TestTenant, HttpClient)> TenantAsync()
    {
        var tenant = await api.NewTenantAsync();
        return (tenant, await tenant.PipelineAsync(tenant.ProjectId));
    }
}
