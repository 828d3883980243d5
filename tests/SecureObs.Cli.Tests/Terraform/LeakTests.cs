using System.Text;
using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Terraform;

/// <summary>Nothing of a plan but what the allowlist lets through leaves, is shown or is said.</summary>
public sealed class LeakTests : IDisposable
{
    private const int Plans = 500;

    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task No_canary_is_in_what_leaves_or_is_shown()
    {
        var (planted, attributes) = (0, 0);
        foreach (var seed in Enumerable.Range(1, Plans))
        {
            var plan = new GeneratedPlan(seed);
            Write(plan.Json.ToJsonString(), seed);
            var (body, shown) = (await PreviewAsync("--json"), await PreviewAsync());

            Assert.Equal((ExitCode.Fine, ExitCode.Fine), (body.ExitCode, shown.ExitCode));
            foreach (var said in new[] { body.Out, body.Error, shown.Out, shown.Error })
                Assert.True(!said.Contains(plan.Marker, StringComparison.OrdinalIgnoreCase), $"seed {seed}: {Around(said, plan.Marker)}");
            planted += plan.Canaries;
            attributes += body.Out.Split("word").Length - 1;
        }
        // It does look for something, and something does leave.
        Assert.True(planted > 20 * Plans && attributes > Plans, $"{planted} canaries, {attributes} values");
    }

    [Fact]
    public async Task No_canary_is_in_what_is_said_of_a_broken_plan()
    {
        foreach (var seed in Enumerable.Range(1, 200))
        {
            var (plan, random) = (new GeneratedPlan(seed), new Random(seed));
            var text = plan.Json.ToJsonString();
            var at = random.Next(text.Length);
            var broken = random.Next(3) switch
            {
                0 => text[..at],
                1 => text[..at] + "}]\"" + text[at..],
                _ => text[..^1] + ",",   // all canaries stand before what is wrong
            };
            Write(broken, seed);

            var shown = await PreviewAsync();

            Assert.DoesNotContain(plan.Marker, shown.Out + shown.Error, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(ExitCode.Failed, shown.ExitCode);
            Assert.DoesNotContain("   at ", shown.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(100, ExitCode.Fine), InlineData(200, ExitCode.Failed)]
    public async Task No_canary_is_in_what_is_said_of_a_plan_that_is_too_deep(int depth, int exitCode)
    {
        var canary = string.Concat(Enumerable.Repeat("{\"cnryx\":[", depth / 2)) + "\"cnryx\"" + string.Concat(Enumerable.Repeat("]}", depth / 2));
        Write($$"""{"format_version":"1.2","resource_changes":[{"address":"aws_security_group.g","type":"aws_security_group","name":"g","change":{"after":{"ingress":{{canary}},"name":[{{canary}}]} } }],"configuration":{"root_module":{"resources":[{"type":"aws_security_group","name":"g","expressions":{{canary}} }]} } }""", 0);

        foreach (var said in new[] { await PreviewAsync(), await PreviewAsync("--json") })
        {
            Assert.DoesNotContain("cnryx", said.Out + said.Error, StringComparison.Ordinal);
            Assert.Equal(exitCode, said.ExitCode);
        }
    }

    /// <summary>Every third one in UTF-16, of both orders.</summary>
    private void Write(string plan, int seed) => File.WriteAllText(Path.Combine(workspace.Path, "plan.json"), plan, (seed % 6) switch
    {
        1 => Encoding.Unicode,
        2 => Encoding.BigEndianUnicode,
        _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: seed % 2 == 0),
    });

    private Task<CliResult> PreviewAsync(params string[] more) =>
        new Infrastructure.Cli { Directory = workspace.Path }.RunAsync(["plan", "preview", "plan.json", "--workspace", workspace.Path, .. more]);

    private static string Around(string said, string marker)
    {
        var at = said.IndexOf(marker, StringComparison.OrdinalIgnoreCase);
        return said[Math.Max(0, at - 300)..Math.Min(said.Length, at + 40)];
    }
}
