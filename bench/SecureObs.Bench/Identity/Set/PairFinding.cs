using SecureObs.Identity;

namespace SecureObs.Bench.Identity;

/// <summary>
/// A finding as the set knows it: whatever a way of identity may look at, and no code. Hashes are salted and 32 bits long
/// but for two of the features; they tell equal from different and nothing else.
/// </summary>
/// <param name="Message">Hash of what the scanner says.</param>
/// <param name="FirstLine">Hash of its first line without white space; <paramref name="Lines"/> of all its lines, at most 20.</param>
/// <param name="LineHash">Hash of GitHub's primaryLocationLineHash of its first line.</param>
/// <param name="Fingerprint">Hash of the fingerprint that secureobs sends.</param>
/// <param name="Features">What the product reads from the code, by the product's own reader.</param>
internal sealed record PairFinding(string Scanner, string Rule, uint Message, uint FirstLine, uint Lines, uint LineHash, uint Fingerprint, CodeFeatures Features)
{
    /// <summary>Relative to the repository.</summary>
    public string Path => Features.Path;

    /// <summary>1-based.</summary>
    public int StartLine => Features.Line;

    /// <summary>1-based; 0 where the scanner tells none.</summary>
    public int StartColumn => Features.Column;
}
