using System.Text.Json;

namespace SecureObs.Cli.Terraform;

/// <summary>
/// Terraform's masks of what is sensitive: <c>true</c> for a value as a whole, or an object or list of masks of the value's own form
/// (developer.hashicorp.com/terraform/internals/json-format, "Change Representation").
/// </summary>
internal static class Masks
{
    /// <summary>Whether the value is sensitive as a whole, or has something sensitive in it at a place that the mask does not tell.</summary>
    public static bool IsSensitive(JsonElement value, JsonElement mask) => mask.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.Object => value.ValueKind is not JsonValueKind.Object && HasTrue(mask),
        JsonValueKind.Array => (value.ValueKind is not JsonValueKind.Array || value.GetArrayLength() != mask.GetArrayLength()) && HasTrue(mask),
        _ => false,
    };

    private static bool HasTrue(JsonElement mask) => mask.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.Object => mask.EnumerateObject().Any(member => HasTrue(member.Value)),
        JsonValueKind.Array => mask.EnumerateArray().Any(HasTrue),
        _ => false,
    };
}
