using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Domain;

/// <summary>What a project is to whoever wants to write to it.</summary>
internal enum ProjectAccess
{
    Open,
    Archived,
    Absent,
}

/// <summary>
/// Asks whether projects may be written to, and keeps the answer true until the transaction ends: archiving waits for
/// it, so nothing arrives in a project after the answer to its archiving.
/// </summary>
internal static class OpenProjects
{
    private sealed record Row(DateTime? ArchivedAt);

    /// <returns>Absent when one of them does not exist, archived when one of them is.</returns>
    public static async Task<ProjectAccess> AskAsync(TenantTransaction tx, Guid[] projects, CancellationToken ct)
    {
        var rows = await tx.QueryAsync<Row>($"""
            select archived_at from app.projects where tenant_id = {tx.TenantId} and id = any({projects}) order by id for share
            """, ct);
        return rows.Count != projects.Length ? ProjectAccess.Absent
            : rows.Exists(row => row.ArchivedAt is not null) ? ProjectAccess.Archived
            : ProjectAccess.Open;
    }
}
