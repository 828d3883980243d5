using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Gate;
using SecureObs.Local.SignIn;
using SecureObs.Local.Start;

namespace SecureObs.Local.Demo;

/// <summary>
/// Makes the demo organisations as the API's own role and through its doors: what row-level security forbids the API
/// is forbidden here, too. Repeating it changes nothing.
/// </summary>
internal sealed class DemoData(Doors doors, TenantTransactions transactions, TimeProvider clock)
{
    public async Task SeedAsync(CancellationToken ct)
    {
        await SeedAsync(DemoTenant.Contoso, ct);
        await SeedAsync(DemoTenant.Fabrikam, ct);
        await transactions.RunAsync(DemoTenant.Contoso.Id, tx => SeedProjectAsync(tx, ct), ct);
    }

    private async Task SeedAsync(DemoTenant tenant, CancellationToken ct)
    {
        var members = new List<(Guid Person, short Role)>();
        foreach (var (person, role) in tenant.Members)
            members.Add((await RecogniseAsync(person, ct), (short)role));

        await transactions.RunAsync(tenant.Id, async tx =>
        {
            await tx.ExecuteAsync($"""
                insert into app.tenants (id, name, created_at) values ({tx.TenantId}, {tenant.Name}, {clock.GetUtcNow()})
                on conflict do nothing
                """, ct);
            foreach (var (person, role) in members)
                await tx.ExecuteAsync($"""
                    insert into app.memberships (tenant_id, person_id, actor_id, role, created_at)
                    values ({tx.TenantId}, {person}, {Guid.CreateVersion7()}, {role}, {clock.GetUtcNow()})
                    on conflict do nothing
                    """, ct);
            return true;
        }, ct);
    }

    private Task<Guid> RecogniseAsync(DemoPerson person, CancellationToken ct) => doors.RecognisePersonAsync(
        (person.DirectoryId, person.ObjectId), person.Name, person.Username, clock.GetUtcNow(), ct);

    private async Task<bool> SeedProjectAsync(TenantTransaction tx, CancellationToken ct)
    {
        var isNew = await tx.ExecuteAsync($"""
            insert into app.projects (tenant_id, id, name, gate_policy, created_at)
            values ({tx.TenantId}, {DemoTenant.Project}, {DemoTenant.ProjectName}, {(short)GatePolicy.CriticalAndHigh}, {clock.GetUtcNow()})
            on conflict do nothing
            """, ct) == 1;
        if (!isNew)
            return false;

        short position = 0;
        foreach (var scanner in ScannerTools.Included.Concat(ScannerTools.Optional().Installed))
            await tx.ExecuteAsync($"""
                insert into app.project_scanners (tenant_id, project_id, scanner_key, position)
                values ({tx.TenantId}, {DemoTenant.Project}, {scanner}, {++position})
                on conflict do nothing
                """, ct);
        return true;
    }
}
