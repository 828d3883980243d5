using System.Text.Json;
using System.Text.Json.Nodes;
using SecureObs.Api.Platform.Database;
using SecureObs.Contracts;
using SecureObs.Graph.Building;
using SecureObs.Masking;

namespace SecureObs.Api.Features.Infrastructure.Storing;

/// <summary>What a topology may be, and how it is stored. The sender has reduced it; nothing is taken on trust here.</summary>
internal static class TopologyCheck
{
    private const int AddressLength = 1024;
    private const int TypeLength = 128;
    private const int WarningLength = 1024;
    private const int MostPaths = 2_000;
    private const int ShortestSecret = 16;

    private static readonly HashSet<string> Actions = ["create", "update", "delete", "no-op", "read"];

    /// <returns>What is wrong, as the end of a sentence; null when nothing is.</returns>
    public static string? Fault(TerraformTopology topology)
    {
        if (topology.SchemaVersion != 1)
            return "'schemaVersion' must be 1";
        if (topology.PlanDigest is not { Length: 64 } digest || !digest.All(char.IsAsciiHexDigit))
            return "'planDigest' must be 64 hexadecimal digits";
        if (topology.Resources.Count > GraphBuilder.MostResources)
            return $"'resources' has more than {GraphBuilder.MostResources:N0} entries: analyse parts of the root by themselves";
        if (topology.References.Count > GraphBuilder.MostReferences)
            return $"'references' has more than {GraphBuilder.MostReferences:N0} entries: analyse parts of the root by themselves";
        for (var at = 0; at < topology.Resources.Count; at++)
            if (Fault(topology.Resources[at]) is { } fault)
                return $"'resources[{at}]' {fault}";
        if (topology.References.Contains(null!) || topology.Warnings.Contains(null!))
            return "'references' and 'warnings' must have no null in them";
        return topology.References.Any(each => each.SourceAddress.Length > AddressLength || each.TargetAddress.Length > AddressLength || each.AttributePath.Length > AddressLength)
            ? $"a text of 'references' has more than {AddressLength:N0} characters" : null;
    }

    /// <summary>What has no dot is the address of no resource: the words of <see cref="Graph.Model.GraphNode"/> for where attacks begin have none.</summary>
    private static string? Fault(TopologyResource? resource) =>
        resource is null ? "must not be null"
        : resource.ChangeActions.Contains(null!) || resource.UnknownAttributePaths.Contains(null!) || resource.RedactedAttributePaths.Contains(null!) ? "must have no null in its lists"
        : resource.Address.Length > AddressLength || !resource.Address.Contains('.', StringComparison.Ordinal) ? $"needs the address of a resource, of at most {AddressLength:N0} characters"
        : resource.Type.Length is 0 or > TypeLength ? $"needs a type of at most {TypeLength} characters"
        : resource.Mode is not ("managed" or "data") ? "needs a mode: managed or data"
        : resource.UnknownAttributePaths.Count + resource.RedactedAttributePaths.Count > MostPaths ? $"has more than {MostPaths:N0} attribute paths"
        : null;

    /// <summary>As it is kept: no control characters, nothing that looks like a secret, no action but Terraform's.</summary>
    public static TerraformTopology Clean(TerraformTopology topology) => topology with
    {
        TerraformVersion = topology.TerraformVersion is { } version ? StoredText.Line(StoredText.Of(version), 40) : null,
        SourceRevision = topology.SourceRevision is { } revision ? StoredText.Line(StoredText.Of(revision), 256) : null,
        Resources = [.. topology.Resources.Select(Clean)],
        References = [.. topology.References.Select(each => each with { SourceAddress = Address(each.SourceAddress), TargetAddress = Address(each.TargetAddress), AttributePath = Address(each.AttributePath) })],
        Warnings = [.. topology.Warnings.Select(warning => StoredText.Line(StoredText.Of(warning), WarningLength))],
    };

    private static TopologyResource Clean(TopologyResource resource) => resource with
    {
        Address = Address(resource.Address),
        Type = Address(resource.Type),
        ChangeActions = [.. resource.ChangeActions.Where(Actions.Contains).Distinct()],
        SafeAttributes = (JsonObject)Value(resource.SafeAttributes)!,
        UnknownAttributePaths = [.. resource.UnknownAttributePaths.Select(Address)],
        RedactedAttributePaths = [.. resource.RedactedAttributePaths.Select(Address)],
    };

    private static string Address(string text) => StoredText.Line(StoredText.Of(text), AddressLength);

    private static JsonNode? Value(JsonNode? value) => value switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(Address(member.Key), Value(member.Value))).DistinctBy(member => member.Key)),
        JsonArray items => new JsonArray([.. items.Select(Value)]),
        JsonValue text when text.GetValueKind() is JsonValueKind.String => JsonValue.Create(Text(text.GetValue<string>())),
        _ => value?.DeepClone(),
    };

    private static string Text(string text) => StoredText.Of(text.Length < ShortestSecret ? text : SecretMask.Text(text));
}
