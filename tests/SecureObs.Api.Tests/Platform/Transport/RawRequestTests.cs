using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform.Transport;

/// <summary>Requests that no library sends: each is refused, and what follows on the connection is never taken for a request.</summary>
public sealed class RawRequestTests(TestApi api)
{
    private const string Next = "GET /api/auth-config HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";

    private Task<RawHttp.Answer> SendAsync(string request) => RawHttp.SendAsync(api.Address, request, TestContext.Current.CancellationToken);

    private static string Get(string target, string headers = "Host: 127.0.0.1\r\n") => $"GET {target} HTTP/1.1\r\n{headers}\r\n";

    private static string Post(string headers, string body = "") => $"POST /api/findings/bulk-universal HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}\r\n{body}";

    public static TheoryData<string, string> Unclear => new()
    {
        { "length and chunks", Post("Content-Length: 6\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\nG") },
        { "chunks and length", Post("Transfer-Encoding: chunked\r\nContent-Length: 6\r\n", "0\r\n\r\nG") },
        { "two lengths", Post("Content-Length: 0\r\nContent-Length: 44\r\n") },
        { "two lengths in one", Post("Content-Length: 0, 44\r\n") },
        { "a negative length", Post("Content-Length: -1\r\n") },
        { "a length in hexadecimal", Post("Content-Length: 0x5\r\n", "[]   ") },
        { "an unknown transfer coding", Post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n") },
        { "chunked is not last", Post("Transfer-Encoding: chunked, gzip\r\n", "0\r\n\r\n") },
        { "a space before the colon", Post("Content-Length : 0\r\n") },
        { "a folded header", Post("X-A: b\r\n Content-Length: 44\r\n") },
        { "a header without a name", Post(": x\r\n") },
        { "a NUL in a header", Post("X-A: a\0b\r\n") },
        { "a CR in a header", Post("X-A: a\rTransfer-Encoding: chunked\r\n") },
        { "a bare LF after the request line", "GET /api/auth-config HTTP/1.1\nHost: 127.0.0.1\r\n\r\n" },
        { "a bare LF after a header", "GET /api/auth-config HTTP/1.1\r\nHost: 127.0.0.1\nX-A: b\r\n\r\n" },
        { "a bare LF at the end", "GET /api/auth-config HTTP/1.1\r\nHost: 127.0.0.1\r\n\n" },
        { "no host", "GET /api/auth-config HTTP/1.1\r\n\r\n" },
        { "two hosts", Get("/api/auth-config", "Host: 127.0.0.1\r\nHost: evil.example\r\n") },
        { "a host with a path", Get("/api/auth-config", "Host: 127.0.0.1/x\r\n") },
        { "a NUL in the path", Get("/api/%00") },
        { "a raw NUL in the path", Get("/api/\0") },
        { "a space in the path", Get("/api/auth config") },
        { "no slash", Get("api/auth-config") },
        { "a target that is another host than the header's", Get("http://evil.example/api/auth-config") },
        { "an authority", "CONNECT evil.example:443 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" },
        { "a star", Get("*") },
        { "HTTP/0.9", "GET /api/auth-config\r\n" },
        { "HTTP/3 in words", "GET /api/auth-config HTTP/3.0\r\nHost: 127.0.0.1\r\n\r\n" },
        { "something else than HTTP", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" },
    };

    [Theory]
    [MemberData(nameof(Unclear))]
    public async Task An_unclear_request_is_refused_and_ends_the_connection(string what, string request)
    {
        var answer = await SendAsync(request + Next);

        Assert.True(answer.Status is 400 or 405 or 505 or 501 or 0, $"{what}: {answer.Text}");
        Assert.True(answer.Closed, $"{what} leaves the connection open: {answer.Text}");
        Assert.True(answer.Answers <= 1, $"{what} lets a second request through: {answer.Text}");
        Assert.DoesNotContain("\r\nServer:", answer.Text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_same_requests_without_the_flaw_are_served()
    {
        Assert.Equal(200, (await SendAsync(Next)).Status);
        Assert.Equal(401, (await SendAsync(Post("Content-Type: application/json\r\nContent-Length: 2\r\n", "[]"))).Status);
        Assert.Equal(401, (await SendAsync(Post("Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n", "2\r\n[]\r\n0\r\n\r\n"))).Status);
        Assert.Equal(200, (await SendAsync(Get($"http://127.0.0.1:{api.Address.Port}/api/auth-config", $"Host: 127.0.0.1:{api.Address.Port}\r\n"))).Status);
    }

    public static TheoryData<string, string, int> TooMuch => new()
    {
        { "a long path", Get("/" + new string('a', 9_000)), 414 },
        { "a long query", Get("/api/auth-config?" + new string('a', 9_000)), 414 },
        { "a long header", Get("/api/auth-config", $"Host: 127.0.0.1\r\nX-A: {new string('a', 33_000)}\r\n"), 431 },
        { "many headers", Get("/api/auth-config", "Host: 127.0.0.1\r\n" + string.Concat(Enumerable.Range(0, 70).Select(i => $"X-{i}: a\r\n"))), 431 },
        { "a long token", Get("/api/me", $"Host: 127.0.0.1\r\nAuthorization: Bearer {new string('a', 100_000)}\r\n"), 431 },
    };

    [Theory]
    [MemberData(nameof(TooMuch))]
    public async Task What_is_too_long_is_refused_before_any_of_it_is_used(string what, string request, int status)
    {
        var answer = await SendAsync(request + Next);

        Assert.True(answer.Status == status, $"{what}: {answer.Text}");
        Assert.True(answer.Closed);
        Assert.DoesNotContain("\r\nServer:", answer.Text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Only files below the dashboard's own are served; everything else is a page of it, or nothing.</summary>
    [Theory]
    [InlineData("/../appsettings.json")]
    [InlineData("/assets/../../appsettings.json")]
    [InlineData("/%2e%2e/appsettings.json")]
    [InlineData("/assets/..%2f..%2fappsettings.json")]
    [InlineData("/assets/..%5c..%5cappsettings.json")]
    [InlineData("/assets/%252e%252e/appsettings.json")]
    [InlineData("//etc/passwd")]
    [InlineData("/....//....//etc/hosts.conf")]
    public async Task Nothing_outside_the_dashboards_files_is_served(string target)
    {
        var answer = await SendAsync(Get(target));

        Assert.DoesNotContain("AzureAd", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", answer.Text, StringComparison.Ordinal);
    }

    /// <summary>An escaped slash stays part of its segment, so it reaches no other endpoint.</summary>
    [Fact]
    public async Task An_escaped_slash_is_no_slash() =>
        Assert.Equal(404, (await SendAsync(Get("/api%2fauth-config%2fx.json"))).Status);
}
