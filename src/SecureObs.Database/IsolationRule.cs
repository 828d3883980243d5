using System.Text.RegularExpressions;

namespace SecureObs.Database;

/// <summary>One file of db/lints.</summary>
/// <param name="Code">I and two digits: what reports and the documentation call the invariant.</param>
/// <param name="Name">The file name without its ending.</param>
/// <param name="Promise">The comment at its head, in one line.</param>
/// <param name="Sql">The query; a row is a violation.</param>
public sealed partial record IsolationRule(string Code, string Name, string Promise, string Sql)
{
    internal static IsolationRule Parse(string file, string text)
    {
        var head = Head().Match(text);
        if (!head.Success)
            throw new InvalidOperationException($"db/lints/{file} must begin with a comment like '-- I05. What holds.'");
        var promise = string.Join(' ', head.Groups[2].Value.Split('\n').Select(line => line.TrimStart('-', ' ').TrimEnd()));
        return new(head.Groups[1].Value, Path.GetFileNameWithoutExtension(file), promise, text.TrimEnd().TrimEnd(';'));
    }

    [GeneratedRegex(@"\A-- (I\d\d)\. ((?:.+)(?:\n-- .+)*)")]
    private static partial Regex Head();
}
