using System.Text.Json.Nodes;

namespace SecureObs.Bench.Upgrade;

/// <summary>Whether an answer of a later version says all that an earlier one said: it may say more.</summary>
internal static class Kept
{
    /// <returns>Where it does not, the first of them; null when it does.</returns>
    public static string? Difference(JsonNode? before, JsonNode? after, string place = "") => (before, after) switch
    {
        (JsonObject earlier, JsonObject later) => earlier
            .Select(member => later.ContainsKey(member.Key) ? Difference(member.Value, later[member.Key], $"{place}/{member.Key}") : $"{place}/{member.Key} is gone")
            .FirstOrDefault(difference => difference is not null),
        (JsonArray earlier, JsonArray later) when earlier.Count == later.Count => earlier
            .Select((item, n) => Difference(item, later[n], $"{place}/{n}"))
            .FirstOrDefault(difference => difference is not null),
        (JsonArray earlier, JsonArray later) => $"{place} has {later.Count} instead of {earlier.Count}",
        _ => JsonNode.DeepEquals(before, after) ? null : $"{place} is {after?.ToJsonString()} instead of {before?.ToJsonString()}",
    };
}
