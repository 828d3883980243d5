using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Transport.Answers;

namespace SecureObs.Api.Platform.Transport;

/// <summary>
/// Describes what an endpoint answers because of its rule, its body and the limits on everybody, so that no endpoint
/// has to say it. What its own handler refuses stands at the endpoint.
/// </summary>
internal sealed class DescribedRefusals : IOpenApiOperationTransformer
{
    private static readonly string Schema = nameof(ProblemDetails);

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var document = context.Document!;
        document.AddComponent(Schema, await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), null, cancellationToken));
        var answers = operation.Responses ??= [];
        foreach (var status in Statuses(context.Description.ActionDescriptor.EndpointMetadata, context.Description.RelativePath ?? ""))
            answers.TryAdd($"{status}", Shared(document, ReasonPhrases.GetReasonPhrase(status)));
        if (context.Description.HttpMethod == HttpMethods.Get && (context.Description.RelativePath ?? "").StartsWith("api/", StringComparison.Ordinal)
            && HeldAnswers.IsTagged(context.Description.ActionDescriptor.EndpointMetadata))
            answers.TryAdd("304", new OpenApiResponse { Description = "Not modified: If-None-Match names the tag of this answer." });
        operation.Responses = [];
        foreach (var (status, answer) in answers.OrderBy(answer => answer.Key, StringComparer.Ordinal))
            operation.Responses.Add(status, answer);
    }

    private static OpenApiResponseReference Shared(OpenApiDocument document, string phrase)
    {
        var name = phrase.Replace(" ", "", StringComparison.Ordinal);
        document.AddComponent<IOpenApiResponse>(name, new OpenApiResponse
        {
            Description = phrase,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Schema, document) },
            },
        });
        return new(name, document);
    }

    private static HashSet<int> Statuses(IList<object> endpoint, string route)
    {
        // Host, scheme and framing of a request can be wrong everywhere, and everybody can be too fast.
        HashSet<int> statuses = [StatusCodes.Status400BadRequest, StatusCodes.Status429TooManyRequests];
        if (endpoint.OfType<IAcceptsMetadata>().Any())
            statuses.UnionWith([StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType]);
        var rules = endpoint.OfType<IAuthorizeData>().Select(rule => rule.Policy).ToList();
        if (endpoint.OfType<IAllowAnonymous>().Any() || rules is [])
            return statuses;
        statuses.UnionWith([StatusCodes.Status401Unauthorized, StatusCodes.Status503ServiceUnavailable]);
        // A token without our scope; a member without the role.
        if (!rules.Contains(Rules.ApiKey))
            statuses.Add(StatusCodes.Status403Forbidden);
        // Another tenant, another project.
        if (route.Contains("{tenantId", StringComparison.Ordinal) || route.Contains("{projectId", StringComparison.Ordinal))
            statuses.Add(StatusCodes.Status404NotFound);
        return statuses;
    }
}
