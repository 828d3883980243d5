using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using SecureObs.Contracts;
using SecureObs.Gate;

namespace SecureObs.Cli.Api;

/// <summary>JSON as the API speaks it, by generated code: a native binary knows no other.</summary>
internal static class ApiJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 32,
        TypeInfoResolver = ApiTypes.Default,
    };

    /// <exception cref="NotSupportedException"><see cref="ApiTypes"/> does not name it.</exception>
    public static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    /// <summary>Without holding all of it.</summary>
    public static void Write<T>(TextWriter output, T value)
    {
        using var stream = new Utf8Text(output);
        JsonSerializer.Serialize(stream, value, Of<T>());
    }

    public static byte[] Bytes(object value) => JsonSerializer.SerializeToUtf8Bytes(value, Options.GetTypeInfo(value.GetType()));
}

/// <summary>Whatever goes to the API or comes from it, one line each.</summary>
[JsonSerializable(typeof(bool))]
[JsonSerializable(typeof(ActiveScanner[]))]
[JsonSerializable(typeof(CloseRunRequest))]
[JsonSerializable(typeof(GateAnswer))]
[JsonSerializable(typeof(GitleaksFinding))]
[JsonSerializable(typeof(IngestResult))]
[JsonSerializable(typeof(OpenedRun))]
[JsonSerializable(typeof(OpenRunRequest))]
[JsonSerializable(typeof(ReportScannerResultRequest))]
[JsonSerializable(typeof(RunCredentialAnswer))]
[JsonSerializable(typeof(RunCredentialRequest))]
[JsonSerializable(typeof(RunFinding[]))]
[JsonSerializable(typeof(ScannerResultCounts))]
[JsonSerializable(typeof(SecretHashKey))]
[JsonSerializable(typeof(InfrastructureComparisons))]
[JsonSerializable(typeof(TerraformTopology))]
[JsonSerializable(typeof(TopologyResult))]
[JsonSerializable(typeof(UniversalFinding))]
[JsonSerializable(typeof(UniversalFinding[]))]
internal sealed partial class ApiTypes : JsonSerializerContext;
