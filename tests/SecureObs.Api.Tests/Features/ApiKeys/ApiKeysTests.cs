using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SecureObs.Api.Features.ApiKeys;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.ApiKeys;

public sealed class ApiKeysTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<HttpStatusCode> UseAsync(HttpClient pipeline, Guid project) =>
        (await pipeline.GetAsync($"/api/projects/{project}/scanners/active", Ct)).StatusCode;

    [Fact]
    public async Task A_key_is_shown_once_and_listed_by_its_prefix()
    {
        var tenant = await api.NewTenantAsync();
        var key = await tenant.NewKeyAsync(tenant.ProjectId);

        var text = await tenant.Admin.GetStringAsync(tenant.Route("api-keys"), Ct);
        var item = Assert.Single(JsonSerializer.Deserialize<Page<ApiKeyItem>>(text, JsonSerializerOptions.Web)!.Items);

        Assert.DoesNotContain(key.Key, text, StringComparison.Ordinal);
        Assert.Equal((key.Key[..13], "shop", "Ada Admin", ApiKeyState.Active), (item.Prefix, item.ProjectName, item.CreatedBy, item.State));
    }

    [Fact]
    public async Task A_revoked_key_is_refused_on_the_next_request()
    {
        var tenant = await api.NewTenantAsync();
        var key = await tenant.NewKeyAsync(tenant.ProjectId);
        var pipeline = api.WithKey(key.Key);

        var before = await UseAsync(pipeline, tenant.ProjectId);
        var revoked = await tenant.Admin.DeleteAsync(tenant.Route($"api-keys/{key.Id}"), Ct);
        var after = await pipeline.GetAsync($"/api/projects/{tenant.ProjectId}/scanners/active", Ct);
        var again = await tenant.Admin.DeleteAsync(tenant.Route($"api-keys/{key.Id}"), Ct);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.Unauthorized, HttpStatusCode.NoContent),
            (before, revoked.StatusCode, after.StatusCode, again.StatusCode));
        Assert.Equal("application/problem+json", after.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task An_expired_key_is_refused()
    {
        var tenant = await api.NewTenantAsync();
        var key = await tenant.NewKeyAsync(tenant.ProjectId, DateTimeOffset.UtcNow.AddDays(1));
        await using var later = api.Build(api.Database.AsApi(api.DatabaseName), clock: new LaterClock(TimeSpan.FromDays(2)));
        await later.StartAsync(Ct);
        using var pipeline = new HttpClient { BaseAddress = new Uri(later.Urls.Single()) };
        pipeline.DefaultRequestHeaders.Add("X-Api-Key", key.Key);

        Assert.Equal(HttpStatusCode.OK, await UseAsync(api.WithKey(key.Key), tenant.ProjectId));
        Assert.Equal(HttpStatusCode.Unauthorized, await UseAsync(pipeline, tenant.ProjectId));
    }

    [Fact]
    public async Task The_list_tells_creator_expiry_state_and_last_use()
    {
        var tenant = await api.NewTenantAsync();
        var expires = new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var used = await tenant.NewKeyAsync(expiresAt: expires);
        var unused = await tenant.NewKeyAsync();
        await tenant.Admin.SendAsync("DELETE", tenant.Route($"api-keys/{unused.Id}"));
        await UseAsync(api.WithKey(used.Key), tenant.ProjectId);
        await UseAsync(api.WithKey(unused.Key), tenant.ProjectId);   // revoked: this is no use

        var items = (await tenant.Admin.GetFromJsonAsync<Page<ApiKeyItem>>(tenant.Route("api-keys"), Ct))!.Items.ToDictionary(item => item.Id);

        Assert.Equal(("Ada Admin", expires.UtcDateTime, null, ApiKeyState.Active),
            (items[used.Id].CreatedBy, items[used.Id].ExpiresAt, items[used.Id].RevokedAt, items[used.Id].State));
        Assert.NotNull(items[used.Id].LastUsedAt);
        Assert.Equal((null, ApiKeyState.Revoked), (items[unused.Id].LastUsedAt, items[unused.Id].State));
        Assert.NotNull(items[unused.Id].RevokedAt);
    }

    [Fact]
    public async Task Last_use_is_kept_to_the_minute_and_moves_on()
    {
        var tenant = await api.NewTenantAsync();
        var key = await tenant.NewKeyAsync();
        var at = new DateTimeOffset(2098, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var doors = api.Services.GetRequiredService<Doors>();
        Assert.True(ApiKeySecret.TryParse(key.Key, out var secret));

        var shown = new List<DateTime?>();
        foreach (var seconds in new[] { 0, 59, 61 })
        {
            Assert.NotNull(await doors.AuthenticateApiKeyAsync(secret.Hash(), at.AddSeconds(seconds), Ct));
            shown.Add(Assert.Single((await tenant.Admin.GetFromJsonAsync<Page<ApiKeyItem>>(tenant.Route("api-keys"), Ct))!.Items).LastUsedAt);
        }

        Assert.Equal([at.UtcDateTime, at.UtcDateTime, at.UtcDateTime.AddSeconds(61)], shown);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sobs_nonsense")]
    [InlineData("sobs_00000000_0000000000000000000000000000000000000000000000000")]
    public async Task Anything_else_is_refused_and_never_redirected(string key)
    {
        var tenant = await api.NewTenantAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await UseAsync(api.WithKey(key), tenant.ProjectId));
    }

    [Fact]
    public async Task A_key_with_white_space_around_it_works()
    {
        var tenant = await api.NewTenantAsync();
        var key = await tenant.NewKeyAsync();
        var pipeline = api.Anonymous();
        pipeline.DefaultRequestHeaders.TryAddWithoutValidation("X-Api-Key", $"  {key.Key} \t");

        Assert.Equal(HttpStatusCode.OK, await UseAsync(pipeline, tenant.ProjectId));
    }

    [Fact]
    public async Task A_project_key_gets_404_for_another_project()
    {
        var tenant = await api.NewTenantAsync();
        var other = await tenant.AddProjectAsync("other");
        var pipeline = await tenant.PipelineAsync(tenant.ProjectId);

        Assert.Equal(HttpStatusCode.OK, await UseAsync(pipeline, tenant.ProjectId));
        Assert.Equal(HttpStatusCode.NotFound, await UseAsync(pipeline, other));
        Assert.Equal(HttpStatusCode.NotFound, (await pipeline.GetAsync($"/api/findings/by-run?projectId={other}&pipelineRunId=1", Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await pipeline.PostAsJsonAsync($"/api/projects/{other}/runs", new { pipelineRunId = "1" }, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await pipeline.PostAsJsonAsync("/api/findings/bulk-universal", Rows.Array(Rows.Universal(other, "1")), Ct)).StatusCode);
    }

    [Fact]
    public async Task A_tenant_key_works_for_every_project_of_its_tenant_and_for_no_other()
    {
        var (ours, theirs) = (await api.NewTenantAsync(), await api.NewTenantAsync());
        var other = await ours.AddProjectAsync("other");
        var pipeline = await ours.PipelineAsync();

        Assert.Equal(HttpStatusCode.OK, await UseAsync(pipeline, ours.ProjectId));
        Assert.Equal(HttpStatusCode.OK, await UseAsync(pipeline, other));
        Assert.Equal(HttpStatusCode.NotFound, await UseAsync(pipeline, theirs.ProjectId));
        Assert.Equal(HttpStatusCode.NotFound, (await pipeline.GetAsync("/api/projects/not-a-guid/scanners/active", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_key_opens_no_dashboard_and_a_person_no_pipeline()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, (await pipeline.GetAsync(tenant.Route("projects"), Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await UseAsync(tenant.Owner, tenant.ProjectId));
    }

    [Fact]
    public async Task A_member_cannot_manage_keys_and_another_tenant_sees_none()
    {
        var (ours, theirs) = (await api.NewTenantAsync(), await api.NewTenantAsync());
        var key = await ours.NewKeyAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await ours.Member.GetAsync(ours.Route("api-keys"), Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await theirs.Owner.GetAsync(ours.Route("api-keys"), Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await theirs.Owner.DeleteAsync(theirs.Route($"api-keys/{key.Id}"), Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await theirs.Admin.PostAsJsonAsync(theirs.Route("api-keys"), new CreateApiKeyRequest("x", ours.ProjectId), Ct)).StatusCode);
        Assert.Empty((await theirs.Owner.GetFromJsonAsync<Page<ApiKeyItem>>(theirs.Route("api-keys"), Ct))!.Items);
    }

    [Theory]
    [InlineData("""{"name":""}""", HttpStatusCode.BadRequest)]
    [InlineData("""{}""", HttpStatusCode.BadRequest)]
    [InlineData("""{""", HttpStatusCode.BadRequest)]
    [InlineData("""{"name":"   "}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"name":"two\nlines"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"name":"nul\u0000"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"name":"x","expiresAt":"2020-01-01T00:00:00Z"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"name":"x","expiresAt":"2099-01-01T00:00:00+05:00"}""", HttpStatusCode.Created)]
    public async Task A_malformed_request_is_refused(string body, HttpStatusCode expected)
    {
        var tenant = await api.NewTenantAsync();

        var response = await tenant.Admin.PostAsync(tenant.Route("api-keys"), new StringContent(body, null, "application/json"), Ct);

        Assert.Equal(expected, response.StatusCode);
        if (expected is HttpStatusCode.BadRequest)
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_name_is_unique_within_a_tenant_and_free_in_another()
    {
        var (ours, theirs) = (await api.NewTenantAsync(), await api.NewTenantAsync());
        var request = new CreateApiKeyRequest("pipeline");

        Assert.Equal(HttpStatusCode.Created, (await ours.Admin.PostAsJsonAsync(ours.Route("api-keys"), request, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await ours.Admin.PostAsJsonAsync(ours.Route("api-keys"), request, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await theirs.Admin.PostAsJsonAsync(theirs.Route("api-keys"), request, Ct)).StatusCode);
    }
}
