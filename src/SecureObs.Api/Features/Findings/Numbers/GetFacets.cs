using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings.Numbers;

internal static class GetFacets
{
    private static readonly string[] Further = ["rule", "project", "cwe", "path", "age"];

    public static void MapGetFacets(this IEndpointRouteBuilder findings) => findings
        .MapGet("/facets", Handle)
        .WithSummary("How many findings there are under a filter, by what one may filter by")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    /// <param name="with">rule, project, cwe, path, age: further lists, of at most 50 values.</param>
    private static async Task<Results<Ok<FindingFacets>, ProblemHttpResult>> Handle(
        [AsParameters] FindingFilter filter, [FromQuery] string[]? with, TenantDb db, TimeProvider clock, CancellationToken ct)
    {
        if (with?.Except(Further).Any() is true)
            return Problems.QueryInvalid("with", $"must be one of: {string.Join(", ", Further)}");
        var now = clock.GetUtcNow();
        if (filter.Read(now).Refusal is { } refusal)
            return refusal;
        var facets = await db.ReadAsync(async tx =>
        {
            if (filter.ProjectId is { } project && !await NumbersOfProject.ExistsAsync(tx, project, ct))
                return null;
            var found = await FilterLookups.OfAsync(tx, filter, ct);
            var (counted, exact) = filter.IsKeptCounted
                ? (await FacetCounts.KeptAsync(tx, filter, now, ct), true)
                : await FacetCounts.CountedAsync(tx, filter, found, now, ct);
            var lists = new FacetLists(tx, filter, found, now);
            var (projects, allProjects) = with?.Contains("project") is true ? await lists.ProjectsAsync(ct) : (null, true);
            return new Facets(filter, counted, exact).Answer(await lists.CountAsync(with ?? [], ct), projects, allProjects);
        }, ct);
        return facets is null ? Problems.NotFound() : TypedResults.Ok(facets);
    }
}
