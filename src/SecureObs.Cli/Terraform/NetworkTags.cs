using System.Text.Json.Nodes;
using SecureObs.Contracts;

namespace SecureObs.Cli.Terraform;

/// <summary>
/// Network tags of machines in Google Cloud are words of somebody's own that firewall rules choose machines by
/// (cloud.google.com/vpc/docs/add-remove-network-tags). Those leave that a rule of the same plan names; of what the others say nobody needs to know.
/// </summary>
internal static class NetworkTags
{
    public const string Unnamed = "no firewall rule names this network tag";

    /// <summary>Takes the others out of the resources.</summary>
    public static IReadOnlyList<Dropped> Limit(IReadOnlyCollection<TopologyResource> resources)
    {
        var named = resources.Where(each => each.Type == "google_compute_firewall")
            .SelectMany(rule => Texts(rule.SafeAttributes["source_tags"]).Concat(Texts(rule.SafeAttributes["target_tags"]))).ToHashSet(StringComparer.Ordinal);
        var dropped = new List<Dropped>();
        foreach (var machine in resources.Where(each => each.Type.StartsWith("google_", StringComparison.Ordinal)))
        {
            Limit(machine.Address, machine.SafeAttributes, "tags", named, dropped);
            foreach (var (at, nodes) in (machine.SafeAttributes["node_config"] as JsonArray ?? []).Index())
                if (nodes is JsonObject config)
                    Limit(machine.Address, config, $"node_config[{at}].tags", named, dropped);
        }
        return dropped;
    }

    private static void Limit(string address, JsonObject attributes, string path, HashSet<string> named, List<Dropped> dropped)
    {
        if (attributes["tags"] is not { } tags)
            return;
        var kept = Texts(tags).Where(named.Contains).ToList();
        if (kept.Count < (tags as JsonArray)?.Count)
            dropped.Add(new(address, path, Unnamed));
        attributes["tags"] = new JsonArray([.. kept.Select(tag => JsonValue.Create(tag))]);
    }

    private static IEnumerable<string> Texts(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonValue>().Select(value => value.TryGetValue(out string? text) ? text : null).OfType<string>();
}
