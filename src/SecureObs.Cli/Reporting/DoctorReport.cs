using System.Text.Json.Serialization;
using SecureObs.Cli.Commands;
using SecureObs.Cli.Drivers;
using SecureObs.Cli.Running;

namespace SecureObs.Cli.Reporting;

/// <summary>What `secureobs doctor --json` prints. Members are added, never renamed. The key is not in it.</summary>
internal sealed record DoctorReport(string Version, DoctorApi Api, IReadOnlyList<DoctorTool> Tools)
{
    public static DoctorReport Of(ApiState api, IReadOnlyList<ToolState> tools)
    {
        // A user name in the address would be a secret.
        var address = api.Address?.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        var unknown = (api.Active ?? []).Where(key => !AllDrivers.ByKey.ContainsKey(key))
            .Select(key => new DoctorTool(OneLine.Of(key, 60), null, null, null, "this version of the command has no driver for it; update it", null, null, true));
        return new(CommandVersion.Text, new(address, api.Problem is null, api.Problem), [.. tools.Select(tool => Tool(tool, api.Active)), .. unknown]);
    }

    private static DoctorTool Tool(ToolState tool, IReadOnlyList<string>? active) => new(
        tool.Driver.Key, tool.Path, tool.Version, tool.Driver.Supported.ToString(), tool.Problem,
        tool.Driver.InstallHint, tool.Driver.SendsToThirdParties, active?.Contains(tool.Driver.Key));
}

/// <param name="Address">Without a user name; null when there is no usable one, or no key.</param>
/// <param name="IsGood">It answered, and took the key.</param>
internal sealed record DoctorApi(string? Address, bool IsGood, string? Problem);

/// <param name="Problem">Why a scan could not use it; null when it could.</param>
/// <param name="Active">Whether the project runs it; null when no project was named.</param>
internal sealed record DoctorTool(
    string Key, string? Path, string? Version, string? Supported, string? Problem, string? Install, string? SendsToThirdParties, bool? Active);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DoctorReport))]
internal sealed partial class DoctorJson : JsonSerializerContext;
