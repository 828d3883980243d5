namespace SecureObs.Bench.Identity.Labelling;

/// <summary>
/// Lines that hold the same code, broken otherwise, as formatters do. White space does not count, nor what formatters add
/// and take: the kind of quotes, commas, semicolons and round brackets.
/// </summary>
internal static class Rewrapping
{
    /// <summary>In which replaced line the first sign of a new line stood; null when the code is not the same.</summary>
    public static int? OldLine(Hunk hunk, int newLine)
    {
        var (old, @new) = (hunk.OldLines.Select(Bare).ToList(), hunk.NewLines.Select(Bare).ToList());
        if (string.Concat(old) is not { Length: > 0 } text || text != string.Concat(@new) || @new[newLine].Length == 0)
            return null;
        var offset = @new.Take(newLine).Sum(line => line.Length);
        for (var at = 0; ; at++)
        {
            if (offset < old[at].Length)
                return at;
            offset -= old[at].Length;
        }
    }

    private static string Bare(string line) => string.Concat(line.Where(sign => !char.IsWhiteSpace(sign) && !",;()".Contains(sign, StringComparison.Ordinal)))
        .Replace('\'', '"').Replace('`', '"');
}
