namespace SecureObs.Api.Features.Findings.LargeImports;

/// <summary>How far an import has come.</summary>
/// <param name="ImportId">Under this name it goes on where it broke off.</param>
/// <param name="Rows">Rows stored so far; the next one has this number.</param>
/// <param name="Added">Findings among them that were not known before.</param>
/// <param name="Merged">Rows that were known already, or stood twice.</param>
/// <param name="Bytes">Of those rows, as they were after decompression.</param>
/// <param name="Done">Whether all of it is stored.</param>
public sealed record Import(Guid ImportId, int Rows, int Added, int Merged, long Bytes, bool Done);
