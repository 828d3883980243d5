namespace SecureObs.Identity;

/// <summary>What tells one finding in code from another: where it is and what stands there, as hashes.</summary>
/// <param name="Rule">The rule, together with the scanner that has it.</param>
/// <param name="Path">Relative to the scanned directory, with forward slashes.</param>
/// <param name="Line">1-based; 0 for a file as a whole.</param>
/// <param name="Column">1-based; 0 when the scanner tells none.</param>
/// <param name="Content">Hash of its lines without white space.</param>
/// <param name="FirstLine">Hash of its first line without white space.</param>
/// <param name="Words">Hashes of the names, numbers and texts in its lines, in their order.</param>
/// <param name="Before">Hashes of the lines above it without white space, the nearest first.</param>
/// <param name="After">The same of the lines below.</param>
/// <param name="Symbol">Hash of the names of what it stands in, e.g. class and function; 0 for none.</param>
public sealed record CodeFeatures(
    string Rule, string Path, int Line, int Column, ulong Content, ulong FirstLine,
    IReadOnlyList<uint> Words, IReadOnlyList<uint> Before, IReadOnlyList<uint> After, uint Symbol);
