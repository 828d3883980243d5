using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SecureObs.Api.Platform.Transport.Answers;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform.Transport;

/// <summary>Who has an answer already is told so, and nobody else is: after every rule was asked, and on the record.</summary>
public sealed class RevalidationTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_is_not_sent_again_until_it_changes()
    {
        var tenant = await Findings.FillAsync(api, 3);
        var tag = await TagAsync(tenant.Member, tenant.Route("findings"));

        var same = await tenant.Member.AskAsync(tenant.Route("findings"), "If-None-Match", tag);
        await tenant.AddFindingsAsync(10, 1);
        var changed = await tenant.Member.AskAsync(tenant.Route("findings"), "If-None-Match", tag);

        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Empty(await same.Content.ReadAsByteArrayAsync(Ct));
        Assert.Null(same.Content.Headers.ContentType);
        Assert.Equal(tag, same.Headers.ETag!.ToString());
        Assert.Equal(["Authorization", "X-Api-Key", "Accept-Encoding"], same.Headers.Vary);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(tag, changed.Headers.ETag!.ToString());
        Assert.Equal(4, JsonNode.Parse(await changed.PlainTextAsync())!["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_detail_is_not_sent_again_until_it_changes()
    {
        var tenant = await Findings.FillAsync(api, 1);
        var id = JsonNode.Parse(await tenant.Member.GetStringAsync(tenant.Route("findings"), Ct))!["items"]![0]!["id"]!.GetValue<string>();
        var tag = await TagAsync(tenant.Member, tenant.Route($"findings/{id}"));

        Assert.Equal(HttpStatusCode.NotModified, (await tenant.Member.AskAsync(tenant.Route($"findings/{id}"), "If-None-Match", $"\"another\", {tag}")).StatusCode);
        await tenant.Member.PutAsJsonAsync(tenant.Route($"findings/{id}/status"), new { status = "in-review" }, Ct);
        Assert.Equal(HttpStatusCode.OK, (await tenant.Member.AskAsync(tenant.Route($"findings/{id}"), "If-None-Match", tag)).StatusCode);
    }

    [Fact]
    public async Task A_key_is_told_too_and_a_tag_is_the_same_for_each_coding()
    {
        var tenant = await Findings.FillAsync(api, 30);
        var (pipeline, path) = (await tenant.PipelineAsync(), $"/api/findings/by-run?projectId={tenant.ProjectId}&pipelineRunId=1");
        var tag = await TagAsync(pipeline, path);
        var packed = await pipeline.AskAsync(path, "Accept-Encoding", "br");

        Assert.StartsWith("W/\"", tag, StringComparison.Ordinal);
        Assert.Equal(("br", tag), (packed.Coding(), packed.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, (await pipeline.AskAsync(path, "If-None-Match", tag, "Accept-Encoding", "br")).StatusCode);
    }

    [Fact]
    public async Task The_trail_has_each_reading_also_of_what_was_not_sent_again()
    {
        var tenant = await Findings.FillAsync(api, 2);
        var tag = await TagAsync(tenant.Member, tenant.Route("findings"));
        Assert.Equal(HttpStatusCode.NotModified, (await tenant.Member.AskAsync(tenant.Route("findings"), "If-None-Match", tag)).StatusCode);

        for (var attempt = 0; (await tenant.TrailAsync("finding.listed")).Count < 2; attempt++)
        {
            Assert.True(attempt < 200, "The second reading is not in the trail.");
            await Task.Delay(50, Ct);
        }
        Assert.All(await tenant.TrailAsync("finding.listed"), entry => Assert.Contains("\"count\": \"2\"", entry, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_of_an_organisation_is_stored_by_no_cache_and_what_is_of_nobody_may_be_kept()
    {
        var tenant = await api.NewTenantAsync();

        foreach (var path in (string[])["findings", "members", "projects", "audit", "suppressions"])
            Assert.Equal("no-store", (await tenant.Admin.AskAsync(tenant.Route(path))).Headers.CacheControl!.ToString());
        foreach (var path in (string[])["/api/auth-config", tenant.Route("audit/actions")])
        {
            var kept = await tenant.Admin.AskAsync(path);
            Assert.Equal((true, true, false), (kept.Headers.CacheControl!.Private, kept.Headers.CacheControl.NoCache, kept.Headers.CacheControl.NoStore));
            Assert.Contains("Authorization", kept.Headers.Vary);
        }
        Assert.Null((await tenant.Member.AskAsync(tenant.Route($"findings/{Guid.NewGuid()}"))).Headers.ETag);
    }

    [Fact]
    public async Task What_is_too_long_to_be_held_arrives_whole_and_without_a_tag()
    {
        var text = new string('x', HeldBody.Most + 1);
        await using var other = await OtherApi.StartAsync(api, [], map: app => app.MapGet("/api/of-tests/long", () => Results.Json(text)).AllowAnonymous());

        var answer = await other.GetAsync("/api/of-tests/long", "Accept-Encoding", "br", "If-None-Match", "*");

        Assert.Equal((HttpStatusCode.OK, "br", null), (answer.StatusCode, answer.Coding(), answer.Headers.ETag));
        Assert.Equal($"\"{text}\"", await answer.PlainTextAsync());
    }

    [Fact]
    public async Task What_fails_halfway_is_a_problem_and_nothing_else()
    {
        await using var other = await OtherApi.StartAsync(api, [], map: app => app.MapGet("/api/of-tests/half", async context =>
        {
            await context.Response.WriteAsync("{\"half\":", Ct);
            throw new InvalidOperationException("of the test");
        }).AllowAnonymous());

        var answer = await other.GetAsync("/api/of-tests/half");

        Assert.Equal((HttpStatusCode.InternalServerError, null), (answer.StatusCode, answer.Headers.ETag));
        Assert.Equal(500, JsonNode.Parse(await answer.PlainTextAsync())!["status"]!.GetValue<int>());
    }

    private static async Task<string> TagAsync(HttpClient client, string path) => (await client.AskAsync(path)).Headers.ETag!.ToString();
}
