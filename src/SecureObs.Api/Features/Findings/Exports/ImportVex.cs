using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Findings.Triage;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings.Exports;

/// <summary>What an import did.</summary>
/// <param name="Matched">Statements about a finding that there is.</param>
/// <param name="Unmatched">Statements that are understood, and about nothing that there is.</param>
/// <param name="Rejected">Statements that are not understood; the first 100 of them with why.</param>
/// <param name="Decided">Findings that are suppressed now and were not so before, or wait for an approval.</param>
public sealed record VexImport(int Matched, int Unmatched, int Rejected, int Decided, IReadOnlyList<VexRejection> Rejections);

/// <param name="Statement">Its position in the document, from 0.</param>
public sealed record VexRejection(int Statement, string Reason);

internal static class ImportVex
{
    private const int MaximumBytes = 8 * 1024 * 1024;
    private const int MostRejections = 100;

    private sealed record Match(int Number, Guid FindingId);

    public static void MapImportVex(this IEndpointRouteBuilder findings) => findings
        .MapPost("/import-vex", Handle)
        .WithMetadata(new RequestSizeLimitAttribute(MaximumBytes))
        .WithSummary("Decide findings of packages as an OpenVEX document says; repeating it is harmless")
        .WithDescription("At most 8 MiB. not_affected is a false positive with its justification as reason. What is fixed, affected or looked into is told by scans and people, and only counted.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<VexImport>, ProblemHttpResult>> Handle(
        VexDocument document, [FromQuery(Name = "projectId")] Guid? projectId, TenantDb db, MemberLock members, StatusChanges changes, AuditTrail audit,
        TimeProvider clock, CancellationToken ct)
    {
        if (!document.Context.StartsWith("https://openvex.dev/ns", StringComparison.Ordinal))
            return Problems.VexUnknown();
        var read = document.Statements.Select((statement, number) => (Number: number, Read: VexReading.Of(number, statement))).ToList();
        var readings = read.Select(one => one.Read.Reading).OfType<VexReading>().ToList();
        List<VexRejection> rejections = [.. read.Where(one => one.Read.Problem is not null).Select(one => new VexRejection(one.Number, one.Read.Problem!))];
        var (now, entry) = (clock.GetUtcNow(), audit.NewEntry());
        return await db.TransactAsync<Results<Ok<VexImport>, ProblemHttpResult>>(async tx =>
        {
            if (MemberLock.Refusal(await members.TakeAndAskAsync(tx, ct), TenantRole.Admin) is { } refusal)
                return refusal;
            if (projectId is { } project && await OpenProjects.AskAsync(tx, [project], ct) is var access and not ProjectAccess.Open)
                return access is ProjectAccess.Archived ? Problems.ProjectArchived() : Problems.NotFound();
            var matches = await MatchAsync(tx, readings, projectId, ct);
            var decided = await DecideAsync(tx, readings, matches, changes, now, ct);
            var matched = matches.DistinctBy(match => match.Number).Count();
            var result = new VexImport(matched, readings.Count - matched, rejections.Count, decided, [.. rejections.Take(MostRejections)]);
            await audit.WriteAsync(tx, entry, AuditActions.VexImported, projectId ?? tx.TenantId, new Dictionary<string, string?>
            {
                ["matched"] = $"{result.Matched}",
                ["unmatched"] = $"{result.Unmatched}",
                ["rejected"] = $"{result.Rejected}",
                ["decided"] = $"{result.Decided}",
            }, ct);
            return TypedResults.Ok(result);
        }, ct);
    }

    private static Task<List<Match>> MatchAsync(TenantTransaction tx, List<VexReading> readings, Guid? projectId, CancellationToken ct)
    {
        var pairs = readings.SelectMany(reading => reading.Packages.SelectMany(package => reading.Advisories.Select(advisory => (reading.Number, package, advisory)))).ToList();
        var (numbers, packages, advisories) = (pairs.Select(pair => pair.Number).ToArray(), pairs.Select(pair => pair.package).ToArray(), pairs.Select(pair => pair.advisory).ToArray());
        FormattableString project = projectId is { } id ? $"and f.project_id = {id}" : Sql.Nothing;
        return tx.QueryAsync<Match>($"""
            select distinct u.number, f.id as finding_id
            from unnest({numbers}, {packages}, {advisories}) as u (number, package, advisory)
            join app.findings f on f.tenant_id = {tx.TenantId} and f.package_url = u.package and lower(f.advisory) = lower(u.advisory)
            join app.projects p on p.tenant_id = {tx.TenantId} and p.id = f.project_id and p.archived_at is null
            where true {project}
            order by u.number, f.id
            """, ct);
    }

    /// <summary>Of several statements about one finding the last one counts, as in a document that is kept up to date.</summary>
    private static async Task<int> DecideAsync(
        TenantTransaction tx, List<VexReading> readings, List<Match> matches, StatusChanges changes, DateTimeOffset now, CancellationToken ct)
    {
        var byNumber = readings.ToDictionary(reading => reading.Number);
        var last = matches.GroupBy(match => match.FindingId).Select(of => (Finding: of.Key, Reading: byNumber[of.Max(match => match.Number)]));
        var decided = 0;
        foreach (var group in last.Where(one => one.Reading.Decision is not null).GroupBy(one => (one.Reading.Decision, one.Reading.Reason)).OrderBy(group => group.First().Reading.Number))
        {
            var (decision, _) = StatusDecision.Of(group.Key.Decision!.Value, group.Key.Reason, null, untilFixed: false, untilChanged: false, now);
            var outcome = await changes.ApplyAsync(tx, [.. group.Select(one => one.Finding).Order()], decision!, now, ct);
            decided += outcome.Changed.Count;
        }
        return decided;
    }
}
