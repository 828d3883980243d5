using System.Globalization;

namespace SecureObs.Bench.Identity.Labelling;

/// <summary>
/// The primaryLocationLineHash of a SARIF upload, computed as src/fingerprints.ts of github/codeql-action does: a rolling
/// hash of the 100 signs from the start of a line on, blanks and tabs left out, and which of several equal hashes it is.
/// </summary>
internal static class GitHubLineHash
{
    private const int Window = 100;
    private const ulong Base = 37;
    private const char EndOfFile = (char)65535;

    /// <summary>By line, from the first on.</summary>
    public static IReadOnlyList<string> Of(string text)
    {
        var (signs, starts) = Normalised(text);
        var (counts, hashes, hash, first) = (new Dictionary<ulong, int>(), new List<string>(), 0UL, 1UL);
        for (var i = 0; i < Window; i++)
            first = unchecked(first * Base);
        var next = 0;
        for (var end = 0; next < starts.Count; end++)
        {
            // The hash of a line is complete when the window begins with its first sign.
            if (end - Window == starts[next])
            {
                counts[hash] = counts.GetValueOrDefault(hash) + 1;
                hashes.Add(string.Create(CultureInfo.InvariantCulture, $"{hash:x}:{counts[hash]}"));
                next++;
            }
            hash = unchecked(Base * hash + At(end) - first * At(end - Window));
        }
        return hashes;

        ulong At(int at) => at >= 0 && at < signs.Count ? signs[at] : 0UL;
    }

    private static (List<char> Signs, List<int> Starts) Normalised(string text)
    {
        var (signs, starts) = (new List<char>(), new List<int>());
        var (isStart, afterReturn) = (true, false);
        foreach (var sign in text.Append(EndOfFile))
        {
            if (sign is ' ' or '\t' || (afterReturn && sign == '\n'))
            {
                afterReturn = false;
                continue;
            }
            afterReturn = sign == '\r';
            if (isStart)
                starts.Add(signs.Count);
            signs.Add(afterReturn ? '\n' : sign);
            isStart = signs[^1] == '\n';
        }
        return (signs, starts);
    }
}
