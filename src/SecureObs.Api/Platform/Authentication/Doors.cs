using Npgsql;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Platform.Authentication;

/// <summary>What an API key opens: a tenant, and one project of it or all; to read the findings out or not.</summary>
internal sealed record AuthenticatedKey(Guid TenantId, Guid ApiKeyId, Guid? ProjectId, bool MayExport);

/// <summary>What a credential opens that a pipeline got for its token: one run of one project.</summary>
/// <param name="Branch">The one branch that the run may be of; null when its token did not say.</param>
internal sealed record AuthenticatedRun(Guid TenantId, Guid CredentialId, Guid RuleId, Guid ProjectId, string Run, string? Branch);

/// <summary>Where an invitation leads.</summary>
internal sealed record FoundInvitation(Guid TenantId, Guid InvitationId);

/// <summary>A tenant that a person is a member of.</summary>
/// <param name="DeleteAfter">It is closed, and deleted then; null for one that lives.</param>
internal sealed record PersonTenant(Guid Id, string Name, short Role, DateTime? DeleteAfter);

/// <summary>
/// The database functions that answer before a tenant is known. Each belongs to a role that sees its own table and
/// nothing else; db/lints/doors_are_on_the_list.sql holds the list.
/// </summary>
internal sealed class Doors(NpgsqlDataSource database)
{
    /// <summary>The key of this SHA-256, unless it is revoked or expired.</summary>
    public async Task<AuthenticatedKey?> AuthenticateApiKeyAsync(byte[] hash, DateTimeOffset at, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var batch = Batch(connection, $"select tenant_id, api_key_id, project_id, may_export from app.authenticate_api_key({hash}, {at})");
        await using var reader = await batch.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new(reader.GetGuid(0), reader.GetGuid(1), reader.IsDBNull(2) ? null : reader.GetGuid(2), reader.GetBoolean(3))
            : null;
    }

    /// <summary>The credential of this SHA-256, unless it is over or its rule was revoked.</summary>
    public async Task<AuthenticatedRun?> AuthenticateRunCredentialAsync(byte[] hash, DateTimeOffset at, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var batch = Batch(connection, $"select tenant_id, credential_id, rule_id, project_id, run, branch from app.authenticate_run_credential({hash}, {at})");
        await using var reader = await batch.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct)
            ? new(reader.GetGuid(0), reader.GetGuid(1), reader.GetGuid(2), reader.GetGuid(3), reader.GetString(4), reader.IsDBNull(5) ? null : reader.GetString(5))
            : null;
    }

    /// <summary>Whose project this is, of a project that trusts pipelines without a key; null of all others.</summary>
    public async Task<Guid?> TenantOfTrustingProjectAsync(Guid project, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var batch = Batch(connection, $"select app.tenant_of_trusting_project({project})");
        return await batch.ExecuteScalarAsync(ct) as Guid?;
    }

    /// <summary>The person of this directory and object id; a first visit makes one.</summary>
    public async Task<Guid> RecognisePersonAsync(
        (Guid Directory, Guid Object) identity, string name, string username, DateTimeOffset at, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var batch = Batch(connection, $"""
            select work.recognise_person({Guid.CreateVersion7()}, {identity.Directory}, {identity.Object}, {name}, {username}, {at})
            """);
        return (Guid)(await batch.ExecuteScalarAsync(ct))!;
    }

    /// <summary>The tenants of a person by name, at most 500.</summary>
    public async Task<List<PersonTenant>> TenantsOfPersonAsync(Guid person, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var batch = Batch(connection, $"select id, name, role, delete_after from app.tenants_of_person({person})");
        await using var reader = await batch.ExecuteReaderAsync(ct);
        var tenants = new List<PersonTenant>();
        while (await reader.ReadAsync(ct))
            tenants.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetInt16(2), reader.IsDBNull(3) ? null : reader.GetDateTime(3)));
        return tenants;
    }

    /// <summary>The invitation of this SHA-256, unless it is used, revoked or expired.</summary>
    public async Task<FoundInvitation?> FindInvitationAsync(byte[] hash, DateTimeOffset at, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var batch = Batch(connection, $"select tenant_id, invitation_id from app.find_invitation({hash}, {at})");
        await using var reader = await batch.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? new(reader.GetGuid(0), reader.GetGuid(1)) : null;
    }

    /// <summary>Counts a tenant that the person makes in this transaction; false when there are as many as one may make.</summary>
    public static Task<bool> CountTenantMadeAsync(TenantTransaction tx, Guid person, int most, CancellationToken ct) =>
        tx.FirstAsync<bool>($"select work.count_tenant_made({person}, {most})", ct);

    private static NpgsqlBatch Batch(NpgsqlConnection connection, FormattableString sql) =>
        new(connection) { BatchCommands = { Sql.Command(sql) } };
}
