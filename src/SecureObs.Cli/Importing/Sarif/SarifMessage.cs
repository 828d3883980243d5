using System.Text.Json;
using System.Text.RegularExpressions;
using SecureObs.Cli.Importing.Reading;

namespace SecureObs.Cli.Importing.Sarif;

/// <summary>What a message (3.11) says: its own text, or the text of the rule with its arguments.</summary>
internal static partial class SarifMessage
{
    public static string? Text(JsonElement message, SarifRule? rule)
    {
        var text = message.Text("text")
            ?? (message.Text("id") is { } id ? rule?.Messages?.GetValueOrDefault(id) : null)
            ?? message.Text("markdown");
        if (text is null)
            return message.Text("id");
        var arguments = message.At("arguments").Items().Select(argument => argument.Text() ?? "").ToList();
        return Link().Replace(arguments.Count == 0 ? text : Filled(text, arguments), "$1");
    }

    // 3.11.5: {0} stands for the first argument; doubled brackets stand for themselves.
    private static string Filled(string text, List<string> arguments) => Placeholder().Replace(text, found =>
        found.Value is "{{" or "}}" ? found.Value[..1]
        : int.TryParse(found.Groups[1].ValueSpan, out var at) && at < arguments.Count ? arguments[at] : found.Value);

    [GeneratedRegex(@"\{\{|\}\}|\{([0-9]{1,4})\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    // 3.11.6: [text](3) links to a location of the result.
    [GeneratedRegex(@"\[([^\[\]\\]{1,1000})\]\([0-9]{1,9}\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
