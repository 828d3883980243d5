using System.Text.Json;
using System.Text.Json.Serialization;

namespace SecureObs.Cli.Api;

/// <summary>JSON as the API speaks it.</summary>
internal static class ApiJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 32,
    };
}
