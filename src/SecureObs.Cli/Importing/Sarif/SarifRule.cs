using System.Text.Json;
using SecureObs.Cli.Importing.Reading;

namespace SecureObs.Cli.Importing.Sarif;

/// <summary>What of a rule is needed for its results (SARIF 2.1.0, 3.49 reportingDescriptor). It is kept while the report is read, so it is small.</summary>
/// <param name="Level">Of its default configuration.</param>
/// <param name="Score"><c>security-severity</c>, as GitHub reads it.</param>
internal sealed record SarifRule(
    string? Id, string? Level, double? Score, IReadOnlyList<string>? Cwes, string? Title, IReadOnlyDictionary<string, string>? Messages)
{
    private const int LongestText = 4_096;

    public static SarifRule Read(JsonElement rule, SarifTaxa taxa) => new(
        rule.Text("id"),
        rule.Text("defaultConfiguration", "level"),
        rule.At("properties", "security-severity").Score(),
        Words.Cwes(rule.At("properties", "tags").Texts()
            .Concat(rule.At("properties", "cwe").Texts().SelectMany(Words.CweNumbers))
            .Concat(rule.At("relationships").Items().Select(relation => taxa.Name(relation.At("target"))))),
        Cut(rule.Text("shortDescription", "text") ?? rule.Text("fullDescription", "text")),
        Strings(rule.At("messageStrings")));

    private static Dictionary<string, string>? Strings(JsonElement strings)
    {
        if (strings.ValueKind is not JsonValueKind.Object)
            return null;
        var read = new Dictionary<string, string>();
        foreach (var each in strings.Members())
        {
            if (Cut(each.Value.Text("text")) is { } text)
                read[each.Name] = text;
        }
        return read;
    }

    private static string? Cut(string? text) => text?.Length > LongestText ? text[..LongestText] : text;
}
