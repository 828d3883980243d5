using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Tests.Conventions.Matrix;

/// <summary>One method of one route that the running application serves, with the rule that its own metadata declare.</summary>
/// <param name="Method">In capitals; ANY for an endpoint that takes every method.</param>
/// <param name="Rule">A name of <see cref="Rules"/>, <see cref="Anonymous"/>, or in capitals what is wrong.</param>
/// <param name="MayReadStandby">Whether its answer may come from a standby, some seconds late.</param>
internal sealed record EndpointFacts(string Method, string Route, string Rule, bool MayReadStandby = false)
{
    public const string Anonymous = "anonymous";
    public const string Denied = "DENIED";

    private static readonly string[] PeopleFromLeast = [Rules.Person, Rules.Member, Rules.Admin, Rules.Owner];

    public string Key => $"{Method} {Route}";

    /// <summary>Everybody gets as far as the endpoint: its own answer, the same to all of them, is what its call says.</summary>
    public bool IsForEverybody => Rule is Anonymous or Rules.SignedBody;

    public bool IsForPeople => PeopleFromLeast.Contains(Rule);

    public static List<EndpointFacts> Of(IServiceProvider running) => Of(running.GetRequiredService<EndpointDataSource>().Endpoints);

    public static List<EndpointFacts> Of(IEnumerable<Endpoint> endpoints) =>
        [.. endpoints.SelectMany(Of).OrderBy(facts => facts.Key, StringComparer.Ordinal)];

    private static IEnumerable<EndpointFacts> Of(Endpoint endpoint)
    {
        var route = (endpoint as RouteEndpoint)?.RoutePattern.RawText
            ?? throw new InvalidOperationException($"{endpoint.DisplayName} is no route: the matrix cannot call it.");
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];
        return (methods is [] ? ["ANY"] : methods).Select(method => new EndpointFacts(method, "/" + route.Trim('/'), EffectiveRule(endpoint), endpoint.Metadata.GetMetadata<StandbyReads>() is not null));
    }

    /// <summary>All rules of an endpoint are asked, so the strictest decides.</summary>
    private static string EffectiveRule(Endpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return Anonymous;
        var declared = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>();
        if (endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is not null
            || endpoint.Metadata.GetMetadata<IAuthorizationRequirementData>() is not null
            || declared.Any(rule => rule.Policy is null || rule.Roles is not null || rule.AuthenticationSchemes is not null))
            return "NOT A RULE BY NAME";
        var names = declared.Select(rule => rule.Policy!).Distinct().ToList();
        return names switch
        {
            [] => Denied,
            [Rules.ApiKey or Rules.ExportingKey or Rules.Management or Rules.SignedBody] => names[0],
            _ when names.All(PeopleFromLeast.Contains) => names.MaxBy(name => Array.IndexOf(PeopleFromLeast, name))!,
            _ => "UNKNOWN RULE " + string.Join("; ", names),
        };
    }
}
