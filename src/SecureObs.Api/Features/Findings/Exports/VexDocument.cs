using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace SecureObs.Api.Features.Findings.Exports;

/// <summary>An OpenVEX document (https://openvex.dev/ns/v0.2.0), as far as it is read.</summary>
/// <param name="Context">The version of OpenVEX.</param>
public sealed record VexDocument(
    [property: JsonPropertyName("@context"), Required] string Context,
    [property: Required, MaxLength(VexDocument.MostStatements)] IReadOnlyList<VexStatement> Statements)
{
    public const int MostStatements = 20_000;
}

/// <param name="Status">not_affected, affected, fixed or under_investigation.</param>
/// <param name="Justification">Why it is not affected, as one of OpenVEX' labels.</param>
/// <param name="ImpactStatement">The same in one's own words.</param>
/// <param name="ActionStatement">What to do when it is affected.</param>
public sealed record VexStatement(
    VexVulnerability? Vulnerability = null, IReadOnlyList<VexProduct>? Products = null, string? Status = null, string? Justification = null,
    [property: JsonPropertyName("impact_statement")] string? ImpactStatement = null,
    [property: JsonPropertyName("action_statement")] string? ActionStatement = null,
    [property: JsonPropertyName("status_notes")] string? StatusNotes = null);

/// <param name="Name">The advisory, e.g. <c>GHSA-29mw-wpgm-hmr9</c>.</param>
/// <param name="Aliases">Its other names: one of all is enough.</param>
public sealed record VexVulnerability(string? Name = null, IReadOnlyList<string>? Aliases = null);

/// <param name="Id">A package URL, or anything that names the product.</param>
/// <param name="Subcomponents">The packages in it that are meant.</param>
public sealed record VexProduct(
    [property: JsonPropertyName("@id")] string? Id = null, VexIdentifiers? Identifiers = null, IReadOnlyList<VexPart>? Subcomponents = null);

/// <param name="Id">As of a product.</param>
public sealed record VexPart([property: JsonPropertyName("@id")] string? Id = null, VexIdentifiers? Identifiers = null);

public sealed record VexIdentifiers(string? Purl = null);
