using System.Text.RegularExpressions;

namespace SecureObs.Masking;

public static partial class SecretMask
{
    /// <summary>Masks the private keys of a whole file and leaves each line where it is.</summary>
    public static IReadOnlyList<string> KeyBlocks(IReadOnlyList<string> lines) =>
        lines.Any(line => line.Contains("PRIVATE KEY", StringComparison.Ordinal)) ? PrivateKeyBlocks.MaskInFile(string.Join('\n', lines)).Split('\n') : lines;

    /// <summary>
    /// Masks the secrets in lines of a file as <see cref="Text"/> does, but leaves nothing of them, neither their ends
    /// nor their length, and each line where it is: two files that differ in their secrets alone become equal.
    /// </summary>
    /// <returns>As many lines; null when nobody could read them in time.</returns>
    public static IReadOnlyList<string>? Lines(IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
            return lines;
        try
        {
            var text = PrivateKeyBlocks.MaskInFile(string.Join('\n', lines));
            return Split(text, SecretAssignments.Mask(KnownTokens.Mask(text, whole: true), whole: true));
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    /// <summary>Masks every quoted literal of 4 characters or more, for rules that look for secrets (<see cref="IsSecretRule"/>).</summary>
    /// <param name="lines">Lines that belong together: a literal may go over several.</param>
    public static IReadOnlyList<string> Literals(IReadOnlyList<string> lines) =>
        string.Join('\n', lines) is var text && lines.Count > 0 ? Split(text, QuotedLiterals.Mask(text, whole: true)) : [];

    // What is masked keeps its length, so the line breaks in it are known.
    private static string[] Split(string text, string masked)
    {
        var lines = string.Create(masked.Length, (text, masked), static (lines, state) =>
        {
            for (var at = 0; at < lines.Length; at++)
                lines[at] = state.text[at] == '\n' ? '\n' : state.masked[at];
        });
        return Stars().Replace(lines, "****").Split('\n');
    }

    [GeneratedRegex(@"\*{4,}", RegexOptions.CultureInvariant)]
    private static partial Regex Stars();
}
