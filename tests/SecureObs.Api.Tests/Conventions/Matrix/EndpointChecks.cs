using SecureObs.Api.Platform.Authorization;

namespace SecureObs.Api.Tests.Conventions.Matrix;

/// <summary>What is wrong with the endpoints before any is called.</summary>
internal static class EndpointChecks
{
    private static readonly string[] TenantRules = [Rules.Member, Rules.Admin, Rules.Owner];
    private static readonly string[] KnownRules = [EndpointFacts.Anonymous, Rules.Person, Rules.ApiKey, Rules.ExportingKey, Rules.Management, Rules.SignedBody, .. TenantRules];

    public static List<string> Violations(IReadOnlyCollection<EndpointFacts> endpoints, IEnumerable<string> calls)
    {
        var known = calls.ToHashSet();
        return
        [
            .. endpoints.SelectMany(RuleViolations),
            .. endpoints.Where(endpoint => !known.Contains(endpoint.Key)).Select(endpoint =>
                $"{endpoint.Key}: the matrix cannot call it. Add [\"{endpoint.Key}\"] to EndpointCalls.cs with a call that succeeds."),
            .. known.Except(endpoints.Select(endpoint => endpoint.Key)).Select(key => $"{key}: no such endpoint. Remove it from EndpointCalls.cs."),
        ];
    }

    private static IEnumerable<string> RuleViolations(EndpointFacts endpoint)
    {
        var namesTenant = endpoint.Route.Contains("{tenantId", StringComparison.Ordinal);
        if (endpoint.Rule == EndpointFacts.Denied)
            yield return $"{endpoint.Key}: it has no rule, so it is denied to everybody. Say RequireAuthorization(Rules.…).";
        else if (!KnownRules.Contains(endpoint.Rule))
            yield return $"{endpoint.Key}: {endpoint.Rule}. Use one kind of rule of Rules.cs, by its name.";
        else if (namesTenant != TenantRules.Contains(endpoint.Rule))
            yield return $"{endpoint.Key}: a route with {{tenantId}} has a rule for members, and only such a route has; this one is '{endpoint.Rule}'.";
    }
}
