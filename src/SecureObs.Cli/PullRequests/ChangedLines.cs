using System.Globalization;

namespace SecureObs.Cli.PullRequests;

/// <summary>The lines that a unified diff of one file adds, by their number in the new file.</summary>
internal static class ChangedLines
{
    /// <param name="patch">The hunks of one file, with or without the two lines of names above them.</param>
    public static IReadOnlySet<int> Of(string? patch)
    {
        var added = new HashSet<int>();
        var (line, old, fresh) = (0, 0, 0);
        foreach (var row in (patch ?? "").Split('\n'))
        {
            // Only a hunk that is over can be followed by a header: a row of it may begin with @@, too.
            if (old <= 0 && fresh <= 0)
            {
                if (Header(row) is { } header)
                    (line, old, fresh) = header;
                continue;
            }
            switch (row.Length == 0 ? ' ' : row[0])
            {
                case '+':
                    added.Add(line++);
                    fresh--;
                    break;
                case '-':
                    old--;
                    break;
                case '\\':
                    break;
                default:
                    line++;
                    old--;
                    fresh--;
                    break;
            }
        }
        return added;
    }

    /// <summary><c>@@ -old,count +new,count @@</c>; a count of one may be missing.</summary>
    private static (int Line, int Old, int New)? Header(string row)
    {
        if (row.Split(' ') is not ["@@", ['-', .. var left], ['+', .. var right], "@@", ..])
            return null;
        return Range(left) is (_, var old) && Range(right) is (var line, var fresh) ? (line, old, fresh) : null;
    }

    private static (int Start, int Count)? Range(string text)
    {
        var parts = text.Split(',');
        var count = 1;
        return parts.Length <= 2 && Number(parts[0], out var start) && (parts.Length == 1 || Number(parts[1], out count)) ? (start, count) : null;
    }

    private static bool Number(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
