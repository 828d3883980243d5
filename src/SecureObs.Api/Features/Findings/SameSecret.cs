using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings;

/// <summary>Where else in the organisation the secret of a finding was found: revoking it once ends them all.</summary>
/// <param name="Count">Other findings of the same secret, of any project and status.</param>
/// <param name="Places">The newest of them, at most 20.</param>
public sealed record SameSecret(int Count, IReadOnlyList<SecretPlace> Places);

/// <summary>A finding of the same secret.</summary>
public sealed record SecretPlace(Guid FindingId, string ProjectName, string? FilePath, int? StartLine, FindingStatus Status);

internal static class SameSecrets
{
    private sealed record Row(Guid Id, string ProjectName, string? FilePath, int? StartLine, short Status, int Total)
    {
        public SecretPlace Place() => new(Id, ProjectName, FilePath, StartLine, (FindingStatus)Status);
    }

    /// <summary>Null when the finding is of no secret that was recognised.</summary>
    public static async Task<SameSecret?> FindAsync(TenantTransaction tx, Guid finding, byte[]? hash, DateTimeOffset now, CancellationToken ct)
    {
        if (hash is null)
            return null;
        var others = await tx.QueryAsync<Row>($"""
            select f.id, p.name as project_name, f.file_path, f.start_line, {FindingState.StatusAt(now)} as status, (count(*) over ())::integer as total
            from app.findings f join app.projects p on p.tenant_id = {tx.TenantId} and p.id = f.project_id
            where f.tenant_id = {tx.TenantId} and f.secret_hash = {hash} and f.id <> {finding}
            order by f.id desc
            limit 20
            """, ct);
        return new(others is [var first, ..] ? first.Total : 0, [.. others.Select(other => other.Place())]);
    }
}
