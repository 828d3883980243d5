using System.IO.Compression;
using System.Net;
using System.Text;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform.Transport;

/// <summary>The files of the dashboard, as its build leaves them: some have compressed ones beside them.</summary>
public sealed class DashboardFilesTests(TestApi api) : IAsyncLifetime
{
    private const string Script = "/assets/app-1a2b.js";
    private static readonly string Source = string.Concat(Enumerable.Repeat("export const severity = 'critical'\n", 100));

    private readonly string webRoot = Directory.CreateTempSubdirectory("secureobs-web-").FullName;
    private OtherApi other = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(webRoot, "assets"));
        foreach (var file in (string[])["index.html", "redirect.html", Script[1..]])
        {
            await File.WriteAllTextAsync(Path.Combine(webRoot, file), Source, Ct);
            await PackAsync(file + ".br", target => new BrotliStream(target, CompressionLevel.SmallestSize));
            await PackAsync(file + ".gz", target => new GZipStream(target, CompressionLevel.SmallestSize));
        }
        await File.WriteAllTextAsync(Path.Combine(webRoot, "assets", "plain.css"), Source, Ct);
        await PackAsync("assets/gone.js.br", target => new BrotliStream(target, CompressionLevel.SmallestSize));
        other = await OtherApi.StartAsync(api, [], webRoot: webRoot);
    }

    public async ValueTask DisposeAsync()
    {
        await other.DisposeAsync();
        Directory.Delete(webRoot, true);
    }

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("br", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("GZIP", "gzip")]
    [InlineData("br;q=0.5, gzip", "gzip")]
    [InlineData("br;q=0, gzip;q=0.1", "gzip")]
    [InlineData("*", "br")]
    [InlineData("*;q=0", null)]
    [InlineData("br;q=0", null)]
    [InlineData("identity", null)]
    [InlineData("zstd", null)]
    [InlineData("", null)]
    public async Task A_script_comes_as_the_browser_takes_it(string accepted, string? coding)
    {
        var answer = await other.GetAsync(Script, "Accept-Encoding", accepted);

        Assert.Equal((HttpStatusCode.OK, coding), (answer.StatusCode, answer.Coding()));
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["Accept-Encoding"], answer.Headers.Vary);
        Assert.Equal((true, TimeSpan.FromDays(365)), (answer.Headers.CacheControl!.Public, answer.Headers.CacheControl.MaxAge));
        Assert.Contains("immutable", answer.Headers.CacheControl.ToString(), StringComparison.Ordinal);
        SecurityHeaders.AssertOn(answer, Script);
        Assert.Equal(coding is null, answer.Content.Headers.ContentLength == Source.Length);
        Assert.Equal(Source, await answer.PlainTextAsync());
    }

    [Fact]
    public async Task Each_coding_has_a_tag_of_its_own()
    {
        var (packed, plain) = (await other.GetAsync(Script, "Accept-Encoding", "br"), await other.GetAsync(Script));

        Assert.NotEqual(plain.Headers.ETag, packed.Headers.ETag);
        var same = await other.GetAsync(Script, "Accept-Encoding", "br", "If-None-Match", packed.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(["Accept-Encoding"], same.Headers.Vary);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync(Script, "If-None-Match", packed.Headers.ETag.ToString())).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync(Script, "Accept-Encoding", "gzip", "If-None-Match", packed.Headers.ETag.ToString())).StatusCode);
    }

    [Fact]
    public async Task Its_head_says_as_much()
    {
        var head = await other.SendAsync(HttpMethod.Head, Script, null, "Accept-Encoding", "br");

        Assert.Equal(("br", new FileInfo(Path.Combine(webRoot, Script[1..] + ".br")).Length), (head.Coding(), head.Content.Headers.ContentLength));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Ct));
    }

    /// <summary>Its policy goes by its address, whichever file is read for it.</summary>
    [Fact]
    public async Task The_page_in_which_tokens_come_back_keeps_its_policy()
    {
        var bridge = await other.GetAsync("/redirect.html", "Accept-Encoding", "br");

        Assert.Equal(("br", "text/html", true), (bridge.Coding(), bridge.Content.Headers.ContentType!.MediaType, bridge.Headers.CacheControl!.NoCache));
        Assert.EndsWith("frame-ancestors 'self'", Assert.Single(bridge.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.False(bridge.Headers.Contains("Cross-Origin-Opener-Policy"));
    }

    [Theory]
    [InlineData("/", 200)]
    [InlineData("/projects/1", 200)]
    [InlineData("/assets/plain.css", 200)]
    [InlineData("/assets/gone.js", 404)]
    [InlineData("/assets/../index.html.br", 404)]
    public async Task What_has_a_nonce_or_no_plain_file_or_no_compressed_one_is_not_compressed(string path, int status)
    {
        var answer = await other.GetAsync(path, "Accept-Encoding", "br, gzip");

        Assert.Equal((status, null), ((int)answer.StatusCode, answer.Coding()));
    }

    private async Task PackAsync(string file, Func<Stream, Stream> open)
    {
        await using var packed = open(File.Create(Path.Combine(webRoot, file)));
        await packed.WriteAsync(Encoding.UTF8.GetBytes(Source), Ct);
    }
}
