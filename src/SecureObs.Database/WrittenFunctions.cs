using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace SecureObs.Database;

/// <summary>The bodies that our migrations give to functions: a door that was widened on a live database has another.</summary>
internal static partial class WrittenFunctions
{
    /// <summary>A list for the rules: the name of each function, and the SHA-256 of each body that its newest migration gives it.</summary>
    public static string List { get; } = "function_body (function, digest) as (values\n" + string.Join(",\n", Newest()
        .Select(body => $"    ('{body.Function}', '{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body.Text)))}')")) + "\n)";

    private static IEnumerable<(string Function, string Text)> Newest() =>
        from migration in EmbeddedSql.Folder("migrations")
        from Match function in Functions().Matches(migration.Text)
        group (migration.Name, Text: function.Groups[2].Value) by function.Groups[1].Value into bodies
        let newest = bodies.Max(body => body.Name)
        from body in bodies
        where body.Name == newest
        select (bodies.Key, body.Text);

    [GeneratedRegex(@"create(?: or replace)? function (\w+\.\w+)\(.*?\bas \$\$(.*?)\$\$", RegexOptions.Singleline)]
    private static partial Regex Functions();
}
