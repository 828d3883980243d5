using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Terraform.Hcl;

/// <summary>What cannot or must not be read ends with one line and exit code 2, and quotes nothing of a file.</summary>
public sealed class StaticRefusalTests : IDisposable
{
    private readonly Workspace workspace = new();

    public void Dispose() => workspace.Dispose();

    [Fact]
    public async Task Without_Node_it_says_what_to_install()
    {
        workspace.Write("main.tf", "locals {\n  a = 1\n}\n");

        foreach (var (variables, why) in new (Dictionary<string, string?>, string)[]
        {
            (new() { ["PATH"] = "" }, "node is not on PATH"),
            (new() { ["SECUREOBS_TOOL_NODE"] = Path.Combine(workspace.Path, "nowhere") }, "node is not on PATH"),
            // A stand-in: what parse.cjs does in an older Node, which cannot be had here.
            (new() { ["SECUREOBS_TOOL_NODE"] = workspace.Tool("exit 20") }, "tool.sh is older"),
            (new() { ["SECUREOBS_HCL2JSON"] = workspace.Path }, "npm install --global @cdktf/hcl2json@"),
            (new() { ["SECUREOBS_HCL2JSON"] = Other("9.0.0") }, "@cdktf/hcl2json 9.0.0 is not supported"),
            (new() { ["SECUREOBS_HCL2JSON"] = Other("0.21.0") }, "the parser failed"),
        })
        {
            var cli = StaticRoot.Cli(workspace.Path);
            foreach (var (name, value) in variables)
                cli.Variables[name] = value;
            await RefusedAsync(cli, why);
        }
    }

    [Theory]
    [InlineData("resource \"CANARY\" {", "main.tf is not valid, line 1")]
    [InlineData("locals {\n  CANARY = \"${CANARY(\"\n}", "main.tf is not valid, line 2")]
    [InlineData("", "no file of the directory declares anything")]
    [InlineData("module \"m\" {\n  source = \"../outside\"\n}", "the module m is not there")]
    [InlineData("module \"m\" {\n  source = \"../\"\n}", "the module m is a link, or not in the workspace")]
    [InlineData("module \"m\" {\n  source = \"./linked\"\n}", "the module m is a link, or not in the workspace")]
    [InlineData("module \"m\" {\n  source = \"./\"\n}", "a module calls itself")]
    [InlineData("resource \"aws_vpc\" \"v\" {\n  count = 20001\n}", "more than 20000 resources")]
    [InlineData("resource \"aws_vpc\" \"v\" {\n  count = 9000\n}\nmodule \"m\" {\n  source = \"./many\"\n  count = 200\n}", "more than 20000 resources")]
    public async Task A_root_that_cannot_be_read_is_refused(string file, string why)
    {
        workspace.Write("root/main.tf", file);
        workspace.Write("root/many/main.tf", "resource \"aws_vpc\" \"v\" {\n  count = 200\n}\n");
        Directory.CreateSymbolicLink(Path.Combine(workspace.Path, "root", "linked"), Path.Combine(workspace.Path, "root", "many"));

        await RefusedAsync(StaticRoot.Cli(Path.Combine(workspace.Path, "root")), why);
    }

    [Fact]
    public async Task Only_regular_files_of_the_workspace_are_read()
    {
        using var elsewhere = new Workspace();
        var outside = elsewhere.Write("main.tf", "locals {\n  a = 1\n}\n");
        workspace.Write("good/main.tf", "locals {\n  a = 1\n}\n");
        Directory.CreateDirectory(Path.Combine(workspace.Path, "bad"));
        File.CreateSymbolicLink(Path.Combine(workspace.Path, "bad", "main.tf"), outside);
        Directory.CreateSymbolicLink(Path.Combine(workspace.Path, "linked"), Path.Combine(workspace.Path, "good"));

        foreach (var root in new[] { elsewhere.Path, "..", "nowhere", "linked", "bad", "good/main.tf" })
            await RefusedAsync(StaticRoot.Cli(workspace.Path), "the Terraform root cannot be read", "--terraform-root", root);
        foreach (var file in new[] { outside, "nowhere.tfvars", "bad/main.tf", "good" })
            await RefusedAsync(StaticRoot.Cli(workspace.Path), "the Terraform root cannot be read", "--terraform-root", "good", "--terraform-var-file", file);
        Assert.Equal(ExitCode.Fine, (await StaticRoot.PreviewAsync(workspace.Path, "--terraform-root", "good")).ExitCode);
    }

    [Fact]
    public async Task A_plan_or_a_root_is_asked_for()
    {
        workspace.Write("main.tf", "locals {\n  a = 1\n}\n");

        await RefusedAsync(StaticRoot.Cli(workspace.Path), "either the file of a plan or --terraform-root", "plan.json");
        var neither = await StaticRoot.Cli(workspace.Path).RunAsync("plan", "preview");
        Assert.Equal((ExitCode.Failed, "error: give either the file of a plan or --terraform-root\n"), (neither.ExitCode, neither.Error));
    }

    private static async Task RefusedAsync(Infrastructure.Cli cli, string why, params string[] more)
    {
        var result = await StaticRoot.PreviewAsync(cli, more);

        Assert.Contains(why, result.Error, StringComparison.Ordinal);
        Assert.Equal((ExitCode.Failed, "", 1), (result.ExitCode, result.Out, result.Error.TrimEnd().Split('\n').Length));
        Assert.DoesNotContain("CANARY", result.Error, StringComparison.Ordinal);
    }

    private string Other(string version)
    {
        workspace.Write($"package-{version}/package.json", $$"""{"name":"@cdktf/hcl2json","version":"{{version}}"}""");
        return Path.Combine(workspace.Path, $"package-{version}");
    }
}
