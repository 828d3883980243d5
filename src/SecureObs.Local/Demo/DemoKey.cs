using SecureObs.Api.Features.ApiKeys;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Local.SignIn;
using SecureObs.Local.Start;

namespace SecureObs.Local.Demo;

/// <summary>
/// An API key of the demo project. The database has only its hash, so the key itself is kept in a file of mode 0600;
/// when that is gone, or the key was revoked, another one is issued.
/// </summary>
internal sealed class DemoKey(
    Doors doors, TenantTransactions transactions, Caller caller, ApiKeyIssue issue, TimeProvider clock)
{
    public static string File { get; } = Path.Combine(Repository.LocalDirectory, "demo-key");

    /// <param name="file">Where it is kept, or null for a key that dies with the database.</param>
    public async Task<string> GetAsync(string? file, CancellationToken ct)
    {
        if (file is not null && System.IO.File.Exists(file)
            && ApiKeySecret.TryParse(await System.IO.File.ReadAllTextAsync(file, ct), out var kept)
            && await doors.AuthenticateApiKeyAsync(kept.Hash(), clock.GetUtcNow(), ct) is { } key
            && key.ProjectId == DemoTenant.Project)
            return kept.Reveal();

        var secret = ApiKeySecret.Generate();
        await transactions.RunAsync(DemoTenant.Contoso.Id, async tx =>
        {
            var (directory, person) = (DemoPerson.Olu.DirectoryId, DemoPerson.Olu.ObjectId);
            var id = await doors.RecognisePersonAsync(
                (directory, person), DemoPerson.Olu.Name, DemoPerson.Olu.Username, clock.GetUtcNow(), ct);
            var actor = await tx.FirstAsync<Guid>(
                $"select actor_id from app.memberships where tenant_id = {tx.TenantId} and person_id = {id}", ct);
            caller.EnterAsMember(tx.TenantId, actor);
            var request = new CreateApiKeyRequest($"local demo {secret.PublicPart}", DemoTenant.Project);
            return await issue.StoreAsync(tx, Guid.CreateVersion7(), secret, request, ct);
        }, ct);
        if (file is not null)
            await PrivateFile.WriteAsync(file, secret.Reveal() + "\n", ct);
        return secret.Reveal();
    }
}
