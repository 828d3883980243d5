namespace SecureObs.Contracts;

/// <summary>The one table from the words of all tools to <see cref="Severity"/>; docs/severities.md shows it.</summary>
public static class Severities
{
    private static readonly Dictionary<string, Severity> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["CRITICAL"] = Severity.Critical,
        ["HIGH"] = Severity.High,
        ["ERROR"] = Severity.High,
        ["IMPORTANT"] = Severity.High,
        ["MEDIUM"] = Severity.Medium,
        ["MODERATE"] = Severity.Medium,
        ["WARNING"] = Severity.Medium,
        ["LOW"] = Severity.Low,
        ["NOTE"] = Severity.Low,
        ["MINOR"] = Severity.Low,
        ["NEGLIGIBLE"] = Severity.Info,
        ["INFO"] = Severity.Info,
        ["INFORMATIONAL"] = Severity.Info,
        ["INFORMATION"] = Severity.Info,
        ["NONE"] = Severity.Info,
        ["UNKNOWN"] = Severity.Unknown,
        ["UNDEFINED"] = Severity.Unknown,
    };

    /// <summary>Every word of the table with its severity, for the page that shows it.</summary>
    public static IReadOnlyDictionary<string, Severity> Table => Words;

    /// <summary>The severity of a tool's word, whatever its case; a word that is not in the table is UNKNOWN.</summary>
    public static Severity Parse(string? word) =>
        word is not null && Words.TryGetValue(word.Trim(), out var severity) ? severity : Severity.Unknown;

    /// <summary>
    /// Semgrep's words. Its old rules use ERROR, WARNING and INFO for high, medium and low;
    /// its newer ones use CRITICAL, HIGH, MEDIUM and LOW.
    /// </summary>
    public static Severity ParseSemgrep(string? word) =>
        string.Equals(word?.Trim(), "INFO", StringComparison.OrdinalIgnoreCase) ? Severity.Low : Parse(word);

    /// <summary>The word on the wire and on screen, in capitals.</summary>
    public static string Word(this Severity severity) => severity.ToString().ToUpperInvariant();
}
