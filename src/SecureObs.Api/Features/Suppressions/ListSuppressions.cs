using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Suppressions;

/// <summary>Which suppressions.</summary>
internal sealed record SuppressionQuery
{
    /// <summary>Those of this project and those of the whole organisation.</summary>
    [FromQuery(Name = "projectId")] public Guid? ProjectId { get; init; }

    /// <summary>waiting, in-force, ended; all when not given.</summary>
    [FromQuery(Name = "state")] public string[]? State { get; init; }

    [FromQuery(Name = "after")] public string? After { get; init; }
}

internal static class ListSuppressions
{
    private const string Former = "A former member";

    private sealed record Row
    {
        public required Guid Id { get; init; }
        public required short State { get; init; }
        public required short Kind { get; init; }
        public required string Reason { get; init; }
        public required short Scope { get; init; }
        public Guid? ProjectId { get; init; }
        public string? ProjectName { get; init; }
        public Guid? FindingId { get; init; }
        public string? FindingTitle { get; init; }
        public string? Scanner { get; init; }
        public string? RuleId { get; init; }
        public string? PathPattern { get; init; }
        public DateTime? ExpiresAt { get; init; }
        public required bool UntilFixed { get; init; }
        public required bool UntilChanged { get; init; }
        public required Guid CreatedBy { get; init; }
        public required DateTime CreatedAt { get; init; }
        public Guid? ApprovedBy { get; init; }
        public DateTime? ApprovedAt { get; init; }
        public Guid? EndedBy { get; init; }
        public DateTime? EndedAt { get; init; }
        public short? EndedBecause { get; init; }
        public required long Findings { get; init; }

        public SuppressionItem Item(Guid caller, ActorNames names) => new(
            Id, (SuppressionState)State, (FindingStatus)Kind, Reason, (SuppressionScope)Scope, ProjectId, ProjectName, FindingId, FindingTitle,
            Scanner, RuleId, PathPattern, ExpiresAt, UntilFixed, UntilChanged, names[CreatedBy] ?? Former, CreatedAt, CreatedBy == caller,
            ApprovedBy is null ? null : names[ApprovedBy] ?? Former, ApprovedAt, EndedBy is null ? null : names[EndedBy] ?? Former, EndedAt,
            (EndReason?)EndedBecause, Findings);
    }

    public static void MapListSuppressions(this IEndpointRouteBuilder suppressions) => suppressions
        .MapGet("/", Handle)
        .RecordsAccess(AuditActions.FindingsListed, "projectId")
        .WithSummary("Suppressions, newest first")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<SuppressionItem>>, ProblemHttpResult>> Handle(
        [AsParameters] SuppressionQuery query, TenantDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        if (WireWords<SuppressionState>.Parse(query.State) is not { } states)
            return Problems.QueryInvalid("state", WireWords<SuppressionState>.Rule);
        FormattableString start = Sql.Nothing;
        if (query.After is not null)
        {
            if (Cursor.Read(query.After, 1) is not [var id] || !Guid.TryParse(id, out var last))
                return Problems.CursorInvalid();
            start = $"and s.id < {last}";
        }
        var now = clock.GetUtcNow();
        FormattableString state = $"""
            (case when s.ended_at is not null or s.expires_at <= {now} then {SuppressionState.Ended}
                when s.needs_approval and s.approved_at is null then {SuppressionState.Waiting} else {SuppressionState.InForce} end)
            """;
        var project = query.ProjectId is { } one ? $"and (s.project_id = {one} or s.project_id is null)" : Sql.Nothing;
        var wanted = states is [] ? Sql.Nothing : $"and {state} = any({states})";
        var (rows, names) = await db.ReadAsync(async tx =>
        {
            var rows = await tx.QueryAsync<Row>($"""
                select s.id, {state} as state, s.kind, s.reason, s.scope, s.project_id, p.name as project_name, s.finding_id,
                    left(split_part(coalesce(f.description, f.rule_id), chr(10), 1), 200) as finding_title,
                    s.scanner, s.rule_id, s.path_pattern, s.expires_at, s.until_fixed, s.until_changed,
                    s.created_by, s.created_at, s.approved_by, s.approved_at, s.ended_by, s.ended_at, s.ended_because,
                    (select count(*) from app.findings n
                        where n.tenant_id = {tx.TenantId} and n.suppression_id = s.id and (s.expires_at is null or s.expires_at > {now})) as findings
                from app.suppressions s
                left join app.projects p on p.tenant_id = {tx.TenantId} and p.id = s.project_id
                left join app.findings f on f.tenant_id = {tx.TenantId} and f.id = s.finding_id
                where s.tenant_id = {tx.TenantId} {project} {wanted} {start}
                order by s.id desc
                limit {Sql.Rows(Pages.Size + 1)}
                """, ct);
            return (rows, await ActorNames.OfAsync(tx, rows.SelectMany(row => new[] { row.CreatedBy, row.ApprovedBy, row.EndedBy }), ct));
        }, ct);
        var page = Pages.Of(rows, Pages.Size, row => Cursor.Write(row.Id));
        return TypedResults.Ok(new Page<SuppressionItem>([.. page.Items.Select(row => row.Item(caller.ActorId, names))], page.Next));
    }
}
