using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SecureObs.Cli.Terraform;
using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Terraform;

/// <summary>
/// docs/terraform-allowlist.json is the allowlist as it is published. APPROVE=1 rewrites it, but never other lists under the same version:
/// whoever has seen what a version sends must be able to rely on it.
/// </summary>
public sealed class AllowlistSchemaTests
{
    private static readonly string Published = Repository.Path("docs/terraform-allowlist.json");

    [Fact]
    public void What_is_published_is_what_is_obeyed()
    {
        var lines = Allowlist.Types.OrderBy(type => type.Key, StringComparer.Ordinal).Select(type => (Type: type.Key, Attributes: Leaves(type.Value, ""))).ToList();
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines.SelectMany(type => type.Attributes.Select(leaf => $"{type.Type} {leaf.Path} {leaf.Kind}"))))));
        var text = $$"""
            {
              "version": {{Allowlist.Version}},
              "digest": "{{digest}}",
              "types": {
            {{string.Join(",\n", lines.Select(type => $"    \"{type.Type}\": {{{string.Join(", ", type.Attributes.Select(leaf => $"\"{leaf.Path}\": \"{leaf.Kind}\""))}}}"))}}
              }
            }

            """.ReplaceLineEndings("\n");

        if (File.Exists(Published))
        {
            using var known = JsonDocument.Parse(File.ReadAllText(Published));
            Assert.True(known.RootElement.GetProperty("version").GetInt32() != Allowlist.Version || known.RootElement.GetProperty("digest").GetString() == digest,
                "The lists are others than those of this version: count Allowlist.Version up.");
        }
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
            File.WriteAllText(Published, text);
        Assert.True(File.Exists(Published) && File.ReadAllText(Published) == text, "docs/terraform-allowlist.json is stale: APPROVE=1 rewrites it.");
    }

    private static IEnumerable<(string Path, string Kind)> Leaves(AllowedAttribute attribute, string at) =>
        attribute.Below.OrderBy(below => below.Key, StringComparer.Ordinal).SelectMany(below =>
        {
            var path = at.Length == 0 ? below.Key : $"{at}.{below.Key}";
            return below.Value.Kind is { } kind ? [(path, kind.ToString().ToLowerInvariant())] : Leaves(below.Value, path);
        });
}
