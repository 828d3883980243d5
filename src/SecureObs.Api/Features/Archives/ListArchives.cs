using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Archives;

public sealed record ArchiveList(IReadOnlyList<Archive> Items);

internal static class ListArchives
{
    public static void MapListArchives(this IEndpointRouteBuilder archives) => archives
        .MapGet("/", Handle)
        .WithSummary("Archives of the organisation, the newest first, with their progress");

    private static async Task<Ok<ArchiveList>> Handle(TenantDb db, CancellationToken ct) =>
        TypedResults.Ok(new ArchiveList(await db.ReadAsync(tx => Archive.ListAsync(tx, ct), ct)));
}
