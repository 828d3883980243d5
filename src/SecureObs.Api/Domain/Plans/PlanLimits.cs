using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain.Counting;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain.Plans;

/// <summary>
/// Asks whether the plan has room, in the transaction that takes it. Each answer is null when there is room. Who adds the
/// same comes one after the other, so that no two take the last place; where there is no limit nobody waits.
/// </summary>
internal sealed class PlanLimits(TenantPlan plans, PlanCatalogue catalogue)
{
    private const string OrAskAnOwner = "or ask an owner to change the plan";

    /// <summary>Asked before a project is added: who adds one waits from here on.</summary>
    public async Task<ProblemHttpResult?> OneMoreProjectAsync(TenantTransaction tx, CancellationToken ct)
    {
        if ((await plans.OfAsync(tx, ct)).Projects is not { } most)
            return null;
        await MemberLock.TakeAsync(tx, ct);
        // A statement of its own: it sees what others committed while this one waited.
        var used = await PlanUsage.ProjectsAsync(tx, ct);
        return used < most ? null : Problems.PlanLimit("projects", most, used, $"Archive a project, {OrAskAnOwner}.");
    }

    /// <summary>Asked before a member is added, or somebody is invited to become one.</summary>
    /// <param name="tx">It holds <see cref="MemberLock"/>.</param>
    public async Task<ProblemHttpResult?> OneMoreMemberAsync(TenantTransaction tx, CancellationToken ct)
    {
        if ((await plans.OfAsync(tx, ct)).Members is not { } most)
            return null;
        var used = await PlanUsage.MembersAsync(tx, ct);
        return used < most ? null : Problems.PlanLimit("members", most, used, $"Remove a member, {OrAskAnOwner}.");
    }

    /// <summary>Asked when findings are stored and their counts are not written yet. A pipeline is told early, and refused late.</summary>
    /// <param name="added">Findings that were not known before. Without any, nothing is refused.</param>
    /// <returns>A line to tell the client, or why nothing may be stored after all.</returns>
    public async Task<(string? Notice, ProblemHttpResult? Refusal)> FindingsAsync(TenantTransaction tx, int added, CancellationToken ct)
    {
        if ((await plans.OfAsync(tx, ct)).Findings is not { } most)
            return default;
        if (added > 0)
            await tx.ExecuteAsync($"select pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended({tx.TenantId}::text || 'plan', 0))", ct);
        var used = await PlanUsage.FindingsAsync(tx, ct);
        var (now, grace) = (used + tx.Gathered<FindingCounts>().NotResolved, catalogue.WithGrace(most));
        if (now <= most)
            return default;
        return added > 0 && now > grace
            ? (null, Problems.PlanLimit("findings", most, used, $"{added} more were brought, and none of them was stored. Resolve findings, archive a project, {OrAskAnOwner}."))
            : ($"The plan allows {most} findings, and {now} are used. Above {grace} new ones are refused: resolve findings, {OrAskAnOwner}.", null);
    }
}
