namespace SecureObs.Identity;

/// <summary>The code of a finding and what stands around it.</summary>
/// <param name="Line">1-based.</param>
/// <param name="Own">Its lines, at most 20.</param>
/// <param name="Before">Up to eight lines above it, the nearest first.</param>
/// <param name="After">Up to eight lines below it.</param>
/// <param name="Symbols">The names of what it stands in, the outermost first.</param>
public sealed record CodeExcerpt(
    int Line, IReadOnlyList<string> Own, IReadOnlyList<string> Before, IReadOnlyList<string> After, IReadOnlyList<string> Symbols);

/// <summary>A file in which something was found.</summary>
/// <param name="lines">Without their line breaks.</param>
/// <param name="mask">
/// What takes secrets out of lines that follow each other and leaves each where it is; null from it when it cannot. It gets
/// some lines above the excerpt, too, as a secret may begin there; null when there are no secrets to take out.
/// </param>
public sealed class CodeFile(IReadOnlyList<string> lines, Func<IReadOnlyList<string>, IReadOnlyList<string>?>? mask = null)
{
    private const int Around = 8;
    private const int MostOwn = 20;
    private const int Context = 20;

    private readonly Lazy<Symbols> symbols = new(() => new(lines));
    private readonly Dictionary<(int, int), CodeExcerpt?> known = [];

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
        if (!known.TryGetValue((first, end), out var excerpt))
            known[(first, end)] = excerpt = Read(first, end);
        return excerpt;
    }

    private CodeExcerpt? Read(int first, int end)
    {
        var last = Math.Min(end, first + MostOwn - 1);
        var from = Math.Max(1, first - Around - Context);
        var near = Masked(Between(from, last + Around));
        var below = end == last ? near : Masked(Between(end + 1, end + Around));
        return near is null || below is null ? null : new(
            first, [.. near.Skip(first - from).Take(last - first + 1)], [.. near.Take(first - from).Reverse().Take(Around)],
            [.. (end == last ? below.Skip(last - from + 1) : below).Take(Around)], symbols.Value.Around(first));
    }

    private IReadOnlyList<string>? Masked(List<string> part) => mask is null ? part : mask(part);

    private List<string> Between(int first, int last) =>
        [.. Enumerable.Range(first, Math.Max(last - first + 1, 0)).Where(number => number >= 1 && number <= lines.Count)
            .Select(number => lines[number - 1] is { Length: > CodeReader.LongestLine } line ? line[..CodeReader.LongestLine] : lines[number - 1])];
}
