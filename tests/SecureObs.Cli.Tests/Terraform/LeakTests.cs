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
            workspace.Write("plan.json", plan.Json.ToJsonString());
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
            workspace.Write("plan.json", random.Next(2) == 0 ? text[..at] : text[..at] + "}]\"" + text[at..]);

            var shown = await PreviewAsync();

            Assert.DoesNotContain(plan.Marker, shown.Out + shown.Error, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("   at ", shown.Error, StringComparison.Ordinal);
        }
    }

    private Task<CliResult> PreviewAsync(params string[] more) =>
        new Infrastructure.Cli { Directory = workspace.Path }.RunAsync(["plan", "preview", "plan.json", "--workspace", workspace.Path, .. more]);

    private static string Around(string said, string marker)
    {
        var at = said.IndexOf(marker, StringComparison.OrdinalIgnoreCase);
        return said[Math.Max(0, at - 300)..Math.Min(said.Length, at + 40)];
    }
}
