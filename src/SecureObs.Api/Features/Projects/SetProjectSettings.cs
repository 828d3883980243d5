using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Recognition;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Projects;

internal static class SetProjectSettings
{
    public static void MapSetProjectSettings(this IEndpointRouteBuilder projects) => projects
        .MapPut("/{projectId:guid}/settings", Handle)
        .WithSummary("Set default branch, four eyes, due days and link to the source; due dates of open findings follow")
        .WithDescription("Suppressions that wait for an approval wait for it also after four eyes are turned off.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid projectId, ProjectSettings request, TenantDb db, MemberLock members, AuditTrail audit, Detection detection, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        request = request with { DefaultBranch = request.DefaultBranch is { } branch ? StoredText.Of(branch) : null };
        if (request.SourceLink is { } link && !SourceLink.IsPattern(link))
            return Task.FromResult<Results<NoContent, ProblemHttpResult>>(Problems.SourceLinkInvalid());
        return db.TransactAsync<Results<NoContent, ProblemHttpResult>>(async tx =>
        {
            // Who is no admin any more must not turn four eyes off.
            if (MemberLock.Refusal(await members.TakeAndAskAsync(tx, ct), TenantRole.Admin) is { } refusal)
                return refusal;
            var before = (await tx.FirstAsync<SettingsRow>($"""
                select {SettingsRow.Columns} from app.projects where tenant_id = {tx.TenantId} and id = {projectId} for no key update
                """, ct))?.Settings;
            if (before is null)
                return Problems.NotFound();
            if (before == request)
                return TypedResults.NoContent();
            await tx.ExecuteAsync($"""
                update app.projects set default_branch = {request.DefaultBranch}::text, four_eyes = {request.FourEyes}, due_days = {request.DueDays.Stored}::integer[],
                    source_link = {request.SourceLink}::text
                where tenant_id = {tx.TenantId} and id = {projectId}
                """, ct);
            if (before.DefaultBranch != request.DefaultBranch)
                await detection.RefreshProjectAsync(tx, projectId, now, ct);
            if (before.DueDays != request.DueDays)
                await DueDates.SetAsync(tx, $"f.project_id = {projectId}", now, ct);
            await audit.WriteAsync(tx, AuditActions.ProjectSettingsChanged, projectId, Data(before, request), ct);
            return TypedResults.NoContent();
        }, ct);
    }

    /// <summary>Only what changed.</summary>
    private static Dictionary<string, string?> Data(ProjectSettings before, ProjectSettings after)
    {
        var data = new Dictionary<string, string?>();
        Note("branch", before.DefaultBranch ?? "none", after.DefaultBranch ?? "none");
        Note("four eyes", Word(before.FourEyes), Word(after.FourEyes));
        Note("source", before.SourceLink ?? "none", after.SourceLink ?? "none");
        Note("due days", Words(before.DueDays), Words(after.DueDays));
        return data;

        void Note(string name, string from, string to)
        {
            if (from != to)
                data[name] = $"{from} → {to}";
        }

        static string Word(bool on) => on ? "on" : "off";
        static string Words(DueDays days) => string.Join(' ', (days.Stored ?? []).Reverse().Select(day => day?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"));
    }
}
