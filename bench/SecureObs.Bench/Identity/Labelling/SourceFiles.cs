using System.Text.RegularExpressions;

namespace SecureObs.Bench.Identity.Labelling;

/// <summary>Which files are looked at: source, and not what somebody else wrote or a tool made.</summary>
internal static partial class SourceFiles
{
    /// <summary>In bytes. Larger ones are data or made by a tool.</summary>
    public const int Largest = 200_000;

    private static readonly string[] Kinds = [".py", ".js", ".mjs", ".cjs", ".jsx", ".ts", ".tsx", ".cs", ".html", ".yml", ".yaml", ".sh"];

    /// <summary>For git.</summary>
    public static IReadOnlyList<string> Patterns { get; } = [.. Kinds.Select(kind => "*" + kind)];

    public static bool Is(string path) => Kinds.Contains(Path.GetExtension(path)) && !Foreign().IsMatch(path);

    /// <summary>Whether a scanner looks at it.</summary>
    public static bool IsFor(string scanner, string path) => scanner switch
    {
        "bandit" => Path.GetExtension(path) is ".py",
        "eslint-security" => Path.GetExtension(path) is ".js" or ".mjs" or ".cjs" or ".jsx",
        _ => true,
    };

    [GeneratedRegex(@"(^|/)(node_modules|bower_components|vendor|third[-_]?party|dist|bin|obj|site-packages)/|\.min\.|[\\\n""]")]
    private static partial Regex Foreign();
}
