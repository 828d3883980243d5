using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Conventions.Matrix;

/// <summary>A parameter that no call gives is never replaced by another tenant's: docs/openapi.json knows them all.</summary>
public sealed partial class CompletenessTests(TestApi api)
{
    private static readonly JsonNode Document = JsonNode.Parse(File.ReadAllText(Repository.Path("docs/openapi.json")))!;
    private static readonly string[] Alternatives = ["oneOf", "anyOf", "allOf"];

    [Fact]
    public async Task Every_parameter_that_names_something_is_given_in_the_call_of_its_endpoint()
    {
        var tenant = await SeededTenant.CreateAsync(api);
        var endpoints = EndpointFacts.Of(api.Services).ToDictionary(endpoint => $"{endpoint.Method} {Constraint().Replace(endpoint.Route, "}")}");
        var (missing, named) = (new List<string>(), 0);
        foreach (var (path, item) in Document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in item!.AsObject())
            {
                var endpoint = endpoints[$"{method.ToUpperInvariant()} {path}"];
                var given = (await EndpointCalls.MakeAsync(endpoint, tenant, Caller.Owner)).Texts().Select(text => text.Place).ToList();
                var names = Names(operation!).ToList();
                named += names.Count;
                missing.AddRange(names.Where(name => !given.Exists(place => Matches(place, name)))
                    .Select(name => $"{endpoint.Key}: its call in EndpointCalls.cs does not give '{name}'."));
            }
        }

        Assert.True(missing.Count == 0, string.Join('\n', missing));
        Assert.True(named > 40, $"Only {named} parameters were found: the page is read wrongly.");
    }

    /// <summary>E.g. <c>route tenantId</c>, <c>query after</c>, <c>body projectId</c>.</summary>
    private static IEnumerable<string> Names(JsonNode operation) =>
        (operation["parameters"]?.AsArray() ?? [])
            .Where(parameter => IsName(parameter!["name"]!.GetValue<string>(), parameter["schema"]!))
            .Select(parameter => $"{(parameter!["in"]!.GetValue<string>() == "path" ? "route" : "query")} {parameter["name"]}")
            .Concat(operation["requestBody"]?["content"]?["application/json"]?["schema"] is { } schema ? Members(schema, []).Select(member => $"body {member}") : []);

    private static IEnumerable<string> Members(JsonNode schema, HashSet<string> seen)
    {
        if (schema["$ref"]?.GetValue<string>() is { } reference)
            return seen.Add(reference) ? Members(Document["components"]!["schemas"]![reference.Split('/')[^1]]!, seen) : [];
        var own = (schema["properties"]?.AsObject() ?? []).Where(member => IsName(member.Key, member.Value!)).Select(member => member.Key);
        var inner = (schema["properties"]?.AsObject().Select(member => member.Value!) ?? [])
            .Concat(new[] { schema["items"] }.OfType<JsonNode>())
            .Concat(Alternatives.SelectMany(word => schema[word]?.AsArray() ?? []).OfType<JsonNode>());
        return own.Concat(inner.SelectMany(node => Members(node, seen))).ToList();
    }

    private static bool IsName(string name, JsonNode schema) =>
        name is "after" || schema["format"]?.GetValue<string>() == "uuid" || schema["items"]?["format"]?.GetValue<string>() == "uuid" || NameOfName().IsMatch(name);

    private static bool Matches(string place, string name) =>
        place == name || name.StartsWith("body ", StringComparison.Ordinal) && place.StartsWith("body ", StringComparison.Ordinal)
            && Regex.IsMatch(place, $@"\.{Regex.Escape(name[5..])}(\[\d+\])?$");

    [GeneratedRegex(@":[^}]*\}")]
    private static partial Regex Constraint();

    [GeneratedRegex("(Ids?|Tokens?|Keys?|Secrets?|Cursor)$|^(token|secret|cursor)$")]
    private static partial Regex NameOfName();
}
