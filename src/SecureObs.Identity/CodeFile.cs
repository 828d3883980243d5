namespace SecureObs.Identity;

/// <summary>The code of a finding and what stands around it.</summary>
/// <param name="Line">1-based.</param>
/// <param name="Own">Its lines, at most 20.</param>
/// <param name="Before">Up to three lines above it, the nearest first.</param>
/// <param name="After">Up to three lines below it.</param>
/// <param name="Symbols">The names of what it stands in, the outermost first.</param>
public sealed record CodeExcerpt(
    int Line, IReadOnlyList<string> Own, IReadOnlyList<string> Before, IReadOnlyList<string> After, IReadOnlyList<string> Symbols);

/// <summary>A file in which something was found.</summary>
/// <param name="lines">Without their line breaks.</param>
public sealed class CodeFile(IReadOnlyList<string> lines)
{
    private const int Around = 3;
    private const int MostOwn = 20;

    private readonly Lazy<Symbols> symbols = new(() => new(lines));

    /// <param name="line">1-based; null or 0 for the file as a whole.</param>
    /// <param name="endLine">The last line; null or above <paramref name="line"/> for one line.</param>
    /// <returns>Null when there is no such line.</returns>
    public CodeExcerpt? Excerpt(int? line, int? endLine)
    {
        if (line is not ({ } first and > 0))
            return new(0, [], [], [], []);
        if (first > lines.Count)
            return null;
        var end = Math.Clamp(endLine ?? first, first, lines.Count);
        return new(first, Between(first, Math.Min(end, first + MostOwn - 1)), [.. Enumerable.Reverse(Between(first - Around, first - 1))],
            Between(end + 1, end + Around), symbols.Value.Around(first));
    }

    private List<string> Between(int first, int last) =>
        [.. Enumerable.Range(first, Math.Max(last - first + 1, 0)).Where(number => number >= 1 && number <= lines.Count).Select(number => lines[number - 1])];
}
