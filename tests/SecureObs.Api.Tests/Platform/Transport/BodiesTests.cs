using System.IO.Compression;
using System.Net;
using System.Text;
using SecureObs.Api.Features.Findings.Ingest;
using SecureObs.Api.Tests.Infrastructure;
using ZstdSharp;

namespace SecureObs.Api.Tests.Platform.Transport;

public sealed class BodiesTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static ByteArrayContent Json(byte[] body, string? type = "application/json", params string[] encodings)
    {
        var content = new ByteArrayContent(body);
        if (type is not null)
            content.Headers.TryAddWithoutValidation("Content-Type", type);
        content.Headers.TryAddWithoutValidation("Content-Encoding", encodings);
        return content;
    }

    private static byte[] Compress(string encoding, byte[] plain)
    {
        using var target = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true),
            "br" => new BrotliStream(target, CompressionLevel.Fastest, leaveOpen: true),
            _ => new CompressionStream(target, level: 1, leaveOpen: true),
        })
            stream.Write(plain);
        return target.ToArray();
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task A_compressed_body_is_read(string encoding)
    {
        var tenant = await api.NewTenantAsync();
        var body = Encoding.UTF8.GetBytes(Rows.Array(Rows.Universal(tenant.ProjectId, "1")).ToJsonString());

        var response = await (await tenant.PipelineAsync()).PostAsync("/api/findings/bulk-universal", Json(Compress(encoding, body), encodings: encoding), Ct);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("\"ingested\":1", await response.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    /// <summary>The limit is of what a body unfolds to, so an endpoint never holds more than it takes plain.</summary>
    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task What_a_body_unfolds_to_is_counted(string encoding)
    {
        var tenant = await api.NewTenantAsync();
        var spaces = Encoding.ASCII.GetBytes(new string(' ', BulkRequest.MaximumBytes) + "[]");

        var bulk = await (await tenant.PipelineAsync()).PostAsync("/api/findings/bulk-universal", Json(Compress(encoding, spaces), encodings: encoding), Ct);
        var small = await tenant.Admin.PostAsync(tenant.Route("api-keys"), Json(Compress(encoding, spaces[..70_000]), encodings: encoding), Ct);

        await bulk.AssertRefusedAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        await small.AssertRefusedAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        SecurityHeaders.AssertOn(bulk, "/api/findings/bulk-universal");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task A_damaged_body_is_the_clients_fault(string encoding)
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync();
        var whole = Compress(encoding, Encoding.UTF8.GetBytes(Rows.Array([.. Enumerable.Range(1, 50).Select(line => Rows.Universal(tenant.ProjectId, "1", line: line))]).ToJsonString()));

        foreach (var damaged in new[] { whole[..^20], Encoding.UTF8.GetBytes("[] is no compressed text"), [] })
            Assert.Equal(HttpStatusCode.BadRequest, (await pipeline.PostAsync("/api/findings/bulk-universal", Json(damaged, encodings: encoding), Ct)).StatusCode);
    }

    /// <summary>A frame that announces a window of 128 MiB would make us hold as much.</summary>
    [Fact]
    public async Task A_zstandard_frame_cannot_ask_for_much_memory()
    {
        var tenant = await api.NewTenantAsync();
        // Magic number, a frame header that names a window of 2^27 bytes, and one last raw block "[]".
        byte[] frame = [0x28, 0xB5, 0x2F, 0xFD, 0x00, (27 - 10) << 3, 0x11, 0x00, 0x00, (byte)'[', (byte)']'];
        byte[] modest = [.. frame[..5], (23 - 10) << 3, .. frame[6..]];

        Assert.Equal(HttpStatusCode.BadRequest, (await (await tenant.PipelineAsync()).PostAsync("/api/findings/bulk-universal", Json(frame, encodings: "zstd"), Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await (await tenant.PipelineAsync()).PostAsync("/api/findings/bulk-universal", Json(modest, encodings: "zstd"), Ct)).StatusCode);
    }

    [Theory]
    [InlineData("compress")]
    [InlineData("deflate")]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip", "identity")]
    [InlineData("gzip, br")]
    public async Task An_encoding_that_is_unknown_or_one_of_two_is_refused(params string[] encodings)
    {
        var tenant = await api.NewTenantAsync();

        var response = await (await tenant.PipelineAsync()).PostAsync("/api/findings/bulk-universal", Json(Compress("gzip", "[]"u8.ToArray()), encodings: encodings), Ct);

        await response.AssertRefusedAsync(HttpStatusCode.UnsupportedMediaType, "encoding-unsupported");
        Assert.Equal("gzip, br, zstd", string.Join(", ", response.Headers.GetValues("Accept-Encoding")));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("nonsense")]
    [InlineData(null)]
    public async Task A_body_that_is_not_json_in_utf8_is_refused(string? type)
    {
        var tenant = await api.NewTenantAsync();

        var bulk = await (await tenant.PipelineAsync()).PostAsync("/api/findings/bulk-universal", Json("[]"u8.ToArray(), type), Ct);
        var person = await tenant.Admin.PostAsync(tenant.Route("api-keys"), Json("""{"name":"a"}"""u8.ToArray(), type), Ct);

        await bulk.AssertRefusedAsync(HttpStatusCode.UnsupportedMediaType, "content-type-unsupported");
        await person.AssertRefusedAsync(HttpStatusCode.UnsupportedMediaType, "content-type-unsupported");
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json; charset=\"UTF-8\"")]
    [InlineData("APPLICATION/JSON")]
    public async Task Json_in_utf8_is_taken_however_it_is_written(string type)
    {
        var tenant = await api.NewTenantAsync();

        Assert.Equal(HttpStatusCode.OK, (await (await tenant.PipelineAsync()).PostAsync("/api/findings/bulk-universal", Json("[]"u8.ToArray(), type), Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await tenant.Admin.PostAsync(tenant.Route("api-keys"), Json("""{"name":"a"}"""u8.ToArray(), type), Ct)).StatusCode);
    }

    public static TheoryData<string, string> Bent => new()
    {
        { "deeper than 32 levels", """{"name":"a","x":""" + new string('[', 32) + new string(']', 32) + "}" },
        { "a member twice", """{"name":"a","name":"b"}""" },
        { "a member twice in another case", """{"name":"a","Name":"b"}""" },
        { "a comment", """{"name":"a"/**/}""" },
        { "a comma too many", """{"name":"a",}""" },
        { "two documents", """{"name":"a"}{"name":"b"}""" },
        { "another type", """{"name":1}""" },
        { "not UTF-8", "{\"name\":\"\u0080\"}" },
        { "a long text", $$"""{"name":"{{new string('a', 60_000)}}"}""" },
        { "nothing", " " },
    };

    [Theory]
    [MemberData(nameof(Bent))]
    public async Task Json_that_two_readers_could_read_differently_is_refused(string what, string body)
    {
        var tenant = await api.NewTenantAsync();

        var response = await tenant.Admin.PostAsync(tenant.Route("api-keys"), Json(Encoding.Latin1.GetBytes(body)), Ct);

        Assert.True(response.StatusCode is HttpStatusCode.BadRequest, $"{what}: {response.StatusCode}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task The_same_holds_for_rows()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync();
        var row = Rows.Universal(tenant.ProjectId, "1").ToJsonString();

        Assert.Equal(HttpStatusCode.OK, (await pipeline.PostAsync("/api/findings/bulk-universal", Json(Encoding.UTF8.GetBytes($"[{row}]")), Ct)).StatusCode);
        foreach (var bent in new[]
        {
            $"[{row[..^1]},\"projectId\":\"{Guid.NewGuid()}\"}}]",
            $"[{row[..^1]},\"more\":{new string('[', 31)}{new string(']', 31)}}}]",
            $"[{row},]",
        })
            await (await pipeline.PostAsync("/api/findings/bulk-universal", Json(Encoding.UTF8.GetBytes(bent)), Ct)).AssertRefusedAsync(HttpStatusCode.BadRequest, "body-not-an-array");
    }

    [Fact]
    public async Task A_name_in_a_row_may_be_written_with_escapes_and_one_that_is_no_Unicode_is_dropped()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync();
        var row = Rows.Universal(tenant.ProjectId, "1").ToJsonString();
        var escaped = row[..^1].Replace("\"ruleId\"", "\"\\u0072uleId\"", StringComparison.Ordinal);
        byte[] bent = [.. Encoding.UTF8.GetBytes($"[{escaped},\"\\ud800\":1,\""), 0xff, .. Encoding.UTF8.GetBytes("\":2}]")];

        Assert.Equal(HttpStatusCode.OK, (await pipeline.PostAsync("/api/findings/bulk-universal", Json(bent), Ct)).StatusCode);
        Assert.Equal("B602", await tenant.RunAsync(tx => tx.FirstAsync<string>($"select rule_id from app.findings where tenant_id = {tx.TenantId}", Ct)));
    }

    /// <summary>Members that nobody knows are dropped: newer clients send more. The limit of the body is theirs too.</summary>
    [Fact]
    public async Task Many_unknown_members_are_dropped()
    {
        var tenant = await api.NewTenantAsync();
        var many = string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"\"m{i}\":1"));

        Assert.Equal(HttpStatusCode.Created, (await tenant.Admin.PostAsync(tenant.Route("api-keys"), Json(Encoding.UTF8.GetBytes($$"""{"name":"a",{{many}}}""")), Ct)).StatusCode);
    }

    [Fact]
    public async Task A_body_takes_64_kib_unless_its_endpoint_says_more()
    {
        var tenant = await api.NewTenantAsync();
        var body = Encoding.UTF8.GetBytes($$"""{"name":"a"{{new string(' ', 65_536)}}}""");

        var known = await tenant.Admin.PostAsync(tenant.Route("api-keys"), Json(body), Ct);
        var chunked = new HttpRequestMessage(HttpMethod.Post, tenant.Route("api-keys")) { Content = Json(body), Headers = { TransferEncodingChunked = true } };
        var unknown = await tenant.Admin.SendAsync(chunked, Ct);

        await known.AssertRefusedAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        await unknown.AssertRefusedAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }
}
