using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>Makes bodies for any request type by reflection: plain values everywhere, and one chosen text in one place.</summary>
internal static class RequestBodies
{
    /// <summary>The paths of all texts in a request, such as <c>name</c> or <c>scanners[].config</c>.</summary>
    public static IEnumerable<string> Texts(Type type, string path = "") => Unwrap(type) switch
    {
        var text when text == typeof(string) => [path],
        var list when Item(list) is { } item => Texts(item, path + "[]"),
        var record when IsRecord(record) => record.GetProperties().SelectMany(property => Texts(property.PropertyType, $"{path}.{Name(property)}")),
        _ => [],
    };

    /// <summary>A body with <paramref name="text"/> at <paramref name="place"/>, one of <see cref="Texts"/>.</summary>
    public static JsonNode? Make(Type type, string place, string text, Guid id, string path = "") => Unwrap(type) switch
    {
        var hash when hash == typeof(string) && path.EndsWith("secretHash", StringComparison.Ordinal) && path != place => null,
        var word when word == typeof(string) => path == place ? text : path.EndsWith("projectId", StringComparison.Ordinal) ? id.ToString() : "x",
        var guid when guid == typeof(Guid) => id.ToString(),
        var number when number == typeof(int) || number == typeof(long) || number == typeof(short) => 1,
        var yes when yes == typeof(bool) => true,
        var time when time == typeof(DateTimeOffset) || time == typeof(DateTime) => DateTimeOffset.UtcNow.AddDays(1).ToString("O"),
        { IsEnum: true } words => JsonSerializer.SerializeToNode(Enum.GetValues(words).GetValue(1), words, JsonSerializerOptions.Web),
        var map when IsMap(map) => new JsonObject { ["x"] = Make(typeof(string), place, text, id, path + "[]") },
        var list when Item(list) is { } item => new JsonArray(Make(item, place, text, id, path + "[]")),
        var record when IsRecord(record) => new JsonObject(record.GetProperties().Select(property =>
            KeyValuePair.Create(Name(property), Make(property.PropertyType, place, text, id, $"{path}.{Name(property)}")))),
        _ => null,
    };

    private static Type Unwrap(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static bool IsMap(Type type) => type.IsGenericType && type.GetGenericArguments() is [var key, var value] && key == typeof(string) && value == typeof(string);

    private static Type? Item(Type type) => type == typeof(string) ? null
        : IsMap(type) ? typeof(string)
        : type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.GetGenericArguments() is [var item] && typeof(System.Collections.IEnumerable).IsAssignableFrom(type) ? item
        : null;

    private static bool IsRecord(Type type) => type.Namespace?.StartsWith("SecureObs", StringComparison.Ordinal) is true && !type.IsEnum;

    private static string Name(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
}
