using System.Text.Json;
using SecureObs.Cli.Importing.Reading;
using SecureObs.Contracts;

namespace SecureObs.Cli.Importing.Sarif;

/// <summary>How bad a result is, from what says most to what says least.</summary>
internal static class SarifSeverity
{
    public static Severity Of(JsonElement result, SarifRule? rule, SarifRun run)
    {
        // DevSkim's own word: its level calls both Critical and Important an error.
        if (result.Text("properties", "DevSkimSeverity") is { } word)
            return word is "BestPractice" or "ManualReview" ? Severity.Low : Severities.Parse(word);
        if ((result.At("properties", "security-severity").Score() ?? rule?.Score) is { } score && score is >= 0 and <= 10)
            return Words.OfScore(score);
        // 3.27.10: without a level that of the invocation for the rule, without that the rule's own, without that warning.
        return Severities.Parse(result.Text("level") ?? run.Overrides.Level(result, rule) ?? rule?.Level ?? "warning");
    }
}
