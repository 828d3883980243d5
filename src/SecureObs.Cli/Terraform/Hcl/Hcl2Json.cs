using SecureObs.Cli.Drivers;

namespace SecureObs.Cli.Terraform.Hcl;

/// <summary>Finds HashiCorp's parser for Node, which npm installs: github.com/hashicorp/terraform-cdk, packages/@cdktf/hcl2json.</summary>
internal static class Hcl2Json
{
    public const string InstallHint = "npm install --global @cdktf/hcl2json@0.21.0";
    private const string Variable = "SECUREOBS_HCL2JSON";

    private static readonly string[] Name = ["@cdktf", "hcl2json"];
    private static readonly SupportedVersions Supported = new("0.20.0", "0.22.0");

    /// <summary>SECUREOBS_HCL2JSON wins, then NODE_PATH, then what npm installed globally. The scanned repository is never looked at.</summary>
    /// <returns>The directory of the package.</returns>
    /// <exception cref="CommandFailure">It is not installed, or in another version.</exception>
    public static string Find(string node, Surroundings surroundings)
    {
        var package = Places(node, surroundings).FirstOrDefault(directory => File.Exists(Path.Combine(directory, "package.json")))
            ?? throw Missing($"@cdktf/hcl2json is not installed: {InstallHint}, or name its directory in {Variable}");
        string version;
        try
        {
            version = NodeModules.Version(package);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or System.Text.Json.JsonException)
        {
            throw Missing($"the package.json of @cdktf/hcl2json cannot be read: {InstallHint}");
        }
        return Supported.Contains(version) ? package : throw Missing($"@cdktf/hcl2json {OneLine.Of(version, 20)} is not supported, {Supported} is: {InstallHint}");
    }

    public static CommandFailure Missing(string why) => new(ExitCode.Failed, $"a Terraform root needs Node 20 or newer and HashiCorp's parser: {why}");

    private static IEnumerable<string> Places(string node, Surroundings surroundings)
    {
        if (surroundings.IsSet(Variable))
            return [Path.GetFullPath(surroundings.Variable(Variable)!.Trim(), surroundings.CurrentDirectory)];
        var roots = (surroundings.Variable("NODE_PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Concat(new[] { surroundings.Variable("NPM_CONFIG_PREFIX"), surroundings.Variable("npm_config_prefix") }.OfType<string>().SelectMany(Roots))
            .Concat(new[] { node, ScannedFiles.RealPath(node) }.Select(program => Path.GetDirectoryName(program) ?? "").SelectMany(directory => Roots(OperatingSystem.IsWindows() ? directory : Path.Combine(directory, ".."))))
            .Concat(surroundings.Variable("APPDATA") is { Length: > 0 } data ? [Path.Combine(data, "npm", "node_modules")] : []);
        return roots.Where(Path.IsPathFullyQualified).Select(root => Path.GetFullPath(Path.Combine([root, .. Name])));
    }

    /// <summary>Where npm puts global packages below a prefix (docs.npmjs.com/cli/configuring-npm/folders).</summary>
    private static string[] Roots(string prefix) => [Path.Combine(prefix, "lib", "node_modules"), Path.Combine(prefix, "node_modules")];
}
