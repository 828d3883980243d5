using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Tests.Conventions.Matrix;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Conventions;

/// <summary>
/// docs/openapi.json tells a client every refusal that it can meet because of the rule of an endpoint, its body and the
/// limits. What a rule means is asked of the matrix, not of the product.
/// </summary>
public sealed partial class DescribedAnswersTests(TestApi api)
{
    private static readonly JsonNode Document = JsonNode.Parse(File.ReadAllText(Repository.Path("docs/openapi.json")))!;

    private static IEnumerable<int> Implied(EndpointFacts endpoint, bool takesBody)
    {
        var namesSomething = endpoint.Route.Contains("Id", StringComparison.Ordinal);
        var refusals = Callers.All.Select(caller => Callers.Refusal(endpoint.Rule, caller, namesSomething)).Where(refusal => refusal is not null).Select(refusal => (int)refusal!);
        return
        [
            .. refusals,
            400, 429,
            .. endpoint.IsForPeople ? new[] { 403 } : [],   // a token without our scope
            .. endpoint.Rule is EndpointFacts.Anonymous ? [] : new[] { 503 },
            .. takesBody ? new[] { 413, 415 } : [],
        ];
    }

    [Fact]
    public void Every_endpoint_describes_the_refusals_that_its_rule_implies()
    {
        var described = Running().Where(IsDescribed).ToList();
        var faults = described.SelectMany(endpoint => EndpointFacts.Of([endpoint]).SelectMany(facts =>
        {
            var operation = Document["paths"]?[Constraint().Replace(facts.Route, "}")]?[facts.Method.ToLowerInvariant()];
            var answers = operation?["responses"]?.AsObject().Where(answer => IsProblem(answer.Value!)).Select(answer => int.Parse(answer.Key, null)) ?? [];
            var missing = Implied(facts, endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is not null).Distinct().Except(answers).Order().ToList();
            return missing is [] ? [] : new[] { $"{facts.Key} ({facts.Rule}) describes no problem for {string.Join(", ", missing)}: DescribedRefusals.cs adds them to docs/openapi.json." };
        })).ToList();

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(described.Count > 40, $"Only {described.Count} endpoints are described.");
        Assert.Equal(described.Count, Document["paths"]!.AsObject().Sum(path => path.Value!.AsObject().Count));
    }

    /// <summary>Only what no program calls is left out: everything that asks for a credential is described.</summary>
    [Fact]
    public void No_endpoint_with_a_rule_for_callers_is_left_out_of_the_description() => Assert.DoesNotContain(
        Running().Where(endpoint => !IsDescribed(endpoint)).SelectMany(endpoint => EndpointFacts.Of([endpoint])),
        endpoint => endpoint.Rule is not (EndpointFacts.Anonymous or Rules.Management));

    private IReadOnlyList<Endpoint> Running() => api.Services.GetRequiredService<EndpointDataSource>().Endpoints;

    /// <summary>The framework describes handlers alone, so no health check.</summary>
    private static bool IsDescribed(Endpoint endpoint) => endpoint.Metadata.GetMetadata<MethodInfo>() is not null
        && endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is not { ExcludeFromDescription: true };

    private static bool IsProblem(JsonNode answer)
    {
        if (answer["$ref"]?.GetValue<string>() is { } reference)
            answer = Document["components"]!["responses"]![reference.Split('/')[^1]]!;
        return answer["content"]?["application/problem+json"]?["schema"]?["$ref"]?.GetValue<string>() is "#/components/schemas/ProblemDetails";
    }

    [GeneratedRegex(@":[^}]*\}")]
    private static partial Regex Constraint();
}
