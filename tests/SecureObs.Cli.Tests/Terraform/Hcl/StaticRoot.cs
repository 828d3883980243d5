using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Terraform.Hcl;

/// <summary>Roots of Terraform, read with the real Node and HashiCorp's real parser: `npm ci --prefix tools/hcl` brings it.</summary>
internal static class StaticRoot
{
    public static string Parser => Repository.Path("tools/hcl/node_modules/@cdktf/hcl2json");

    public static Infrastructure.Cli Cli(string directory)
    {
        Assert.True(Directory.Exists(Parser), "The parser is missing. Run: npm ci --prefix tools/hcl");
        return new() { Directory = directory, Variables = { ["PATH"] = Environment.GetEnvironmentVariable("PATH"), ["SECUREOBS_HCL2JSON"] = Parser } };
    }

    public static Task<CliResult> PreviewAsync(string directory, params string[] more) => PreviewAsync(Cli(directory), more);

    public static Task<CliResult> PreviewAsync(Infrastructure.Cli cli, params string[] more) =>
        cli.RunAsync(["plan", "preview", "--workspace", cli.Directory, .. more.Contains("--terraform-root") ? more : ["--terraform-root", ".", .. more]]);
}
