using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Secrets;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport.Answers;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Archives;

/// <summary>
/// The key under which found secrets of the organisation are hashed, for an import elsewhere. It is not in the archive, because the
/// archive is stored in the database, and no database holds the key.
/// </summary>
internal static class GetHashKey
{
    public static void MapGetHashKey(this IEndpointRouteBuilder archives) => archives
        .MapPost("/secret-hash-key", Handle)
        .ShowsSecret()
        .WithSummary("The key under which found secrets are hashed, for an import into another installation")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Ok<SecretHashKey>> Handle(TenantDb db, Caller caller, SecretHashes hashes, AuditTrail audit, HttpContext context, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        var key = Convert.ToBase64String((await hashes.KeyOfAsync(caller.TenantId, ct)).Reveal());
        return await db.TransactAsync(async tx =>
        {
            await audit.WriteAsync(tx, AuditActions.ArchiveLinked, tx.TenantId, new Dictionary<string, string?> { ["what"] = "secret-hash-key" }, ct);
            return TypedResults.Ok(new SecretHashKey(key));
        }, ct);
    }
}
