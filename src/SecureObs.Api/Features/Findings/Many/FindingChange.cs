using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Features.Findings.Triage;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings.Many;

/// <summary>The one change that a request asks for: of status, severity or assignee.</summary>
internal sealed class FindingChange(StatusChanges statuses, AssigneeChanges assignees, SeverityChanges severities)
{
    private StatusDecision? status;
    private SeverityDecision? severity;
    private Guid? member;

    public ChangeKind Kind => status is not null ? ChangeKind.Status : severity is not null ? ChangeKind.Severity : ChangeKind.Assignee;

    /// <returns>What is wrong with it; null when it makes sense.</returns>
    public ProblemHttpResult? Read(ChangeFindingsRequest request, DateTimeOffset now)
    {
        member = request.Assignee?.MemberId;
        if (request.Severity is { } other)
        {
            severity = SeverityDecision.Of(other.Severity, other.Reason);
            return severity.IsWhole ? null : Problems.SeverityReasonMissing();
        }
        if (request.Status is not { } said)
            return null;
        (status, var refusal) = StatusDecision.Of(said.Status, said.Reason, said.ExpiresAt, said.UntilFixed, said.UntilChanged, now);
        return refusal;
    }

    /// <returns>Why it cannot be done in this tenant; null when it can.</returns>
    public async Task<ProblemHttpResult?> RefusalAsync(TenantTransaction tx, CancellationToken ct) =>
        member is { } one && !await AssigneeChanges.IsMemberAsync(tx, one, ct) ? Problems.AssigneeUnknown() : null;

    public Task<ChangePreview> PreviewAsync(TenantTransaction tx, Guid[] ids, DateTimeOffset now, CancellationToken ct) =>
        status is not null ? StatusChanges.PreviewAsync(tx, ids, status, now, ct)
        : severity is not null ? SeverityChanges.PreviewAsync(tx, ids, severity, ct)
        : AssigneeChanges.PreviewAsync(tx, ids, member, ct);

    public Task<ChangeOutcome> ApplyAsync(TenantTransaction tx, Guid[] ids, DateTimeOffset now, CancellationToken ct) =>
        status is not null ? statuses.ApplyAsync(tx, ids, status, now, ct)
        : severity is not null ? severities.ApplyAsync(tx, ids, severity, now, ct)
        : assignees.ApplyAsync(tx, ids, member, ct);
}
