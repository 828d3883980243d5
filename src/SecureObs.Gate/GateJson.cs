using System.Text.Json;
using SecureObs.Audit;

namespace SecureObs.Gate;

/// <summary>Policies and inputs as JSON, the same text each time.</summary>
public static class GateJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict,
    };

    /// <summary>Canonical, see <see cref="CanonicalJson"/>. A member that says nothing is left out.</summary>
    public static string Text(GatePolicyDocument policy) => CanonicalJson.Of(JsonSerializer.SerializeToElement(policy, Options));

    /// <exception cref="JsonException">It is none, or has a member that no policy has.</exception>
    public static GatePolicyDocument Policy(string json) =>
        JsonSerializer.Deserialize<GatePolicyDocument>(json, Options) ?? throw new JsonException("A policy is an object.");

    public static byte[] Bytes(GateInput input) => JsonSerializer.SerializeToUtf8Bytes(input, Options);

    public static GateInput Input(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize<GateInput>(json, Options) ?? throw new JsonException("An input is an object.");
}
