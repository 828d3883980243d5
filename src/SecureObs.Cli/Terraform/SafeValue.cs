using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SecureObs.Masking;

namespace SecureObs.Cli.Terraform;

/// <summary>A single value as it may leave, or not at all. Text leaves only when it looks like what its attribute holds and like no secret.</summary>
internal static partial class SafeValue
{
    private static readonly HashSet<string> DeniedWords = new(StringComparer.Ordinal)
    {
        "password", "passwd", "passphrase", "pwd", "secret", "secrets", "token", "tokens", "credential", "credentials", "sas", "pem", "pfx", "connectionstring", "apikey",
    };

    /// <summary>Pairs of words that together name a secret, where one alone does not.</summary>
    private static readonly string[] DeniedPairs = ["private_key", "access_key", "api_key", "connection_string", "shared_key", "signing_key", "encryption_key", "account_key", "auth_key"];

    /// <returns>Null when it may not leave.</returns>
    public static JsonNode? Of(JsonElement value, AttributeKind kind, string attribute) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False when kind is AttributeKind.Flag or AttributeKind.Word => JsonValue.Create(value.GetBoolean()),
        JsonValueKind.Number when kind is AttributeKind.Number or AttributeKind.Port && value.TryGetDecimal(out var number) => JsonValue.Create(number),
        JsonValueKind.String when value.GetString() is { } text => OfText(text, kind, attribute),
        _ => null,
    };

    private static JsonNode? OfText(string text, AttributeKind kind, string attribute)
    {
        if (kind is AttributeKind.Policy)
            return PolicyDocument.Reduce(text);
        if (text.Length == 0)
            return JsonValue.Create("");
        var fits = kind switch
        {
            AttributeKind.Flag => text is "true" or "false",
            AttributeKind.Number => Number().IsMatch(text),
            AttributeKind.Word => Word().IsMatch(text) && !IsDenied(attribute),
            AttributeKind.Name => Name().IsMatch(text) && !IsDenied(attribute),
            AttributeKind.Place => Place().IsMatch(text),
            AttributeKind.Net => Net().IsMatch(text),
            AttributeKind.Port => Port().IsMatch(text),
            AttributeKind.Id => Id().IsMatch(text),
            AttributeKind.Action => PolicyDocument.Action().IsMatch(text),
            AttributeKind.Principal => PolicyDocument.Resource().IsMatch(text),
            AttributeKind.Condition => PolicyDocument.ConditionKey().IsMatch(text),
            _ => false,
        };
        return fits && SecretMask.Text(text) == text ? JsonValue.Create(Person().Replace(text, "${kind}:*@")) : null;
    }

    /// <summary>By whole words: <c>bypass</c> holds no password, and <c>disable_password_authentication</c> is a flag, which is not asked.</summary>
    internal static bool IsDenied(string attribute)
    {
        var name = attribute[(attribute.LastIndexOf('.') + 1)..];
        return name.Split('_').Any(DeniedWords.Contains) || DeniedPairs.Any(pair => $"_{name}_".Contains($"_{pair}_", StringComparison.Ordinal));
    }

    /// <summary>A person stays one, of which domain: nobody needs to know who.</summary>
    [GeneratedRegex(@"\A(?<kind>user|group):[^@]+@", RegexOptions.CultureInvariant)]
    private static partial Regex Person();

    [GeneratedRegex(@"\A-?[0-9]{1,18}(\.[0-9]{1,6})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    // AWS calls all protocols -1.
    [GeneratedRegex(@"\A(-1|[A-Za-z0-9*][A-Za-z0-9 _.:/*+-]{0,127})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"\A[A-Za-z0-9_@$.][A-Za-z0-9 _.:/@$~-]{0,255}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9 ()._-]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    // IPv4 and IPv6 with or without a length, a range of two, a service tag such as AzureCloud.WestEurope, a prefix list, *.
    [GeneratedRegex(@"\A(\*|[0-9a-fA-F:.]{2,45}(/[0-9]{1,3})?(-[0-9a-fA-F:.]{2,45})?|[A-Z][A-Za-z0-9.]{1,63}|pl-[0-9a-f]{8,17})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Net();

    [GeneratedRegex(@"\A(\*|[0-9]{1,5}(-[0-9]{1,5})?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Port();

    [GeneratedRegex(@"\A[A-Za-z0-9/*_@.:+=,${}~-][A-Za-z0-9/*_@.:+=,()${}~ \[\]-]{0,1023}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
