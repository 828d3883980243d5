using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SecureObs.Cli.Terraform;

/// <summary>
/// An IAM policy of Google (cloud.google.com/iam/docs/reference/rest/v1/Policy): of each binding its role and those members that are no people, and whether it has a condition.
/// </summary>
internal static partial class BindingsDocument
{
    private const int MostBindings = 200;
    private const int MostMembers = 256;

    /// <returns>Null when it is none.</returns>
    public static JsonObject? Reduce(JsonElement bindings) => bindings.ValueKind is not JsonValueKind.Array ? null
        : new() { ["bindings"] = new JsonArray([.. bindings.EnumerateArray().Where(each => each.ValueKind is JsonValueKind.Object).Take(MostBindings).Select(Binding)]) };

    private static JsonNode Binding(JsonElement binding)
    {
        var reduced = new JsonObject();
        if (binding.TryGetProperty("role", out var role) && role.ValueKind is JsonValueKind.String && Role().IsMatch(role.GetString()!))
            reduced["role"] = role.GetString();
        if (binding.TryGetProperty("members", out var members) && members.ValueKind is JsonValueKind.Array)
            reduced["members"] = new JsonArray([.. members.EnumerateArray().Where(each => each.ValueKind is JsonValueKind.String && Member().IsMatch(each.GetString()!)).Take(MostMembers).Select(each => JsonValue.Create(each.GetString()))]);
        if (binding.TryGetProperty("condition", out var condition) && condition.ValueKind is JsonValueKind.Object)
            reduced["condition"] = true;
        return reduced;
    }

    [GeneratedRegex(@"\A((organizations|projects)/[A-Za-z0-9.:-]{1,64}/)?roles/[A-Za-z0-9._]{1,100}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Role();

    // Service accounts, workloads of clusters and of other clouds, everybody. People, groups and domains stay.
    [GeneratedRegex(@"\A(allUsers|allAuthenticatedUsers|serviceAccount:[A-Za-z0-9.:@/\[\]_-]{1,300}|principal(Set)?://[A-Za-z0-9.:/@*_-]{1,500})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Member();
}
