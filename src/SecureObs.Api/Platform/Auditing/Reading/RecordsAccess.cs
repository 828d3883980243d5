using System.Collections;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Database;

namespace SecureObs.Api.Platform.Auditing.Reading;

/// <summary>Metadata of an endpoint whose answers are noted: with which word, and what names the subject.</summary>
/// <param name="Subjects">Names of route or query values, the first that is an id counts; else it is the organisation.</param>
internal sealed record AccessRule(string Action, IReadOnlyList<string> Subjects);

/// <summary>Notes who read how much of what. Declared at the endpoint, so that no handler can forget it.</summary>
internal static class RecordsAccessExtensions
{
    public static RouteHandlerBuilder RecordsAccess(this RouteHandlerBuilder endpoint, string action, params string[] subjects)
    {
        var rule = new AccessRule(action, subjects);
        return endpoint.WithMetadata(rule).AddEndpointFilter(async (context, next) =>
        {
            var result = await next(context);
            if (Count(result) is { } count)
                Note(context.HttpContext, rule, count);
            return result;
        });
    }

    private static void Note(HttpContext http, AccessRule rule, int count)
    {
        var subject = rule.Subjects.Select(name => Id(http, name)).FirstOrDefault(id => id is not null);
        http.RequestServices.GetRequiredService<ReadTrail>().Note(
            rule.Action, subject ?? http.RequestServices.GetRequiredService<Caller>().TenantId,
            new Dictionary<string, string?> { ["count"] = $"{count}" });
    }

    private static Guid? Id(HttpContext http, string name) =>
        Guid.TryParse(http.Request.RouteValues[name] as string ?? http.Request.Query[name].FirstOrDefault(), out var id) ? id : null;

    /// <summary>How many things an answer shows; null when it shows none because it is a refusal.</summary>
    private static int? Count(object? result)
    {
        while (result is INestedHttpResult nested)
            result = nested.Result;
        if (result is IStatusCodeHttpResult { StatusCode: >= 400 })
            return null;
        return (result as IValueHttpResult)?.Value switch
        {
            IPage page => page.Count,
            ICollection many => many.Count,
            _ => 1,
        };
    }
}
