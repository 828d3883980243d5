using SecureObs.Cli.Terraform;
using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Terraform;

public sealed class AllowlistTests
{
    private static readonly string[] Forbidden = ["tags", "tags_all", "labels", "annotations", "description", "user_data", "custom_data", "metadata_startup_script", "app_settings", "connection_string", "container_definitions"];

    /// <summary>Network tags of Google (<see cref="NetworkTags"/>), and one key that somebody cannot choose.</summary>
    private static readonly string[] Chosen = ["tags", "node_config.tags", "metadata.annotations.run.googleapis.com/ingress"];

    [Fact]
    public void Tags_leave_of_machines_whose_network_tags_rules_name_and_of_nothing_else() =>
        Assert.All(Leaves.Where(leaf => leaf.Path.Split('.').Contains("tags")), leaf => Assert.Contains(leaf.Type,
            (string[])["google_compute_instance", "google_compute_instance_template", "google_compute_instance_from_template", "google_container_cluster", "google_container_node_pool"]));

    private static IEnumerable<(string Type, string Path, AllowedAttribute Attribute)> Leaves =>
        Allowlist.Types.SelectMany(type => Below(type.Value, "").Select(leaf => (type.Key, leaf.Path, leaf.Attribute)));

    [Fact]
    public void The_files_say_each_type_and_attribute_once()
    {
        foreach (var file in Directory.GetFiles(Repository.Path("src/SecureObs.Cli/Terraform/Allowlist")))
        {
            var type = "";
            var seen = new HashSet<string>();
            foreach (var line in File.ReadAllLines(file).Where(line => line.Length > 0 && line[0] != '#'))
            {
                type = line[0] == ' ' ? type : line;
                Assert.True(seen.Add(line[0] == ' ' ? $"{type} {line.Trim().Split(' ')[0]}" : line), $"{Path.GetFileName(file)}: {line.Trim()} of {type} is there twice");
            }
        }
        Assert.True(Allowlist.Types.Keys.Count(type => type.StartsWith("azurerm_", StringComparison.Ordinal)) >= 66);
        Assert.True(Allowlist.Types.Keys.Count(type => type.StartsWith("aws_", StringComparison.Ordinal)) >= 40);
        Assert.True(Allowlist.Types.Keys.Count(type => type.StartsWith("google_", StringComparison.Ordinal)) >= 20);
    }

    [Fact]
    public void No_free_text_and_no_map_that_somebody_fills_is_on_it() =>
        Assert.Empty(Leaves.Where(leaf => leaf.Path.Split('.').Any(Forbidden.Contains) && !Chosen.Contains(leaf.Path)).Select(leaf => $"{leaf.Type} {leaf.Path}"));

    [Fact]
    public void What_has_a_kind_has_nothing_below_it() =>
        Assert.Empty(Leaves.Where(leaf => leaf.Attribute.Below.Count > 0).Select(leaf => $"{leaf.Type} {leaf.Path}"));

    [Theory]
    [InlineData("network_acls.bypass", false), InlineData("enable_rbac_authorization", false), InlineData("key_vault_key_id", false), InlineData("passage", false)]
    [InlineData("admin_password", true), InlineData("primary_access_key", true), InlineData("sas_definition", true), InlineData("db.connection_string", true)]
    public void Names_are_refused_by_their_words(string attribute, bool denied) => Assert.Equal(denied, SafeValue.IsDenied(attribute));

    [Theory]
    [InlineData("\"-1\"", true), InlineData("\"tcp\"", true), InlineData("\"*\"", true), InlineData("\"-1; rm\"", false), InlineData("\"-x\"", false)]
    public void A_word_of_a_provider_begins_with_a_letter_unless_it_is_all_protocols_of_aws(string json, bool leaves)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        Assert.Equal(leaves, SafeValue.Of(document.RootElement, AttributeKind.Word, "ingress.protocol") is not null);
    }

    private static IEnumerable<(string Path, AllowedAttribute Attribute)> Below(AllowedAttribute attribute, string at) => attribute.Below.SelectMany(below =>
    {
        var path = at.Length == 0 ? below.Key : $"{at}.{below.Key}";
        return (below.Value.Kind is null ? [] : new[] { (path, below.Value) }).Concat(Below(below.Value, path));
    });
}
