using System.Net.Http.Json;
using SecureObs.Api.Features.Keyless;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Keyless;

/// <summary>What an admin can trust, and why something matches or not.</summary>
public sealed class TrustRuleTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rules_are_listed_with_their_last_use_and_stay_when_revoked()
    {
        var tenant = await api.NewTenantAsync();
        var route = tenant.Route($"projects/{tenant.ProjectId}/trust-rules");
        var rule = await tenant.TrustAsync(api.Rule(("environment", "production")));
        await api.KeylessAsync(tenant.ProjectId);

        Assert.Equal("204", await tenant.Admin.SendAsync("DELETE", $"{route}/{rule}").SaysAsync());
        Assert.Equal("204", await tenant.Admin.SendAsync("DELETE", $"{route}/{rule}").SaysAsync());

        var item = Assert.Single((await tenant.Admin.GetFromJsonAsync<Page<TrustRuleItem>>(route, Ct))!.Items);
        Assert.Equal(("Builds of main", TrustPlatform.GitHub, "production", "Ada Admin"), (item.Name, item.Platform, item.Claims["environment"], item.CreatedBy));
        Assert.True(item.RevokedAt is not null && item.LastUsedAt is not null);
        foreach (var (method, path) in new[] { ("GET", route), ("POST", route), ("DELETE", $"{route}/{rule}"), ("POST", $"{route}/try") })
            Assert.Equal("403 role-missing", await tenant.Member.SendAsync(method, path, method is "POST" ? api.Rule() : null).SaysAsync());
    }

    public static TheoryData<string, TrustPlatform, string, string> TooWide => new()
    {
        { "issuer: plain http", TrustPlatform.GitHub, "http://token.example", "repository=octo-org/shop" },
        { "issuer: with a user", TrustPlatform.GitHub, "https://a@token.example", "repository=octo-org/shop" },
        { "issuer: no URL", TrustPlatform.GitHub, "token.example", "repository=octo-org/shop" },
        { "whose: nothing", TrustPlatform.GitHub, "https://token.example", "ref=refs/heads/main" },
        { "whose: a star", TrustPlatform.GitHub, "https://token.example", "repository=octo-org/*" },
        { "whose: of another platform", TrustPlatform.GitLab, "https://token.example", "repository=octo-org/shop" },
        { "whose: a subject with a star", TrustPlatform.Generic, "https://token.example", "sub=*" },
        { "claim: empty", TrustPlatform.GitHub, "https://token.example", "repository=" },
        { "claim: checked by itself", TrustPlatform.Generic, "https://token.example", "sub=a,aud=*" },
    };

    [Theory]
    [MemberData(nameof(TooWide))]
    public async Task A_rule_that_would_trust_more_than_anybody_means_is_refused(string what, TrustPlatform platform, string issuer, string claims)
    {
        var tenant = await api.NewTenantAsync();
        var rule = new TrustRuleRequest(what, platform, issuer, Trusting.Audience,
            Trusting.Claims([.. claims.Split(',').Select(claim => (claim.Split('=')[0], claim.Split('=')[1]))]));

        Assert.Equal("400 trust-rule-invalid", await tenant.Admin.SendAsync("POST", tenant.Route($"projects/{tenant.ProjectId}/trust-rules"), rule).SaysAsync());
    }

    [Fact]
    public async Task The_tester_says_of_each_rule_what_matches_and_what_does_not()
    {
        var tenant = await api.NewTenantAsync();
        await tenant.TrustAsync(api.Rule());
        await tenant.TrustAsync(api.Rule() with { Name = "All branches", Claims = Trusting.Claims(("repository", "octo-org/shop"), ("ref", "refs/heads/*")) });
        var token = api.Issuer.Token(("ref", "refs/heads/dev"));

        foreach (var pasted in new[] { token, token.Split('.')[1], $" {{\"iss\":\"{api.Issuer.Url}\",\"aud\":\"{Trusting.Audience}\",\"repository\":\"octo-org/shop\",\"ref\":\"refs/heads/dev\"}} " })
        {
            var tried = await tenant.Admin.SendAsync("POST", tenant.Route($"projects/{tenant.ProjectId}/trust-rules/try"), new TryTrustRulesRequest(pasted)).ReadAsync<TriedRules>();
            Assert.Equal([("Builds of main", false), ("All branches", true)], tried.Rules.Select(rule => (rule.Name, rule.IsMatch)));
            Assert.Equal(new TrustCheck("ref", "refs/heads/main", "refs/heads/dev", false), Assert.Single(tried.Rules[0].Checks, check => !check.IsOk));
            Assert.Equal(["iss", "aud", "ref", "repository"], tried.Rules[0].Checks.Select(check => check.Claim));
        }
        foreach (var nonsense in new[] { "x", "{", "[]", "{\"a\":1,\"a\":2}" })
            Assert.Equal("400 trust-rule-invalid", await tenant.Admin.SendAsync("POST", tenant.Route($"projects/{tenant.ProjectId}/trust-rules/try"), new TryTrustRulesRequest(nonsense)).SaysAsync());
    }

    [Fact]
    public async Task Pull_requests_come_in_when_a_rule_says_so()
    {
        var tenant = await api.NewTenantAsync();
        await tenant.TrustAsync(api.Rule() with { Claims = Trusting.Claims(("repository", "octo-org/shop")), PullRequests = true });

        await api.KeylessAsync(tenant.ProjectId, Trusting.Run, ("event_name", "pull_request"), ("ref", "refs/pull/7/merge"), ("head_ref", "feature"));

        Assert.Equal("feature", await api.Database.ScalarAsync<string>(api.DatabaseName, $"select branch from app.run_credentials where tenant_id = '{tenant.Id}'"));
    }

    [Fact]
    public async Task A_project_has_so_many_rules_and_no_more()
    {
        var tenant = await api.NewTenantAsync();
        await tenant.RunAsync(tx => tx.ExecuteAsync($"""
            insert into app.trust_rules (tenant_id, id, project_id, name, platform, issuer, audience, claims, created_by, created_at)
            select {tx.TenantId}, gen_random_uuid(), {tenant.ProjectId}, 'rule ' || n, 1, 'https://issuer.example', 'x', {"{}"}::jsonb, gen_random_uuid(), now()
            from generate_series(1, {CreateTrustRule.MostOfProject}) n
            """, Ct));

        Assert.Equal("409 too-many-trust-rules", await tenant.Admin.SendAsync("POST", tenant.Route($"projects/{tenant.ProjectId}/trust-rules"), api.Rule()).SaysAsync());
    }

    [Theory]
    [InlineData("refs/heads/*", "refs/heads/", true)]
    [InlineData("refs/heads/*", "refs/heads/a/b", true)]
    [InlineData("refs/heads/*", "refs/tags/a", false)]
    [InlineData("refs/heads/main", "refs/heads/main2", false)]
    [InlineData("refs/heads/main", "refs/heads/main\n", false)]
    [InlineData("a.c", "abc", false)]
    [InlineData("*release*", "x/release/1", true)]
    [InlineData("(a|b)", "a", false)]
    [InlineData("A", "a", false)]
    public void A_star_stands_for_any_characters_and_nothing_else_for_more_than_itself(string pattern, string text, bool matches) =>
        Assert.Equal(matches, TrustMatch.Matches(pattern, text));
}
