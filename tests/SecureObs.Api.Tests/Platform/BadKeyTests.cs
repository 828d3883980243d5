using System.Net.Http.Json;
using SecureObs.Api.Features.ApiKeys;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform;

/// <summary>A key opens a tenant or nothing. What is no key by its form costs no look at the database, any other exactly one.</summary>
public sealed class BadKeyTests(TestApi api, OneTenant shared) : IClassFixture<OneTenant>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Misshapen => [.. BadKeys.Misshapen.Keys];

    public static TheoryData<string> Unknown => [.. BadKeys.Unknown.Keys];

    [Theory]
    [MemberData(nameof(Misshapen))]
    public async Task What_is_no_key_by_its_form_asks_the_database_nothing(string name)
    {
        var key = await GoodKeyAsync();
        var (expected, lines) = BadKeys.Misshapen[name];
        var (status, statements) = await GetAsync(Active, lines(key));

        Assert.Equal((expected, 0), (status == 0 && expected == 431 ? 431 : status, statements.Count));
    }

    [Fact]
    public async Task A_key_in_the_address_is_no_key()
    {
        var key = await GoodKeyAsync();
        foreach (var name in new[] { "X-Api-Key", "x-api-key", "apiKey", "api_key", "key" })
        {
            var (status, statements) = await GetAsync($"{Active}?{name}={key}");
            Assert.Equal((401, 0), (status, statements.Count));
        }
    }

    [Theory]
    [MemberData(nameof(Unknown))]
    public async Task A_key_that_nobody_has_costs_one_look_up(string name) =>
        await RefusedAfterOneLookUpAsync(BadKeys.Unknown[name](await GoodKeyAsync()));

    [Fact]
    public async Task A_revoked_key_costs_one_look_up()
    {
        var key = await shared.Tenant.NewKeyAsync();
        (await shared.Tenant.Admin.DeleteAsync(shared.Tenant.Route($"api-keys/{key.Id}"), Ct)).EnsureSuccessStatusCode();

        await RefusedAfterOneLookUpAsync(key.Key);
    }

    [Fact]
    public async Task An_expired_key_costs_one_look_up()
    {
        var key = await shared.Tenant.NewKeyAsync();
        await api.Database.ExecuteAsync(api.DatabaseName, $"update app.api_keys set expires_at = now() - interval '1 second' where id = '{key.Id}'");

        await RefusedAfterOneLookUpAsync(key.Key);
    }

    [Fact]
    public async Task A_key_of_another_tenant_or_project_finds_nothing()
    {
        var (theirs, other) = (await (await api.NewTenantAsync()).NewKeyAsync(), await shared.Tenant.NewKeyAsync(await shared.Tenant.AddProjectAsync("other")));

        Assert.Equal(404, (await GetAsync(Active, $"X-Api-Key: {theirs.Key}")).Status);
        Assert.Equal(404, (await GetAsync(Active, $"X-Api-Key: {other.Key}")).Status);
    }

    [Fact]
    public async Task A_key_of_an_archived_project_finds_nothing()
    {
        var project = await shared.Tenant.AddProjectAsync("archived");
        var key = await shared.Tenant.NewKeyAsync(project);
        Assert.Equal(200, (await GetAsync($"/api/projects/{project}/scanners/active", $"X-Api-Key: {key.Key}")).Status);

        (await shared.Tenant.Admin.PostAsync(shared.Tenant.Route($"projects/{project}/archive"), null, Ct)).EnsureSuccessStatusCode();

        Assert.Equal(404, (await GetAsync($"/api/projects/{project}/scanners/active", $"X-Api-Key: {key.Key}")).Status);
    }

    /// <summary>What the bad ones differ from; the name of a header has no case, and CI variables come with white space.</summary>
    [Theory]
    [InlineData("X-Api-Key: {0}")]
    [InlineData("x-api-key:   {0}  ")]
    public async Task A_good_key_is_let_in_and_its_use_is_noted(string line)
    {
        var key = await shared.Tenant.NewKeyAsync(shared.Tenant.ProjectId);
        Assert.Null((await ItemAsync(key.Id)).LastUsedAt);

        var (status, statements) = await GetAsync(Active, string.Format(null, line, key.Key));

        Assert.Equal(200, status);
        Assert.Single(statements, statement => statement.Contains("authenticate_api_key", StringComparison.Ordinal));
        Assert.True(statements.Count > 1, "The statements of the endpoint itself are not counted.");
        Assert.NotNull((await ItemAsync(key.Id)).LastUsedAt);
    }

    /// <summary>An endpoint asks for one kind of credential; the other is not even looked at.</summary>
    [Theory]
    [InlineData("person", "good", "bad", 200, "recognise_person")]
    [InlineData("person", "good", "good", 200, "recognise_person")]
    [InlineData("person", "bad", "good", 401, null)]
    [InlineData("person", "none", "good", 401, null)]
    [InlineData("pipeline", "good", "good", 200, "authenticate_api_key")]
    [InlineData("pipeline", "bad", "good", 200, "authenticate_api_key")]
    [InlineData("pipeline", "good", "bad", 401, null)]
    [InlineData("pipeline", "good", "none", 401, null)]
    public async Task Of_two_credentials_the_rule_reads_its_own(string endpoint, string token, string key, int expected, string? asked)
    {
        var lines = new List<string>();
        if (token != "none")
            lines.Add($"Authorization: Bearer {api.Entra.Token(shared.Tenant.MemberPerson, expiresInMinutes: token == "good" ? 60 : -60)}");
        if (key != "none")
            lines.Add($"X-Api-Key: {(key == "good" ? await GoodKeyAsync() : "sobs_typo")}");

        var (status, statements) = await GetAsync(endpoint == "person" ? shared.Tenant.Route("projects") : Active, [.. lines]);

        Assert.Equal(expected, status);
        foreach (var door in new[] { "recognise_person", "authenticate_api_key" })
            Assert.Equal(door == asked ? 1 : 0, statements.Count(statement => statement.Contains(door, StringComparison.Ordinal)));
    }

    private string Active => $"/api/projects/{shared.Tenant.ProjectId}/scanners/active";

    private async Task<string> GoodKeyAsync() => (await shared.Tenant.NewKeyAsync(shared.Tenant.ProjectId)).Key;

    private async Task<ApiKeyItem> ItemAsync(Guid id) =>
        (await shared.Tenant.Admin.GetFromJsonAsync<Page<ApiKeyItem>>(shared.Tenant.Route("api-keys"), Ct))!.Items.Single(item => item.Id == id);

    private async Task RefusedAfterOneLookUpAsync(string key)
    {
        var (status, statements) = await GetAsync(Active, $"X-Api-Key: {key}");

        Assert.Equal(401, status);
        Assert.Contains("app.authenticate_api_key(", Assert.Single(statements), StringComparison.Ordinal);
    }

    private async Task<(int Status, IReadOnlyCollection<string> Statements)> GetAsync(string path, params string[] lines)
    {
        using var watch = new DatabaseWatch();
        var asked = watch.Follow(out var trace);
        var status = await RawRequest.GetAsync(api.Address, path, [$"traceparent: {trace}", .. lines], Ct);
        return (status, watch.StatementsOf(asked));
    }
}
