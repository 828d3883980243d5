using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace SecureObs.Cli.Delivery;

/// <summary>egress.json: every body of a scan. Beside them go the key, the command's name and version, and questions without a body.</summary>
internal sealed record EgressList(IReadOnlyList<EgressBody> Bodies);

/// <param name="File">Its exact bytes, beside the list.</param>
/// <param name="Rows">How many findings; 0 when it holds none.</param>
/// <param name="Fields">The names of all members in it.</param>
/// <param name="Masked">Where asterisks stand in the place of a secret.</param>
internal sealed record EgressBody(
    string File, string Method, string Path, int Bytes, string Sha256, int Rows, IReadOnlyList<string> Fields, IReadOnlyList<MaskedPlace> Masked);

/// <param name="At">JSON pointer (RFC 6901) of a text.</param>
/// <param name="Start">The first asterisk in the text, from 0, in UTF-16 units.</param>
internal sealed record MaskedPlace(string At, int Start, int Length);

/// <summary>What stands in a body.</summary>
internal static partial class EgressFields
{
    public static IEnumerable<string> Names(JsonElement body) => Below(body, "").SelectMany(found => found.Element.ValueKind is JsonValueKind.Object
        ? found.Element.EnumerateObject().Select(member => member.Name) : []).Distinct().Order(StringComparer.Ordinal);

    // Asterisks that the code itself has are listed too: too many places are better than too few.
    public static IEnumerable<MaskedPlace> Masked(JsonElement body) => Below(body, "").Where(found => found.Element.ValueKind is JsonValueKind.String)
        .SelectMany(found => Asterisks().Matches(found.Element.GetString()!).Select(run => new MaskedPlace(found.At, run.Index, run.Length)));

    private static IEnumerable<(string At, JsonElement Element)> Below(JsonElement element, string at) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, index) => Below(item, $"{at}/{index}")),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Below(member.Value, $"{at}/{member.Name}")),
        _ => [],
    } is var below ? below.Prepend((at, element)) : [];

    [GeneratedRegex(@"\*+", RegexOptions.CultureInvariant)]
    private static partial Regex Asterisks();
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(EgressList))]
internal sealed partial class EgressJson : JsonSerializerContext;
