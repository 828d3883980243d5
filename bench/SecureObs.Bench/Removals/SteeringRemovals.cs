namespace SecureObs.Bench.Removals;

/// <summary>What keeps findings from being left alone by the wrong people, or for longer than somebody said.</summary>
internal static class SteeringRemovals
{
    private const string Suppressions = "SecureObs.Api/Features/Suppressions/";
    private const string Findings = "SecureObs.Api/Features/Findings/";

    public static Removal[] All { get; } =
    [
        new("four eyes are asked for at a finding", Findings + "Triage/StatusChanges.cs",
            "var needs = changing.Select(finding => fourEyes.Contains(finding.ProjectId)).ToArray();", "var needs = changing.Select(_ => false).ToArray();", "SuppressionsTests"),
        new("four eyes are asked for at a wide suppression", Suppressions + "CreateSuppression.cs",
            "projects.Exists(project => project.FourEyes)", "projects.Exists(project => project.FourEyes && project.ArchivedAt is not null)", "SuppressionsTests SuppressionPropertyTests"),
        new("nobody approves their own", Suppressions + "ApproveSuppression.cs",
            "if (await IsSamePersonAsync(tx, suppression.CreatedBy, caller.ActorId, ct))", "if (await IsSamePersonAsync(tx, suppression.CreatedBy, Guid.Empty, ct))", "SuppressionsTests SuppressionPropertyTests"),
        new("who joins again is the same person", Suppressions + "ApproveSuppression.cs",
            "b on b.person_id = a.person_id", "b on b.actor_id = a.actor_id", "SuppressionsTests"),
        new("a wide suppression is lifted by an admin", Suppressions + "LiftSuppression.cs",
            "TenantRole.Member : TenantRole.Admin", "TenantRole.Member : TenantRole.Member", "SuppressionsTests"),
        new("a wide suppression is not opened alone", Findings + "Triage/StatusChanges.cs",
            "decision.Suppresses ? [] : await HeldAsync(tx, ids, now, ct)", "decision.Suppresses ? [] : await HeldAsync(tx, [], now, ct)", "SuppressionsTests SuppressionPropertyTests"),
        new("a date that has come ends at once", "SecureObs.Api/Domain/FindingState.cs",
            "case when f.detected and f.suppressed_until <= {now} then", "case when f.suppressed_until <= {now} and f.triage > 2 then", "WakingTests SuppressionPropertyTests"),
        new("a finding that wakes says why", "SecureObs.Api/Domain/SuppressionEnds.cs", "entries.Concat(quiet)", "quiet", "WakingTests"),
        new("a pattern is of the whole path", Suppressions + "PathGlob.cs", "new StringBuilder(\"^\"", "new StringBuilder(\"\"", "PathGlobTests"),
        new("what is no wildcard stands for itself", Suppressions + "PathGlob.cs", "_ => $@\"\\{letter}\",", "_ => $\"{letter}\",", "PathGlobTests"),
        new("undoing restores only what nobody changed since", Findings + "Many/ChangeUndo.cs", "items.Where(item => item.IsAsLeft)", "items.Where(_ => true)", "ManyTests"),
        new("undoing is no way around the second person", Findings + "Many/ChangeUndo.cs",
            "and not (p.four_eyes and exists (", "and not (p.four_eyes is null and exists (", "ManyTests"),
        new("somebody else's change is taken back by an admin", Findings + "Many/UndoChange.cs",
            "? TenantRole.Member : TenantRole.Admin", "? TenantRole.Member : TenantRole.Member", "ManyTests"),
        new("findings are seen to by members", Findings + "SetFindingAssignee.cs",
            "!await AssigneeChanges.IsMemberAsync(tx, member, ct)", "await AssigneeChanges.IsMemberAsync(tx, Guid.Empty, ct)", "CareTests"),
        new("links are under https", Findings + "Discussion/Links.cs", " || url.Scheme != Uri.UriSchemeHttps", "", "CareTests"),
    ];
}
