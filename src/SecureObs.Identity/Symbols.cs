using System.Text.RegularExpressions;

namespace SecureObs.Identity;

/// <summary>
/// The names of what a line stands in, by indentation: the nearest line above that is indented less and looks like a
/// declaration, and so on. A guess that needs no parser; it is wrong for code that is not indented by its structure.
/// The labels of the measured set do not depend on it, its features do.
/// </summary>
public sealed partial class Symbols
{
    private static readonly HashSet<string> NotNames =
        ["if", "for", "foreach", "while", "switch", "catch", "using", "lock", "with", "return", "else", "elif", "new", "await", "function", "require", "describe", "it", "get"];

    private readonly IReadOnlyList<string> lines;
    private readonly int[] indents;

    // Of each line the nearest at or above it that is more than brackets, and of that the nearest above that is indented less.
    private readonly int[] last;
    private readonly int[] parent;

    public Symbols(IReadOnlyList<string> lines)
    {
        this.lines = lines;
        (indents, last, parent) = ([.. lines.Select(Indent)], new int[lines.Count], new int[lines.Count]);
        for (var at = 0; at < lines.Count; at++)
        {
            var above = at == 0 ? -1 : last[at - 1];
            // Brackets alone stand as far left as the declaration that they belong to.
            last[at] = lines[at].AsSpan().Trim(" \t{}()[];,:") is "" ? above : at;
            while (above >= 0 && indents[above] >= indents[at])
                above = parent[above];
            parent[at] = above;
        }
    }

    /// <param name="line">1-based.</param>
    /// <returns>The outermost first.</returns>
    public IReadOnlyList<string> Around(int line)
    {
        var names = new List<string>();
        if (line < 2 || line > lines.Count)
            return names;
        var indent = indents[line - 1];
        for (var at = last[line - 2]; at >= 0 && indent > 0; at = parent[at])
        {
            if (indents[at] >= indent)
                continue;
            indent = indents[at];
            if (Name(lines[at]) is { } name)
                names.Add(name);
        }
        names.Reverse();
        return names;
    }

    private static string? Name(string line)
    {
        try
        {
            if (Test().Match(line) is { Success: true } test)
                return test.Groups["title"].Value;
            return Declaration().Match(line) is { Success: true } declaration && declaration.Groups["name"].Value is var name && !NotNames.Contains(name) ? name : null;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static int Indent(string line)
    {
        var indent = 0;
        for (var at = 0; at < line.Length && char.IsWhiteSpace(line[at]); at++)
            indent += line[at] == '\t' ? 4 : 1;
        return indent;
    }

    /// <summary>Tests of JavaScript have titles instead of names.</summary>
    [GeneratedRegex("""^\s*(?:describe|context|suite|experiment|it|test)(?:\.\w+)*\(\s*(?<quote>['"`])(?<title>.+?)\k<quote>\s*,""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Test();

    [GeneratedRegex(@"^\s*(?:
        (?:export\s+|default\s+|async\s+|public\s+|private\s+|protected\s+|internal\s+|static\s+|sealed\s+|abstract\s+|partial\s+)*(?:def|class|function\*?|interface|namespace|struct|record|enum|module)\s+(?<name>[\w$.]+)
        | (?:export\s+)?(?:const|let|var)\s+(?<name>[\w$]+)\s*=
        | (?<name>[\w$.]+)\s*[=:]\s*(?:async\s*)?(?:function|\()
        | (?:[\w<>\[\],.?]+\s+)*(?<name>[\w$]+)\s*(?:<[\w,\s]+>)?\([^;]*$
        )", RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Declaration();
}
