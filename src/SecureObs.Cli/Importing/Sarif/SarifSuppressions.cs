using System.Text.Json;
using SecureObs.Cli.Importing.Reading;
using SecureObs.Masking;

namespace SecureObs.Cli.Importing.Sarif;

/// <summary>What a report says of why a result shall be ignored (3.27.23). The finding is kept: whether that holds is for the people to say.</summary>
internal static class SarifSuppressions
{
    private const int Longest = 200;

    /// <returns>Null when the result is not suppressed, also when that is under review or was rejected (3.35.4).</returns>
    public static string? Text(JsonElement result)
    {
        var all = result.At("suppressions").Items().ToList();
        if (all.Count == 0 || all.Any(each => each.Text("status") is "underReview" or "rejected"))
            return null;
        var text = string.Join("; ", all.Select(each => each.Text("justification") is { } why ? $"{Kind(each)}: {why}" : Kind(each)).Distinct());
        return SecretMask.Text(OneLine.Of(text, Longest));
    }

    private static string Kind(JsonElement suppression) => suppression.Text("kind") switch
    {
        "inSource" => "suppressed in source",
        "external" => "suppressed outside of the source",
        _ => "suppressed",
    };
}
