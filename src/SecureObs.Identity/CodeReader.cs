namespace SecureObs.Identity;

/// <summary>Makes features of code: here it becomes hashes.</summary>
/// <param name="hash">
/// Of a text. Under a key that only the owner of the code has, nobody else can try words against the features.
/// </param>
public sealed class CodeReader(Func<string, ulong> hash)
{
    /// <summary>Words of one finding that are kept.</summary>
    public const int MostWords = 120;

    /// <summary>Characters of a line that are read: a minified file is one line.</summary>
    public const int LongestLine = 8_192;

    /// <param name="rule">The rule, together with the scanner that has it.</param>
    /// <param name="path">Relative to the scanned directory, with forward slashes.</param>
    /// <param name="column">1-based; 0 when the scanner tells none.</param>
    /// <param name="code">Its secrets are masked already.</param>
    public CodeFeatures Read(string rule, string path, int column, CodeExcerpt code)
    {
        var own = code.Own.Select(Split).ToList();
        return new(
            rule, path, code.Line, column,
            LineHash(own.SelectMany(line => line)), LineHash(own.Take(1).SelectMany(line => line)),
            [.. own.SelectMany(line => line).Where(word => word.Class is not TokenClass.Punctuation).Take(MostWords).Select(word => (uint)hash("word\0" + word.Text))],
            [.. code.Before.Select(line => (uint)LineHash(Split(line)))],
            [.. code.After.Select(line => (uint)LineHash(Split(line)))],
            code.Symbols.Count == 0 ? 0 : Math.Max(1, (uint)hash("symbols\0" + string.Join('\0', code.Symbols))));
    }

    private ulong LineHash(IEnumerable<(TokenClass Class, string Text)> words) => hash("line\0" + string.Join('\0', words.Select(word => word.Text)));

    /// <summary>Without what formatters add and take: the kind of quotes, commas, semicolons and round brackets.</summary>
    private static List<(TokenClass Class, string Text)> Split(string line) =>
        [.. Words.Of(line).Where(word => word.Text is not ("," or ";" or "(" or ")")).Select(word => word.Class is TokenClass.Text ? (word.Class, $"\"{word.Text[1..^1]}\"") : word)];
}
