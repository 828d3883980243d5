using System.Reflection;
using System.Text.Json.Serialization;

namespace SecureObs.Api.Platform.Transport;

/// <summary>
/// The words of an enumeration as JSON has them, for query parameters and the audit trail: elsewhere the framework would
/// use the names that the code has.
/// </summary>
internal static class WireWords<T> where T : struct, Enum
{
    private static readonly Dictionary<string, T> Values = typeof(T).GetFields(BindingFlags.Public | BindingFlags.Static)
        .ToDictionary(field => field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? field.Name, field => (T)field.GetValue(null)!);

    /// <summary>What to say to somebody who used another word.</summary>
    public static string Rule { get; } = "must be " + string.Join(", ", Values.Keys);

    /// <summary>The word of a value.</summary>
    public static string Of(T value) => Values.First(entry => entry.Value.Equals(value)).Key;

    /// <summary>The values of the words, as stored; null when one is unknown.</summary>
    public static short[]? Parse(string[]? words) => (words ?? []).All(Values.ContainsKey)
        ? [.. (words ?? []).Select(word => Convert.ToInt16(Values[word], null))]
        : null;
}
