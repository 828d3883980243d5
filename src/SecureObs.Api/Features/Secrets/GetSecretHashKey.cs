using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Secrets;
using SecureObs.Api.Platform.Transport.Answers;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Secrets;

/// <summary>
/// Gives a pipeline the key under which the organisation's secrets are hashed, so that the secrets themselves stay where
/// they were found. Nobody stores, caches or logs the answer.
/// </summary>
internal static class GetSecretHashKey
{
    public static void MapSecretHashKey(this IEndpointRouteBuilder app) => app
        .MapGet("/api/projects/{projectId}/secret-hash-key", Handle)
        .ShowsSecret()
        .WithTags("Scanners")
        .WithSummary("The key for hashes of found secrets, for HMAC-SHA256")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .RequireAuthorization(Rules.ApiKey);

    private static async Task<Ok<SecretHashKey>> Handle(string projectId, HttpContext context, Caller caller, SecretHashes hashes, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new SecretHashKey(Convert.ToBase64String((await hashes.KeyOfAsync(caller.TenantId, ct)).Reveal())));
    }
}
