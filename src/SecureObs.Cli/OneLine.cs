using System.Text;

namespace SecureObs.Cli;

/// <summary>Foreign text for one line of a log: no line breaks, no terminal escapes, no commands to Azure Pipelines, not endless.</summary>
internal static class OneLine
{
    public static string Of(string? text, int longest = 300)
    {
        var line = new StringBuilder();
        foreach (var character in text ?? "")
        {
            if (line.Length == longest)
                return Harmless(line.ToString(0, longest - 1)) + "…";
            if (!char.IsControl(character) && !char.IsWhiteSpace(character))
                line.Append(character);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
        }
        return Harmless(line.ToString().TrimEnd());
    }

    // Azure Pipelines obeys these anywhere in a line.
    private static string Harmless(string line) => line
        .Replace("##vso[", "# #vso[", StringComparison.OrdinalIgnoreCase)
        .Replace("##[", "# #[", StringComparison.Ordinal);
}
