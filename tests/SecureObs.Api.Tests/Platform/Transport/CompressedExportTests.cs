using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform.Transport;

/// <summary>Exports are compressed as they are written, page by page, and one that breaks off is never taken for a whole one.</summary>
public sealed class CompressedExportTests(TestApi api)
{
    private const int Some = 1_203;
    private const int Page = 500;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("gzip")]
    public async Task Each_format_is_compressed_well(string coding)
    {
        var tenant = await Findings.FillAsync(api, Some);

        foreach (var export in (string[])["findings/export?format=jsonl", "findings/export?format=csv", "findings/export?format=sarif", "audit/export"])
        {
            var packed = await tenant.Admin.AskAsync(tenant.Route(export), "Accept-Encoding", coding);
            Assert.Equal((HttpStatusCode.OK, coding, null), (packed.StatusCode, packed.Coding(), packed.Headers.ETag));
            Assert.True(packed.Headers.CacheControl!.NoStore);
            using var bytes = new MemoryStream(await packed.Content.ReadAsByteArrayAsync(Ct));
            var plain = await packed.PlainTextAsync();
            // The trail of a new tenant has nothing but a few lines, with hashes in them.
            Assert.True(export.StartsWith("audit", StringComparison.Ordinal) || bytes.Length < plain.Length / 8, $"{export} as {coding}: {bytes.Length} of {plain.Length} bytes");
            if (export.EndsWith("jsonl", StringComparison.Ordinal))
                Assert.Equal(Some, plain.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
            if (export.EndsWith("sarif", StringComparison.Ordinal))
                Assert.Equal(Some, JsonNode.Parse(plain)!["runs"]!.AsArray().Sum(run => run!["results"]!.AsArray().Count));
        }
    }

    [Theory]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("gzip")]
    public async Task A_page_is_with_the_client_before_the_next_one_is_written(string coding)
    {
        var tenant = await Findings.FillAsync(api, Some);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var other = await OtherApi.StartAsync(api, [], map: app => app.Use(async (context, next) =>
        {
            context.Response.Body = new SteppedBody(context.Response.Body, write => write == 1 ? Task.CompletedTask : goOn.Task);
            await next(context);
        }));
        using var client = other.Client("Authorization", $"Bearer {api.Entra.Token(tenant.MemberPerson)}");

        using var answer = await client.AskAsync(tenant.Route("findings/export?format=jsonl"), "Accept-Encoding", coding).WaitAsync(Patience, Ct);
        using var lines = new StreamReader(await answer.PlainAsync());
        for (var line = 0; line < Page; line++)
            Assert.NotNull(await lines.ReadLineAsync(Ct).AsTask().WaitAsync(Patience, Ct));
        goOn.SetResult();

        Assert.Equal(coding, answer.Coding());
        Assert.Equal(Some - Page, (await lines.ReadToEndAsync(Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("gzip")]
    [InlineData("identity")]
    public async Task An_export_that_breaks_off_does_not_end_well(string coding)
    {
        var tenant = await Findings.FillAsync(api, Some);

        using var answer = await FailAtAsync(tenant, coding, write: 2);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var broken = await Record.ExceptionAsync(answer.PlainTextAsync);

        Assert.True(broken is IOException or HttpRequestException or InvalidDataException or InvalidOperationException, broken?.ToString() ?? "It ended well.");
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task An_export_that_never_began_is_a_plain_problem(string coding)
    {
        var tenant = await Findings.FillAsync(api, 1);

        using var answer = await FailAtAsync(tenant, coding, write: 1);

        Assert.Equal((HttpStatusCode.InternalServerError, null), (answer.StatusCode, answer.Coding()));
        Assert.Equal(500, (await answer.Content.ReadFromJsonAsync<JsonNode>(Ct))!["status"]!.GetValue<int>());
    }

    private async Task<HttpResponseMessage> FailAtAsync(TestTenant tenant, string coding, int write)
    {
        var other = await OtherApi.StartAsync(api, [], map: app => app.Use(async (context, next) =>
        {
            context.Response.Body = new SteppedBody(context.Response.Body, at => at == write ? throw new InvalidOperationException("of the test") : Task.CompletedTask);
            await next(context);
        }));
        using var client = other.Client("Authorization", $"Bearer {api.Entra.Token(tenant.MemberPerson)}");
        var answer = await client.AskAsync(tenant.Route("findings/export?format=jsonl"), "Accept-Encoding", coding);
        if (answer.IsSuccessStatusCode)
            await Record.ExceptionAsync(() => answer.Content.LoadIntoBufferAsync(Ct));
        await other.DisposeAsync();
        return answer;
    }
}
