using SecureObs.Identity;

namespace SecureObs.Bench.Identity;

/// <summary>A word of code: what kind it is, and a salted hash of it. Equal words have equal hashes.</summary>
internal readonly record struct Token(TokenClass Class, uint Hash);

/// <summary>
/// A finding as the set knows it: whatever a way of identity may look at, and no code. Hashes are salted and 32 bits long;
/// they tell equal from different and nothing else.
/// </summary>
/// <param name="Path">Relative to the repository.</param>
/// <param name="StartLine">1-based, as are columns. A column is 0 where the scanner tells none.</param>
/// <param name="Message">Hash of what the scanner says.</param>
/// <param name="Before">Up to three lines above it, the nearest last.</param>
/// <param name="Own">Its lines, at most 20, without the line breaks.</param>
/// <param name="After">Up to three lines below it.</param>
/// <param name="Symbols">Hashes of the names around it (class, function), the outermost first.</param>
/// <param name="EqualLinesBefore">How many lines above in the file equal its first, white space ignored.</param>
/// <param name="LineHash">Hash of GitHub's primaryLocationLineHash of its first line.</param>
/// <param name="Fingerprint">Hash of the fingerprint that secureobs sends.</param>
internal sealed record PairFinding(
    string Scanner, string Rule, string Path, int StartLine, int EndLine, int StartColumn, int EndColumn, uint Message,
    IReadOnlyList<IReadOnlyList<Token>> Before, IReadOnlyList<IReadOnlyList<Token>> Own, IReadOnlyList<IReadOnlyList<Token>> After,
    IReadOnlyList<uint> Symbols, int EqualLinesBefore, uint LineHash, uint Fingerprint);
