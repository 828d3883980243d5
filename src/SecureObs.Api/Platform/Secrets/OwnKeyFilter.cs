using System.Text.Json;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Errors;
using SecureObs.Masking;

namespace SecureObs.Api.Platform.Secrets;

/// <summary>A request that is there to carry a key, such as an invitation that is accepted. It stores none.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class CarriesKeyAttribute : Attribute;

/// <summary>
/// Refuses what people send when a key of ours stands in it, in whatever field: it would be stored, shown and logged. What
/// pipelines send is not refused, since code is what it is; there <see cref="Database.StoredText"/> masks it.
/// </summary>
internal static class OwnKeyFilter
{
    public static RouteGroupBuilder RefuseOwnKeys(this RouteGroupBuilder endpoints) => endpoints.AddEndpointFilter(async (context, next) =>
        context.HttpContext.User.Identity?.AuthenticationType != ApiKeyHandler.SchemeName && context.Arguments.Any(HoldsKey)
            ? Problems.LooksLikeKey()
            : await next(context));

    private static bool HoldsKey(object? argument) => argument switch
    {
        null => false,
        string text => OwnKeys.IsIn(text),
        IEnumerable<string> texts => texts.Any(OwnKeys.IsIn),
        _ => IsRequest(argument.GetType()) && OwnKeys.IsIn(JsonSerializer.Serialize(argument, argument.GetType(), JsonSerializerOptions.Web)),
    };

    private static bool IsRequest(Type type) =>
        type.IsPublic && type.Namespace?.StartsWith(nameof(SecureObs), StringComparison.Ordinal) is true
        && !Attribute.IsDefined(type, typeof(CarriesKeyAttribute));
}
