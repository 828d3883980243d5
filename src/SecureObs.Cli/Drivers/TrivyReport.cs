using System.Text.Json.Serialization;

namespace SecureObs.Cli.Drivers;

/// <summary>What is read of a report of `trivy filesystem --format json`, format 2 (trivy.dev, "Reporting").</summary>
internal sealed record TrivyReport(int SchemaVersion, TrivyResult[]? Results = null);

[JsonSourceGenerationOptions(RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TrivyReport))]
internal sealed partial class TrivyJson : JsonSerializerContext;

/// <summary>What was found in one file, or in all packages of one kind.</summary>
internal sealed record TrivyResult(
    string? Target = null,
    string? Class = null,
    string? Type = null,
    TrivyVulnerability[]? Vulnerabilities = null,
    TrivyMisconfiguration[]? Misconfigurations = null,
    TrivySecret[]? Secrets = null,
    TrivyLicence[]? Licenses = null);

internal sealed record TrivyVulnerability(
    [property: JsonPropertyName("VulnerabilityID")] string Id,
    [property: JsonPropertyName("PkgName")] string Package,
    [property: JsonPropertyName("InstalledVersion")] string? Installed = null,
    [property: JsonPropertyName("FixedVersion")] string? Fixed = null,
    [property: JsonPropertyName("PkgPath")] string? Path = null,
    [property: JsonPropertyName("PkgIdentifier")] TrivyPackage? Identifier = null,
    [property: JsonPropertyName("Identifier")] TrivyPackage? LegacyIdentifier = null,
    [property: JsonPropertyName("VendorIDs")] string[]? OtherIds = null,
    [property: JsonPropertyName("CweIDs")] string[]? CweIds = null,
    string? Severity = null, string? Title = null, string? Description = null);

internal sealed record TrivyPackage([property: JsonPropertyName("PURL")] string? Url = null);

internal sealed record TrivyMisconfiguration(
    [property: JsonPropertyName("ID")] string Id,
    [property: JsonPropertyName("AVDID")] string? AvdId = null,
    [property: JsonPropertyName("CauseMetadata")] TrivyCause? Cause = null,
    string? Status = null, string? Severity = null, string? Title = null, string? Description = null, string? Message = null, string? Resolution = null);

internal sealed record TrivyCause(string? Resource = null, int? StartLine = null, int? EndLine = null);

internal sealed record TrivySecret(
    [property: JsonPropertyName("RuleID")] string RuleId,
    string? Severity = null, string? Title = null, string? Match = null, int? StartLine = null, int? EndLine = null);

internal sealed record TrivyLicence(
    string Name,
    [property: JsonPropertyName("PkgName")] string? Package = null,
    [property: JsonPropertyName("FilePath")] string? Path = null,
    string? Severity = null, string? Category = null);
