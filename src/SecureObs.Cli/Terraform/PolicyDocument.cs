using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SecureObs.Cli.Terraform;

/// <summary>
/// An IAM policy (docs.aws.amazon.com, "Grammar of the IAM JSON policy language") without what is not needed to tell who may do what:
/// of a condition only by which operators and keys it is one, and whether an address range in it is the whole internet.
/// </summary>
internal static partial class PolicyDocument
{
    private const int MostStatements = 200;
    private const int MostEntries = 256;

    /// <returns>Null when it is no policy.</returns>
    public static JsonObject? Reduce(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement is { ValueKind: JsonValueKind.Object } other && other.TryGetProperty("bindings", out var bindings))
                return BindingsDocument.Reduce(bindings);
            return document.RootElement is { ValueKind: JsonValueKind.Object } policy && policy.TryGetProperty("Statement", out var statements)
                ? new JsonObject { ["Statement"] = new JsonArray([.. Items(statements).Where(each => each.ValueKind is JsonValueKind.Object).Take(MostStatements).Select(Statement)]) }
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonNode Statement(JsonElement statement)
    {
        var reduced = new JsonObject();
        if (statement.TryGetProperty("Effect", out var effect) && effect.ValueKind is JsonValueKind.String && effect.GetString() is "Allow" or "Deny")
            reduced["Effect"] = effect.GetString();
        foreach (var (name, form) in new[] { ("Action", Action()), ("NotAction", Action()), ("Resource", Resource()), ("NotResource", Resource()) })
        {
            if (statement.TryGetProperty(name, out var values))
                reduced[name] = Texts(values, form);
        }
        foreach (var name in new[] { "Principal", "NotPrincipal" })
        {
            if (statement.TryGetProperty(name, out var principal))
                reduced[name] = Principals(principal);
        }
        if (statement.TryGetProperty("Condition", out var condition) && condition.ValueKind is JsonValueKind.Object)
            reduced["Condition"] = Conditions(condition);
        return reduced;
    }

    private static JsonNode Principals(JsonElement principal)
    {
        if (principal.ValueKind is not JsonValueKind.Object)
            return Texts(principal, Resource());
        var kinds = new JsonObject();
        foreach (var kind in principal.EnumerateObject().Where(kind => kind.Name is "AWS" or "Service" or "Federated" or "CanonicalUser"))
            kinds[kind.Name] = Texts(kind.Value, Resource());
        return kinds;
    }

    private static JsonObject Conditions(JsonElement condition)
    {
        var operators = new JsonObject();
        foreach (var one in condition.EnumerateObject().Where(one => Operator().IsMatch(one.Name) && one.Value.ValueKind is JsonValueKind.Object).Take(MostEntries))
            operators[one.Name] = new JsonArray([.. one.Value.EnumerateObject().Where(key => ConditionKey().IsMatch(key.Name)).Take(MostEntries).Select(key => JsonValue.Create(key.Name))]);
        return operators;
    }

    private static JsonArray Texts(JsonElement values, Regex form) => new(
    [
        .. Items(values).Where(value => value.ValueKind is JsonValueKind.String && form.IsMatch(value.GetString()!)).Take(MostEntries).Select(value => JsonValue.Create(value.GetString())),
    ]);

    /// <summary>One or a list: both are in use.</summary>
    private static JsonElement[] Items(JsonElement values) => values.ValueKind is JsonValueKind.Array ? [.. values.EnumerateArray()] : [values];

    [GeneratedRegex(@"\A(\*|[A-Za-z0-9-]{1,64}:[A-Za-z0-9*?]{1,128})\z", RegexOptions.CultureInvariant)]
    internal static partial Regex Action();

    // An ARN, an account, a service, a provider of identities, *.
    [GeneratedRegex(@"\A(\*|arn:[A-Za-z0-9:/*?._@${}+=, -]{1,1000}|[0-9]{12}|[a-z0-9.-]{1,128}\.(com|cn|io|net|org)(/[A-Za-z0-9._/-]{0,200})?|[0-9a-f]{64})\z", RegexOptions.CultureInvariant)]
    internal static partial Regex Resource();

    [GeneratedRegex(@"\A(ForAllValues:|ForAnyValue:)?[A-Za-z]{3,40}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Operator();

    // aws:SourceIp, s3:prefix, token.actions.githubusercontent.com:sub. A tag's own name stays.
    [GeneratedRegex(@"\A[A-Za-z0-9.-]{1,64}:[A-Za-z]{1,64}(?!\w|/)\z", RegexOptions.CultureInvariant)]
    internal static partial Regex ConditionKey();
}
