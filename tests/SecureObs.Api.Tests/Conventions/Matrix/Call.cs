using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SecureObs.Api.Tests.Conventions.Matrix;

/// <summary>What one request to an endpoint says: values of the route, of the query, and a body.</summary>
internal sealed partial record Call
{
    /// <summary>Beside <c>tenantId</c> and <c>projectId</c>, which are filled in when the route has them.</summary>
    public Dictionary<string, string> Route { get; init; } = [];

    public Dictionary<string, string> Query { get; init; } = [];

    public JsonNode? Body { get; init; }

    /// <summary>What an endpoint that everybody reaches answers to everybody; elsewhere a caller who is let in gets a 2xx.</summary>
    public HttpStatusCode ToEverybody { get; init; } = HttpStatusCode.OK;

    /// <summary>Who calls in place of the standing caller, for what a person can do once.</summary>
    public AuthenticationHeaderValue? As { get; init; }

    /// <summary>It holds an invitation, which shows its tenant's name to whoever has it.</summary>
    public bool Invites { get; init; }

    public HttpRequestMessage Request(EndpointFacts endpoint)
    {
        var path = RouteParameters().Replace(endpoint.Route, parameter => Route.TryGetValue(parameter.Groups[1].Value, out var value)
            ? Uri.EscapeDataString(value)
            : throw new InvalidOperationException($"The call of {endpoint.Key} gives no '{parameter.Groups[1].Value}'."));
        var query = string.Join('&', Query.Select(entry => $"{entry.Key}={Uri.EscapeDataString(entry.Value)}"));
        var request = new HttpRequestMessage(new(endpoint.Method == "ANY" ? "GET" : endpoint.Method), query == "" ? path : $"{path}?{query}");
        if (Body is not null)
            request.Content = JsonContent.Create(Body);
        return request;
    }

    /// <summary>Every text of the call by its place, e.g. <c>route projectId</c> or <c>body $[0].projectId</c>.</summary>
    public IEnumerable<(string Place, string Value)> Texts() =>
        Route.Select(entry => ($"route {entry.Key}", entry.Value))
            .Concat(Query.Select(entry => ($"query {entry.Key}", entry.Value)))
            .Concat(Leaves(Body).Select(leaf => ($"body {leaf.GetPath()}", leaf.GetValue<string>())));

    /// <summary>The same call with other texts at some places.</summary>
    public Call With(IReadOnlyDictionary<string, string> texts)
    {
        var body = Body?.DeepClone();
        foreach (var leaf in Leaves(body).ToList())
        {
            if (texts.TryGetValue($"body {leaf.GetPath()}", out var text))
                leaf.ReplaceWith(text);
        }
        return this with
        {
            Route = Route.ToDictionary(entry => entry.Key, entry => texts.GetValueOrDefault($"route {entry.Key}", entry.Value)),
            Query = Query.ToDictionary(entry => entry.Key, entry => texts.GetValueOrDefault($"query {entry.Key}", entry.Value)),
            Body = body,
        };
    }

    private static IEnumerable<JsonValue> Leaves(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Leaves(member.Value)),
        JsonArray items => items.SelectMany(Leaves),
        JsonValue value when value.GetValueKind() is JsonValueKind.String => [value],
        _ => [],
    };

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex RouteParameters();
}
