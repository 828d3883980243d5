using SecureObs.Cli.Drivers;
using SecureObs.Cli.Running;
using SecureObs.Cli.Tests.Infrastructure;
using SecureObs.Contracts;

namespace SecureObs.Cli.Tests.Drivers;

/// <summary>The repository's own tools over its own samples: `dotnet tool restore`, `npm ci --prefix tools/eslint` and `npm ci --prefix tools/secretlint` bring them.</summary>
public sealed class RealToolTests
{
    private static readonly string Sample = Repository.Path("samples/vulnerable-shop");

    [Theory]
    [InlineData("devskim", "tools/bin/devskim")]
    [InlineData("eslint-security", "tools/eslint/node_modules/.bin/eslint")]
    [InlineData("secretlint", "tools/secretlint/node_modules/.bin/secretlint")]
    public async Task The_sample_has_high_or_critical_findings(string key, string tool)
    {
        var outcome = await RunAsync(key, tool, Sample);

        Assert.Null(outcome.Failure);
        Assert.Contains(outcome.Report!.Findings, finding => finding.Severity >= Severity.High);
        Assert.All(outcome.Report.Findings, finding => Assert.True(File.Exists(Path.Combine(Sample, finding.FilePath!))));
    }

    [Theory]
    [InlineData("devskim", "tools/bin/devskim")]
    [InlineData("eslint-security", "tools/eslint/node_modules/.bin/eslint")]
    [InlineData("secretlint", "tools/secretlint/node_modules/.bin/secretlint")]
    public async Task An_empty_workspace_is_clean(string key, string tool)
    {
        using var workspace = new Workspace();

        var outcome = await RunAsync(key, tool, workspace.Path);

        Assert.Null(outcome.Failure);
        Assert.Empty(outcome.Report!.Findings);
    }

    [Fact]
    public async Task ESLint_neither_runs_nor_obeys_the_configuration_of_the_repository()
    {
        using var workspace = new Workspace();
        var marker = Path.Combine(workspace.Path, "marker");
        var attack = $"require('fs').writeFileSync({System.Text.Json.JsonSerializer.Serialize(marker)}, 'x');";
        foreach (var name in new[] { "eslint.config.js", "eslint.config.cjs", ".eslintrc.js", ".eslintrc.cjs" })
            workspace.Write(name, attack + "\nmodule.exports = [];\n");
        workspace.Write("package.json", """{"eslintConfig": {"extends": "./.eslintrc.js"}}""");
        workspace.Write("a.js", "/* eslint-disable */\nimport x from 'x'; // eslint-disable-line\neval(x); // eslint-disable-line\n");
        workspace.Write("old.js", "with (x) { eval(y); }\n");

        var outcome = await RunAsync("eslint-security", "tools/eslint/node_modules/.bin/eslint", workspace.Path);

        Assert.Null(outcome.Failure);
        Assert.False(File.Exists(marker));
        Assert.Equal(["a.js", "old.js"], outcome.Report!.Findings
            .Where(finding => finding.RuleId == "security/detect-eval-with-expression").Select(finding => finding.FilePath).Order());
    }

    [Fact]
    public async Task Secretlint_neither_runs_nor_obeys_the_configuration_of_the_repository()
    {
        using var workspace = new Workspace();
        var marker = Path.Combine(workspace.Path, "marker");
        var attack = $"require('fs').writeFileSync({System.Text.Json.JsonSerializer.Serialize(marker)}, 'x'); module.exports = {{ rules: [] }};\n";
        workspace.Write(".secretlintrc.js", attack);
        workspace.Write(".secretlintrc.json", """{"rules": []}""");
        workspace.Write(".secretlintignore", "**/*\n");
        workspace.Write("node_modules/@secretlint/secretlint-rule-preset-recommend/index.js", attack);
        workspace.Write("node_modules/@secretlint/secretlint-rule-preset-recommend/package.json", """{"main": "index.js"}""");
        workspace.Write("(odd) [name]/.env", "// secretlint-disable\nkey = ghp_VulnShopFake00Zq8Lm3Xw7TbR2nYc5Kd9Jg\n");

        var outcome = await RunAsync("secretlint", "tools/secretlint/node_modules/.bin/secretlint", workspace.Path);

        Assert.Null(outcome.Failure);
        Assert.False(File.Exists(marker));
        Assert.Equal(["(odd) [name]/.env"], outcome.Report!.Findings.Select(finding => finding.FilePath));
    }

    private static async Task<ToolOutcome> RunAsync(string key, string tool, string workspace)
    {
        var path = Repository.Path(tool);
        Assert.True(File.Exists(path), $"{tool} is missing. Run: dotnet tool restore && npm ci --prefix tools/eslint && npm ci --prefix tools/secretlint");
        var surroundings = Surroundings.OfProcess() with
        {
            Variable = name => name == "SECUREOBS_TOOL_" + key.ToUpperInvariant().Replace('-', '_') ? path : null,
        };
        return await new ToolRunner(new ToolLocator(surroundings), workspace, TimeSpan.FromMinutes(3))
            .RunAsync(AllDrivers.ByKey[key], hasher: null, options: null, TestContext.Current.CancellationToken);
    }
}
