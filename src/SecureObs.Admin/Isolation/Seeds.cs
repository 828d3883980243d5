using System.Text.RegularExpressions;

namespace SecureObs.Admin.Isolation;

/// <summary>db/probe/seeds: one statement per tenant table that makes a row as the application would.</summary>
internal static partial class Seeds
{
    /// <summary>The row number of our tenant; a row refers to the rows of the same number in the tables above it.</summary>
    public const int OurRow = 1;
    public const int TheirRow = 2;
    public const int NewRow = 3;

    private static readonly (string Table, string Text)[] Files =
    [
        .. typeof(Seeds).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("seeds/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (Table().Match(name).Groups[1].Value, Read(name))),
    ];

    /// <summary>The tables that have a seed, in the order in which rows can be made.</summary>
    public static IReadOnlyList<string> Tables { get; } = [.. Files.Select(file => file.Table)];

    /// <summary>The statement that makes a row, without a semicolon, so that a clause can be added; null without a seed.</summary>
    /// <param name="parent">The number of the rows that it refers to.</param>
    public static string? Statement(string table, Guid tenant, int row, int parent) =>
        Files.FirstOrDefault(file => file.Table == table).Text is not { } text ? null : Words().Replace(text, word => word.Value switch
        {
            ":tenant" => $"'{tenant}'::uuid",
            ":row" => Probe.Text(row),
            _ => Probe.Text(parent),
        });

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Seeds).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().TrimEnd().TrimEnd(';');
    }

    [GeneratedRegex(@"seeds/\d+_(\w+)\.sql")]
    private static partial Regex Table();

    [GeneratedRegex(@"(?<!:):(tenant|row|parent)\b")]
    private static partial Regex Words();
}
