using System.Text.Json;
using SecureObs.Cli.Importing.Reading;

namespace SecureObs.Cli.Importing.Sarif;

/// <summary>Levels that an invocation gave to rules in place of their own (3.20.5), for results that say which invocation brought them (3.48.6).</summary>
internal sealed class SarifOverrides
{
    private const int Most = 100_000;

    private readonly Dictionary<(int Invocation, string Rule), string> levels = [];

    /// <param name="overrides">Of the invocation at this position.</param>
    public void Add(int invocation, JsonElement overrides)
    {
        if (overrides.Text("configuration", "level") is not { Length: <= 20 } level || levels.Count >= Most)
            return;
        if (overrides.Text("descriptor", "id") is { } id)
            levels.TryAdd((invocation, id), level);
    }

    /// <returns>Null when none is for this result's rule.</returns>
    public string? Level(JsonElement result, SarifRule? rule) =>
        levels.Count > 0 && result.At("provenance", "invocationIndex").Number() is >= 0 and var invocation && (rule?.Id ?? result.Text("ruleId")) is { } id
            ? levels.GetValueOrDefault((invocation, id)) : null;
}
