using SecureObs.Api.Features.Keyless;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Contracts;

namespace SecureObs.Api.Tests.Features.Keyless;

public sealed class ExchangeTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Hostile => [.. HostileTokens.All.Keys];

    [Fact]
    public async Task A_pipeline_without_a_key_brings_findings_and_asks_the_gate()
    {
        var tenant = await api.NewTenantAsync();
        var rule = await tenant.TrustAsync(api.Rule());
        var pipeline = await api.KeylessAsync(tenant.ProjectId);
        var project = tenant.ProjectId;

        var opened = await pipeline.SendAsync("POST", $"/api/projects/{project}/runs", new OpenRunRequest(Trusting.Run, "main")).ReadAsync<OpenedRun>();
        await pipeline.IngestAsync("universal", Rows.Universal(project, Trusting.Run));
        Assert.Equal("200", await pipeline.SendAsync("PUT", $"/api/projects/{project}/runs/{opened.RunId}/results/bandit", new { status = "completed", findings = 1 }).SaysAsync());
        Assert.Equal("204", await pipeline.SendAsync("POST", $"/api/projects/{project}/runs/{opened.RunId}/close").SaysAsync());
        Assert.Equal("200", await pipeline.SendAsync("POST", $"/api/projects/{project}/gate?pipelineRunId={Trusting.Run}").SaysAsync());

        // The trail names the rule in all of it.
        Assert.Equal("4 token.exchanged 4 run.opened 4 finding.ingested", await api.Database.ScalarAsync<string>(api.DatabaseName, $"""
            select string_agg(actor_kind || ' ' || action, ' ' order by id) from (
                select * from app.audit where tenant_id = '{tenant.Id}' and actor_id = '{rule}' order by id limit 3) first
            """));
        Assert.Equal("main gha-815-1", await api.Database.ScalarAsync<string>(api.DatabaseName, $"select branch || ' ' || run from app.run_credentials where tenant_id = '{tenant.Id}'"));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task A_hostile_token_is_refused_and_all_in_the_same_words(string what)
    {
        var tenant = await api.NewTenantAsync();
        await tenant.TrustAsync(api.Rule());

        Assert.Equal("401 token-refused", await api.ExchangeAsync(tenant.ProjectId, HostileTokens.All[what](api.Issuer)).SaysAsync());
        Assert.Equal("200", await api.ExchangeAsync(tenant.ProjectId, api.Issuer.Token()).SaysAsync());
    }

    [Theory]
    [InlineData(15_000, "400")]
    [InlineData(40_000, "413 body-too-large")]
    public async Task A_huge_token_is_not_read(int padding, string says)
    {
        var tenant = await api.NewTenantAsync();
        await tenant.TrustAsync(api.Rule());

        Assert.Equal(says, await api.ExchangeAsync(tenant.ProjectId, api.Issuer.Token(("padding", new string('x', padding)))).SaysAsync());
    }

    [Fact]
    public async Task A_token_is_exchanged_once_however_many_ask_at_once()
    {
        var tenant = await api.NewTenantAsync();
        await tenant.TrustAsync(api.Rule());
        var token = api.Issuer.Token();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => api.ExchangeAsync(tenant.ProjectId, token).SaysAsync()));

        Assert.Equal(["200", .. Enumerable.Repeat("401 token-refused", 19)], answers.Order());
    }

    [Fact]
    public async Task A_project_that_trusts_nobody_is_like_one_that_does_not_exist()
    {
        var tenant = await api.NewTenantAsync();
        Assert.Equal("401 token-refused", await api.ExchangeAsync(tenant.ProjectId, api.Issuer.Token()).SaysAsync());
        Assert.Equal("401 token-refused", await api.ExchangeAsync(Guid.NewGuid(), api.Issuer.Token()).SaysAsync());

        var other = await api.NewTenantAsync();
        await other.TrustAsync(api.Rule());
        Assert.Equal("401 token-refused", await api.ExchangeAsync(tenant.ProjectId, api.Issuer.Token()).SaysAsync());
    }

    [Fact]
    public async Task A_rule_that_is_revoked_lets_nobody_in_and_ends_what_it_gave()
    {
        var tenant = await api.NewTenantAsync();
        var rule = await tenant.TrustAsync(api.Rule());
        var pipeline = await api.KeylessAsync(tenant.ProjectId);
        Assert.Equal("200", await pipeline.SendAsync("GET", $"/api/projects/{tenant.ProjectId}/scanners/active").SaysAsync());

        Assert.Equal("204", await tenant.Admin.SendAsync("DELETE", tenant.Route($"projects/{tenant.ProjectId}/trust-rules/{rule}")).SaysAsync());

        Assert.Equal("401", await pipeline.SendAsync("GET", $"/api/projects/{tenant.ProjectId}/scanners/active").SaysAsync());
        Assert.Equal("401 token-refused", await api.ExchangeAsync(tenant.ProjectId, api.Issuer.Token()).SaysAsync());
    }

    [Fact]
    public async Task An_archived_project_and_a_closed_organisation_let_nobody_in()
    {
        var tenant = await api.NewTenantAsync();
        await tenant.TrustAsync(api.Rule());
        var pipeline = await api.KeylessAsync(tenant.ProjectId);
        Assert.Equal("204", await tenant.Admin.SendAsync("POST", tenant.Route($"projects/{tenant.ProjectId}/archive")).SaysAsync());
        Assert.Equal("401 token-refused", await api.ExchangeAsync(tenant.ProjectId, api.Issuer.Token()).SaysAsync());
        Assert.Equal("204", await tenant.Admin.SendAsync("POST", tenant.Route($"projects/{tenant.ProjectId}/restore")).SaysAsync());
        Assert.Equal("200", await api.ExchangeAsync(tenant.ProjectId, api.Issuer.Token()).SaysAsync());

        Assert.Equal("200", await tenant.Owner.SendAsync("POST", tenant.Route("deletion"), new { name = "Test tenant" }).SaysAsync());

        Assert.Equal("401 token-refused", await api.ExchangeAsync(tenant.ProjectId, api.Issuer.Token()).SaysAsync());
        Assert.Equal("401", await pipeline.SendAsync("GET", $"/api/projects/{tenant.ProjectId}/scanners/active").SaysAsync());
    }

    [Fact]
    public async Task A_credential_lives_for_a_quarter_of_an_hour()
    {
        await using var clocked = await ClockedApi.StartAsync(api);
        var tenant = clocked.Tenant;
        await tenant.TrustAsync(api.Rule());
        using var client = new HttpClient { BaseAddress = tenant.Admin.BaseAddress };
        var answer = await client.SendAsync("POST", $"/api/projects/{tenant.ProjectId}/run-credentials", new RunCredentialRequest(api.Issuer.Token(), Trusting.Run)).ReadAsync<RunCredentialAnswer>();
        client.DefaultRequestHeaders.Add("X-Api-Key", answer.Credential);
        Assert.Equal("200", await client.SendAsync("GET", $"/api/projects/{tenant.ProjectId}/scanners/active").SaysAsync());

        clocked.Clock.Move(RunCredential.Life - TimeSpan.FromSeconds(5));
        Assert.Equal("200", await client.SendAsync("GET", $"/api/projects/{tenant.ProjectId}/scanners/active").SaysAsync());
        clocked.Clock.Move(TimeSpan.FromSeconds(6));
        Assert.Equal("401", await client.SendAsync("GET", $"/api/projects/{tenant.ProjectId}/scanners/active").SaysAsync());
    }

    [Fact]
    public async Task A_credential_is_renewed_once_and_while_its_token_is_good()
    {
        var tenant = await api.NewTenantAsync();
        await tenant.TrustAsync(api.Rule());
        var renewal = $"/api/projects/{tenant.ProjectId}/run-credentials/renewal";
        var first = await api.KeylessAsync(tenant.ProjectId);

        var second = api.WithKey((await first.SendAsync("POST", renewal).ReadAsync<RunCredentialAnswer>()).Credential);
        Assert.Equal("401 token-refused", await first.SendAsync("POST", renewal).SaysAsync());
        Assert.Equal("200", await second.SendAsync("POST", $"/api/projects/{tenant.ProjectId}/runs", new OpenRunRequest(Trusting.Run, "main")).SaysAsync());
        Assert.Equal("403 run-out-of-reach", await second.SendAsync("POST", $"/api/projects/{tenant.ProjectId}/runs", new OpenRunRequest("gha-816-1", "main")).SaysAsync());

        await api.Database.ExecuteAsync(api.DatabaseName, $"update app.run_credentials set renewable_until = now() where tenant_id = '{tenant.Id}'");
        Assert.Equal("401 token-refused", await second.SendAsync("POST", renewal).SaysAsync());
        Assert.Equal("204", await (await tenant.PipelineAsync(tenant.ProjectId)).SendAsync("POST", renewal).SaysAsync());
    }

    [Fact]
    public async Task What_is_over_is_forgotten_when_the_next_one_comes()
    {
        var tenant = await api.NewTenantAsync();
        await tenant.TrustAsync(api.Rule());
        await api.KeylessAsync(tenant.ProjectId);
        await api.Database.ExecuteAsync(api.DatabaseName, $"""
            update app.run_credentials set created_at = now() - interval '3 hours', expires_at = now() - interval '2 hours 45 minutes', keep_until = now() - interval '1 hour' where tenant_id = '{tenant.Id}'
            """);

        await api.KeylessAsync(tenant.ProjectId);

        Assert.Equal(1L, await api.Database.ScalarAsync<long>(api.DatabaseName, $"select count(*) from app.run_credentials where tenant_id = '{tenant.Id}'"));
    }

    [Fact]
    public async Task A_good_token_that_no_rule_takes_is_noted_for_the_admin()
    {
        var tenant = await api.NewTenantAsync();
        await tenant.TrustAsync(api.Rule());
        Assert.Equal("401 token-refused", await api.ExchangeAsync(tenant.ProjectId, api.Issuer.Token(("ref", "refs/heads/dev"))).SaysAsync());

        List<string> entries;
        do
            await Task.Delay(50, Ct);   // it comes beside the answer
        while ((entries = await tenant.TrailAsync(AuditActions.TokenRefused)) is []);
        Assert.Contains("repo:octo-org/shop:ref:refs/heads/main", Assert.Single(entries), StringComparison.Ordinal);
    }
}
