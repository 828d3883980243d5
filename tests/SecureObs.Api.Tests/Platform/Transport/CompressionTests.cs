using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SecureObs.Api.Platform.Transport.Answers;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform.Transport;

public sealed class CompressionTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("br", "br")]
    [InlineData("zstd", "zstd")]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip, br;q=0", "gzip")]
    [InlineData("compress", null)]
    [InlineData("identity", null)]
    public async Task A_list_is_compressed_as_the_client_takes_it(string accepted, string? coding)
    {
        var tenant = await Findings.FillAsync(api, 30);

        var answer = await tenant.Member.AskAsync(tenant.Route("findings"), "Accept-Encoding", accepted);
        var plain = await (await tenant.Member.AskAsync(tenant.Route("findings"))).PlainTextAsync();

        Assert.Equal(coding, answer.Coding());
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        Assert.Equal(plain, await answer.PlainTextAsync());
    }

    [Fact]
    public async Task What_fits_in_one_packet_is_sent_as_it_is()
    {
        var tenant = await api.NewTenantAsync();

        Assert.Null((await tenant.Member.AskAsync(tenant.Route("findings"), "Accept-Encoding", "br")).Coding());
        Assert.Null((await tenant.Member.AskAsync(tenant.Route($"findings/{Guid.NewGuid()}"), "Accept-Encoding", "br")).Coding());
    }

    [Fact]
    public async Task What_holds_a_secret_is_never_compressed_and_has_no_tag()
    {
        await using var other = await OtherApi.StartAsync(api, [], map: app =>
        {
            app.MapGet("/api/of-tests/plain", () => Results.Json(new string('x', 5_000))).AllowAnonymous();
            app.MapGet("/api/of-tests/secret", () => Results.Json(new string('x', 5_000))).AllowAnonymous().ShowsSecret();
        });

        var (plain, secret) = (await other.GetAsync("/api/of-tests/plain", "Accept-Encoding", "br"), await other.GetAsync("/api/of-tests/secret", "Accept-Encoding", "br, gzip, zstd"));

        Assert.Equal(("br", true), (plain.Coding(), plain.Headers.ETag is not null));
        Assert.Equal((null, false), (secret.Coding(), secret.Headers.ETag is not null));
        Assert.Equal(5_002, (await secret.Content.ReadAsByteArrayAsync(Ct)).Length);
    }

    /// <summary>By what endpoints say that they answer: a new one that shows a key is found.</summary>
    [Fact]
    public void Every_endpoint_that_shows_a_secret_is_marked()
    {
        var showing = api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().Any(answer => answer.Type?.GetProperties().Any(property =>
                property.PropertyType == typeof(string) && (property.Name is "Key" or "Token" || property.Name.EndsWith("Secret", StringComparison.Ordinal))) is true)).ToList();

        Assert.Equal(["CreatedApiKey", "CreatedInvitation", "SecretHashKey", "SecretHashKey"], showing.SelectMany(endpoint => endpoint.Metadata.OfType<IProducesResponseTypeMetadata>())
            .Where(answer => answer.StatusCode < 300).Select(answer => answer.Type!.Name).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(showing, endpoint => endpoint.Metadata.GetMetadata<SecretShown>() is null);
    }

    [Fact]
    public async Task The_answers_that_show_a_secret_today_have_no_tag_and_are_not_stored()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync();

        foreach (var answer in new[]
        {
            await tenant.Admin.SendAsync("POST", tenant.Route("api-keys"), new { name = "one" }),
            await tenant.Admin.SendAsync("POST", tenant.Route("invitations"), new { role = "member" }),
            await pipeline.AskAsync($"/api/projects/{tenant.ProjectId}/secret-hash-key", "Accept-Encoding", "br"),
            await tenant.Owner.AskAsync(tenant.Route("audit/webhook"), "Accept-Encoding", "br"),
        })
        {
            Assert.True(answer.IsSuccessStatusCode);
            Assert.Null(answer.Coding());
            Assert.Null(answer.Headers.ETag);
            Assert.True(answer.Headers.CacheControl!.NoStore);
        }
    }

    [Fact]
    public async Task A_long_refusal_is_compressed_too()
    {
        await using var other = await OtherApi.StartAsync(api, [], map: app => app
            .MapGet("/api/of-tests/refusal", () => Results.Problem(new string('x', 5_000), statusCode: 409)).AllowAnonymous());

        var refusal = await other.GetAsync("/api/of-tests/refusal", "Accept-Encoding", "gzip");

        Assert.Equal((HttpStatusCode.Conflict, "gzip", null), (refusal.StatusCode, refusal.Coding(), refusal.Headers.ETag));
        Assert.Equal(409, JsonNode.Parse(await refusal.PlainTextAsync())!["status"]!.GetValue<int>());
    }

    /// <summary>Brotli's fastest makes small writes larger, each of its own; nobody who writes an answer should have to know.</summary>
    [Theory]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("gzip")]
    public async Task What_is_written_in_small_pieces_is_compressed_as_one(string coding)
    {
        const int lines = 20_000;
        await using var other = await OtherApi.StartAsync(api, [], map: app => app.MapGet("/api/of-tests/pieces", () => TypedResults.Stream(async body =>
        {
            for (var line = 0; line < lines; line++)
                await body.WriteAsync(Encoding.UTF8.GetBytes($"{{\"line\":{line}}}\n"), Ct);
        }, "application/jsonl")).AllowAnonymous().Streams());

        var answer = await other.GetAsync("/api/of-tests/pieces", "Accept-Encoding", coding);
        var (packed, plain) = ((await answer.Content.ReadAsByteArrayAsync(Ct)).Length, await answer.PlainTextAsync());

        Assert.Equal((coding, lines + 1), (answer.Coding(), plain.Split('\n').Length));
        Assert.True(packed < plain.Length / 4, $"{coding}: {packed} of {plain.Length} bytes");
    }
}
