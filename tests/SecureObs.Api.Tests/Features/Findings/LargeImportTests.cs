using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using SecureObs.Api.Features.Findings.LargeImports;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Findings;

/// <summary>Imports of any size: stored part by part, and going on where they broke off.</summary>
public sealed class LargeImportTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_small_one_is_answered_at_once_and_leaves_nothing_behind()
    {
        var (tenant, pipeline) = await TenantAsync();

        var (status, import) = await SendAsync(pipeline, tenant, "", Body(tenant, 0, 3));

        Assert.Equal((HttpStatusCode.OK, 3, 3, 0, true), (status, import.Rows, import.Added, import.Merged, import.Done));
        Assert.Equal(3L, await CountAsync(tenant));
        Assert.Equal(HttpStatusCode.NotFound, (await pipeline.GetAsync(Route(tenant, $"/{import.ImportId}"), Ct)).StatusCode);
    }

    [Theory]
    [InlineData("identity")]
    [InlineData("gzip")]
    public async Task A_large_one_is_stored_in_parts_and_tells_how_far_it_is(string encoding)
    {
        var (tenant, pipeline) = await TenantAsync();
        const int rows = 2 * ImportRun.PartRows + 100;
        var body = Body(tenant, 0, rows, padding: 3_000);
        Assert.True(body.Length > SendImport.DirectBytes);

        var (status, import) = await SendAsync(pipeline, tenant, "", body, encoding);

        Assert.Equal((HttpStatusCode.Accepted, rows, rows, 0, true), (status, import.Rows, import.Added, import.Merged, import.Done));
        Assert.Equal(import, await pipeline.GetFromJsonAsync<Import>(Route(tenant, $"/{import.ImportId}"), Ct));
        Assert.Equal(rows, await CountAsync(tenant));
        await Recount.AssertAsync(api.Services, tenant.Id);
    }

    [Fact]
    public async Task One_that_broke_off_goes_on_behind_its_last_part()
    {
        var (tenant, pipeline) = await TenantAsync();
        const int rows = (3 * ImportRun.PartRows) + 10;
        var (id, whole) = (Guid.NewGuid(), Body(tenant, 0, rows));

        var arrived = new TaskCompletionSource();
        var sending = pipeline.PostAsync(Route(tenant, $"?importId={id}"), new BrokenContent(whole[..(whole.Length * 2 / 3)], arrived.Task), Ct);
        var stands = await StandsAsync(pipeline, tenant, id, 2 * ImportRun.PartRows);
        arrived.SetResult();
        await Assert.ThrowsAnyAsync<Exception>(() => sending);
        Assert.False(stands.Done);
        Assert.Equal(stands.Rows, await CountAsync(tenant));

        // The rest alone, and afterwards the whole again, which changes nothing.
        var (_, rest) = await SendAsync(pipeline, tenant, $"?importId={id}&firstRow={stands.Rows}", Body(tenant, stands.Rows, rows));
        var (_, again) = await SendAsync(pipeline, tenant, $"?importId={id}", whole);
        Assert.Equal((rows, rows, true), (rest.Rows, rest.Added, rest.Done));
        Assert.Equal(rest, again);
        Assert.Equal(rows, await CountAsync(tenant));
    }

    /// <summary>A hundred mebibytes in some hundred kilobytes, which would be one row.</summary>
    [Fact]
    public async Task A_row_that_is_too_large_is_not_waited_for()
    {
        var (tenant, pipeline) = await TenantAsync();
        byte[] body = [.. Body(tenant, 0, 2)[..^1], (byte)',', .. new byte[100 << 20].Select(_ => (byte)' '), (byte)']'];

        using var content = Json(await PackAsync(body));
        content.Headers.ContentEncoding.Add("gzip");

        using var refused = await pipeline.PostAsync(Route(tenant, ""), content, Ct);

        var problem = (await refused.Content.ReadFromJsonAsync<JsonObject>(Ct))!;
        Assert.Equal((HttpStatusCode.BadRequest, "2"), (refused.StatusCode, $"{problem["row"]}"));
        Assert.StartsWith("Row 2 must have at most 8 MiB. The 2 rows before are stored:", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal(2, await CountAsync(tenant));
    }

    [Fact]
    public async Task A_row_that_cannot_be_kept_keeps_what_came_before_it()
    {
        var (tenant, pipeline) = await TenantAsync();
        var rows = JsonSerializer.SerializeToNode(JsonNode.Parse(Body(tenant, 0, 10)))!.AsArray();
        rows[7]!["ruleId"] = 7;

        using var refused = await pipeline.PostAsync(Route(tenant, ""), Json(JsonSerializer.SerializeToUtf8Bytes(rows)), Ct);
        var problem = (await refused.Content.ReadFromJsonAsync<JsonObject>(Ct))!;
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(("7", "ruleId", "7"), ($"{problem["row"]}", $"{problem["field"]}", $"{problem["rows"]}"));

        // Also when the client chose no name for it.
        var (_, rest) = await SendAsync(pipeline, tenant, $"?importId={problem["importId"]}&firstRow=7", Body(tenant, 7, 10));
        Assert.Equal((10, 10, true), (rest.Rows, rest.Added, rest.Done));
        Assert.Equal(10, await CountAsync(tenant));
    }

    [Fact]
    public async Task Two_requests_that_send_one_import_store_each_row_once()
    {
        var (tenant, pipeline) = await TenantAsync();
        const int rows = (2 * ImportRun.PartRows) + 1;
        var (id, whole) = (Guid.NewGuid(), Body(tenant, 0, rows));

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => pipeline.PostAsync(Route(tenant, $"?importId={id}"), Json(whole), Ct)));

        Assert.Contains(answers, answer => answer.IsSuccessStatusCode);
        Assert.All(answers, answer => Assert.True(answer.IsSuccessStatusCode || answer.StatusCode is HttpStatusCode.Conflict, $"{answer.StatusCode}"));
        Assert.Equal((rows, rows), (await CountAsync(tenant), (await StandsAsync(pipeline, tenant, id, rows)).Added));
    }

    [Fact]
    public async Task What_is_beyond_it_or_of_another_project_is_refused()
    {
        var (tenant, pipeline) = await TenantAsync();
        var other = await tenant.AddProjectAsync("other");
        var elsewhere = await (await tenant.PipelineAsync()).PostAsync($"/api/projects/{other}/imports", Json(Body(tenant, 0, 1)), Ct);
        Assert.Equal((HttpStatusCode.BadRequest, true), (elsewhere.StatusCode, (await elsewhere.Content.ReadAsStringAsync(Ct)).Contains("projectId", StringComparison.Ordinal)));

        foreach (var (query, status) in new[] { ("?firstRow=1", HttpStatusCode.BadRequest), ($"?firstRow=-1&importId={Guid.NewGuid()}", HttpStatusCode.BadRequest), ($"?firstRow=1&importId={Guid.NewGuid()}", HttpStatusCode.Conflict) })
            Assert.Equal(status, (await pipeline.PostAsync(Route(tenant, query), Json(Body(tenant, 0, 1)), Ct)).StatusCode);

        // An id that another project has is not taken over.
        var id = Guid.NewGuid();
        await SendAsync(pipeline, tenant, $"?importId={id}", Body(tenant, 0, 1));
        var taken = await (await tenant.PipelineAsync()).PostAsync($"/api/projects/{other}/imports?importId={id}", Json("[]"u8.ToArray()), Ct);
        Assert.Equal(HttpStatusCode.NotFound, taken.StatusCode);
        Assert.Equal(1, await CountAsync(tenant));
    }

    private async Task<(TestTenant Tenant, HttpClient Pipeline)> TenantAsync()
    {
        var tenant = await api.NewTenantAsync();
        return (tenant, await tenant.PipelineAsync(tenant.ProjectId));
    }

    private static string Route(TestTenant tenant, string below) => $"/api/projects/{tenant.ProjectId}/imports{below}";

    /// <summary>Rows from number first on, up to before end, each another finding.</summary>
    private static byte[] Body(TestTenant tenant, int first, int end, int padding = 0) => JsonSerializer.SerializeToUtf8Bytes(Rows.Array([.. Enumerable.Range(first, end - first).Select(number =>
    {
        var row = Rows.Universal(tenant.ProjectId, "1", rule: $"B{number % 7}", path: $"src/{number}.py");
        row["rawPayload"] = new string('x', padding);
        return row;
    })]));

    private static ByteArrayContent Json(byte[] body) => new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private static async Task<(HttpStatusCode Status, Import Import)> SendAsync(HttpClient pipeline, TestTenant tenant, string query, byte[] body, string encoding = "identity")
    {
        using var content = Json(encoding == "gzip" ? await PackAsync(body) : body);
        content.Headers.ContentEncoding.Add(encoding);
        using var answer = await pipeline.PostAsync(Route(tenant, query), content, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        return (answer.StatusCode, (await answer.Content.ReadFromJsonAsync<Import>(Ct))!);
    }

    private static async Task<byte[]> PackAsync(byte[] body)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await gzip.WriteAsync(body, Ct);
        return packed.ToArray();
    }

    /// <summary>Waits for the parts that are on their way.</summary>
    private static async Task<Import> StandsAsync(HttpClient pipeline, TestTenant tenant, Guid import, int rows)
    {
        for (var asked = 0; ; asked++)
        {
            using var answer = await pipeline.GetAsync(Route(tenant, $"/{import}"), Ct);
            if (answer.IsSuccessStatusCode && (await answer.Content.ReadFromJsonAsync<Import>(Ct))! is var stands && stands.Rows == rows)
                return stands;
            Assert.True(asked < 1_200, "the import does not come so far");
            await Task.Delay(50, Ct);
        }
    }

    private Task<long> CountAsync(TestTenant tenant) =>
        api.Database.ScalarAsync<long>(api.DatabaseName, $"select count(*) from app.findings where tenant_id = '{tenant.Id}'");

    /// <summary>A client whose connection breaks.</summary>
    private sealed class BrokenContent : HttpContent
    {
        private readonly byte[] beginning;
        private readonly Task until;

        public BrokenContent(byte[] beginning, Task until)
        {
            (this.beginning, this.until) = (beginning, until);
            Headers.ContentType = new("application/json");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(beginning, Ct);
            await stream.FlushAsync(Ct);
            await until.WaitAsync(Ct);
            throw new IOException("The connection broke.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
