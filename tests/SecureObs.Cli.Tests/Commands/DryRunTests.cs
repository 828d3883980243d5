using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using SecureObs.Cli.Tests.Infrastructure;
using SecureObs.Masking;

namespace SecureObs.Cli.Tests.Commands;

public sealed class DryRunTests : IDisposable
{
    private readonly DevSkimScan scan = new();

    public void Dispose() => scan.Dispose();

    private string Out => Path.Combine(scan.Workspace.Path, "out");

    [Fact]
    public async Task It_writes_what_the_real_run_sends_and_sends_nothing()
    {
        await using var api = await WithHashesAsync();

        var dry = await scan.RunAsync(api.Url, "--dry-run", "--out", "out");
        Assert.Equal(ExitCode.Fine, dry.ExitCode);
        Assert.All(api.Requests, seen => Assert.Equal(("GET", ""), (seen.Method, seen.Body)));

        var real = await scan.RunAsync(api.Url);
        var sent = api.Of("POST", "/bulk-universal").Single();
        var listed = List().Single(body => body.GetProperty("rows").GetInt32() > 0);
        Assert.Equal(sent.Body, File.ReadAllText(Path.Combine(Out, listed.GetProperty("file").GetString()!)));
        Assert.EndsWith(listed.GetProperty("path").GetString()!, sent.Path, StringComparison.Ordinal);
        Assert.Contains($"sent 4 findings to findings/bulk-universal, {sent.Body.Length} bytes, sha256:{listed.GetProperty("sha256").GetString()}, received as such\n", real.Out, StringComparison.Ordinal);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sent.Body))), listed.GetProperty("sha256").GetString());
        Assert.Equal(api.Requests.Count(seen => seen.Body.Length > 0), List().Count);
        Assert.Equal(api.Of("POST", "/runs").Single().Body, File.ReadAllText(Path.Combine(Out, "001-open.json")));
    }

    [Fact]
    public async Task A_body_that_arrives_changed_is_said_and_kept()
    {
        await using var api = await WithHashesAsync();
        api.Answer = seen => seen.Path.EndsWith("/bulk-universal", StringComparison.Ordinal) ? Results.Json(new { ingested = 4, deduplicated = 0, receipt = "sha256:0" }) : null;

        var real = await scan.RunAsync(api.Url);

        Assert.Equal(ExitCode.Failed, real.ExitCode);
        Assert.Contains("something in between changes bodies", real.Out, StringComparison.Ordinal);
        Assert.True(File.Exists(scan.Unsent));
    }

    [Fact]
    public async Task Every_masked_value_has_its_place_and_every_field_is_named()
    {
        await using var api = await WithHashesAsync();

        await scan.RunAsync(api.Url, "--dry-run", "--out", "out");

        var listed = List().Single(body => body.GetProperty("rows").GetInt32() > 0);
        var place = Assert.Single(listed.GetProperty("masked").EnumerateArray());
        Assert.Equal("/2/codeSnippet", place.GetProperty("at").GetString());
        var body = JsonDocument.Parse(File.ReadAllText(Path.Combine(Out, listed.GetProperty("file").GetString()!))).RootElement;
        var (snippet, start, length) = (body[2].GetProperty("codeSnippet").GetString()!, place.GetProperty("start").GetInt32(), place.GetProperty("length").GetInt32());
        Assert.Equal(new string('*', length), snippet.Substring(start, length));
        Assert.Equal("key = 'v9dn" + new string('*', 17) + "7Tq2'", snippet);
        Assert.Equal(body.EnumerateArray().SelectMany(row => row.EnumerateObject()).Select(member => member.Name).Distinct().Order(StringComparer.Ordinal), listed.GetProperty("fields").EnumerateArray().Select(field => field.GetString()));
    }

    [Fact]
    public async Task Without_snippets_no_line_of_code_goes()
    {
        await using var api = await WithHashesAsync();
        api.Scanners = ["devskim"];

        await scan.RunAsync(api.Url, "--no-snippets");

        var rows = api.Of("POST", "/bulk-universal").Single();
        Assert.DoesNotContain("codeSnippet", rows.Body, StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex(@"one\(\)|two\(\)|key = "), rows.Body);
        Assert.Equal(4, rows.Json.GetArrayLength());
    }

    /// <summary>What stands in lines that no scanner reported, beside reported ones or elsewhere, is nowhere in what leaves the machine.</summary>
    [Theory]
    [InlineData(), InlineData("--no-snippets")]
    public async Task A_canary_never_leaves(params string[] more)
    {
        const string canary = "Kanarienvogel4711";
        scan.Workspace.Write("code/a.js", $"one()\ntwo()\nkey = '{DevSkimScan.Secret}'\nfour()\n// {canary}\nlet {canary} = 5\nfunction {canary}() {{ return '{canary}' }}\n");
        scan.Workspace.Write($"code/{canary}.js", canary);
        scan.Workspace.Write("code/.env", $"PASSWORD={canary}\n");
        await using var api = await WithHashesAsync();

        var result = await scan.RunAsync(api.Url, more);

        Assert.Equal(ExitCode.Fine, result.ExitCode);
        Assert.Equal(4, api.Of("POST", "/bulk-universal").Single().Json.GetArrayLength());
        foreach (var text in api.Requests.SelectMany(seen => new[] { seen.Path, seen.Query, seen.Body }).Append(result.Out).Append(result.Error))
            AssertFree(canary, text);
        foreach (var row in api.Of("POST", "/bulk-universal").Single().Json.EnumerateArray())
            AssertFree(canary, Encoding.Latin1.GetString(row.GetProperty("features").GetBytesFromBase64()));
    }

    // As it is, and as Base64 and hexadecimal would hide it.
    private static void AssertFree(string canary, string text)
    {
        Assert.DoesNotContain(canary, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Convert.ToHexString(Encoding.UTF8.GetBytes(canary)), text, StringComparison.OrdinalIgnoreCase);
        for (var before = 0; before < 3; before++)
            Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(' ', before) + canary))[4..^4], text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--dry-run"), InlineData("--out out")]
    public async Task Half_of_the_two_arguments_is_bad_usage(string arguments) =>
        Assert.Equal(ExitCode.Failed, (await scan.RunAsync("http://127.0.0.1:1/api", arguments.Split(' '))).ExitCode);

    [Fact]
    public async Task A_directory_with_something_in_it_is_left_alone()
    {
        await using var api = await WithHashesAsync();

        var result = await scan.RunAsync(api.Url, "--dry-run", "--out", "code");

        Assert.Equal(ExitCode.Failed, result.ExitCode);
        Assert.EndsWith("code is not empty\n", result.Error, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.Combine(scan.Workspace.Path, "code")));
    }

    private List<JsonElement> List() =>
        [.. JsonDocument.Parse(File.ReadAllText(Path.Combine(Out, "egress.json"))).RootElement.GetProperty("bodies").EnumerateArray()];

    private static async Task<ApiStandIn> WithHashesAsync()
    {
        var api = await ApiStandIn.StartAsync();
        api.Scanners = ["devskim"];
        api.Answer = seen => seen.Path.EndsWith("/secret-hash-key", StringComparison.Ordinal)
            ? Results.Json(new { key = Convert.ToBase64String(new byte[SecretHasher.KeyLength]) }) : null;
        return api;
    }
}
