using System.Text.RegularExpressions;

namespace SecureObs.Bench.Identity.Making;

/// <summary>
/// The names of what a line stands in, by indentation: the nearest line above that is indented less and looks like a
/// declaration, and so on. A guess that needs no parser; it is wrong for code that is not indented by its structure.
/// </summary>
internal static partial class Symbols
{
    private static readonly HashSet<string> NotNames =
        ["if", "for", "foreach", "while", "switch", "catch", "using", "lock", "with", "return", "else", "elif", "new", "await", "function", "require", "describe", "it", "get"];

    /// <returns>The outermost first.</returns>
    public static IReadOnlyList<string> Around(IReadOnlyList<string> lines, int line)
    {
        var names = new List<string>();
        var indent = line <= lines.Count ? Indent(lines[line - 1]) : 0;
        for (var at = line - 2; at >= 0 && indent > 0; at--)
        {
            var text = lines[at];
            // Brackets alone stand as far left as the declaration that they belong to.
            if (text.AsSpan().Trim(" \t{}()[];,:") is "" || Indent(text) >= indent)
                continue;
            indent = Indent(text);
            if (Declaration().Match(text) is { Success: true } declaration && declaration.Groups["name"].Value is var name && !NotNames.Contains(name))
                names.Insert(0, name);
        }
        return names;
    }

    private static int Indent(string line) => line.TakeWhile(char.IsWhiteSpace).Sum(sign => sign == '\t' ? 4 : 1);

    [GeneratedRegex(@"^\s*(?:
        (?:export\s+|default\s+|async\s+|public\s+|private\s+|protected\s+|internal\s+|static\s+|sealed\s+|abstract\s+|partial\s+)*(?:def|class|function\*?|interface|namespace|struct|record|enum|module)\s+(?<name>[\w$.]+)
        | (?:export\s+)?(?:const|let|var)\s+(?<name>[\w$]+)\s*=
        | (?<name>[\w$.]+)\s*[=:]\s*(?:async\s*)?(?:function|\()
        | (?:[\w<>\[\],.?]+\s+)*(?<name>[\w$]+)\s*(?:<[\w,\s]+>)?\([^;]*$
        )", RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Declaration();
}
