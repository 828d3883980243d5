using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings.Numbers;

internal static class GetFacets
{
    private static readonly string[] Further = ["rule", "project"];

    public static void MapGetFacets(this IEndpointRouteBuilder findings) => findings
        .MapGet("/facets", Handle)
        .WithSummary("How many findings there are under a filter, by what one may filter by")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    /// <param name="with">rule, project: further lists, of at most 50 values.</param>
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
            var found = await FoundTexts.OfAsync(tx, filter, ct);
            var (counted, exact) = filter.IsKeptCounted
                ? (await FacetCounts.KeptAsync(tx, filter, now, ct), true)
                : await FacetCounts.CountedAsync(tx, filter, found, now, ct);
            var (rules, allRules) = with?.Contains("rule") is true ? await FacetLists.RulesAsync(tx, filter.Read(now, found: found).Conditions!, ct) : (null, true);
            var (projects, allProjects) = with?.Contains("project") is true ? await FacetLists.ProjectsAsync(tx, filter, found, now, ct) : (null, true);
            return new Facets(filter, counted).Answer(exact && allRules && allProjects, rules, projects);
        }, ct);
        return facets is null ? Problems.NotFound() : TypedResults.Ok(facets);
    }
}
