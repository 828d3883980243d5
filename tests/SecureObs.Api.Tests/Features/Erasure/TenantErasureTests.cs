using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Erasure;
using SecureObs.Api.Features.Tenants;
using SecureObs.Api.Platform.Erasing;
using SecureObs.Api.Platform.Signing;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Audit;

namespace SecureObs.Api.Tests.Features.Erasure;

public sealed class TenantErasureTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_of_a_deleted_organisation_is_left_but_a_signed_tombstone()
    {
        var (tenant, neighbour) = (await api.NewFilledTenantAsync(), await api.NewFilledTenantAsync());
        var before = await api.TablesWithAsync($"{tenant.Id}");
        Assert.Equal(
            await api.Database.ScalarAsync<long>(api.DatabaseName, "select count(distinct attrelid) from pg_attribute a join pg_class c on c.oid = a.attrelid where attname = 'tenant_id' and relkind = 'r'") + 1,
            before.Count(table => table.StartsWith("app.", StringComparison.Ordinal)));
        var ofNeighbour = await api.TablesWithAsync($"{neighbour.Id}");

        await api.EndAsync(tenant);
        await api.EraseAsync();

        Assert.Equal(["work.tombstones"], await api.TablesWithAsync($"{tenant.Id}"));
        Assert.Empty(await api.TablesWithAsync($"{tenant.OwnerPerson}"));   // nobody else knew them
        // Checkpoints that are due come and go with the sealer.
        Assert.Equal(ofNeighbour.Where(table => table is not "work.checkpoints_due"), (await api.TablesWithAsync($"{neighbour.Id}")).Where(table => table is not "work.checkpoints_due"));
        await ShowsNothingPersonalAsync(tenant);
    }

    private async Task ShowsNothingPersonalAsync(TestTenant tenant)
    {
        var text = await api.Database.ScalarAsync<string>(api.DatabaseName, $"select statement from work.tombstones where tenant = '{tenant.Id}'");
        var envelope = DsseEnvelope.Parse(Encoding.UTF8.GetBytes(text));
        var stone = JsonDocument.Parse(envelope.Payload).RootElement;
        Assert.True(envelope.Verify(api.Services.GetRequiredService<KeyHolder>().Public));
        Assert.Equal($"{tenant.Id}", stone.GetProperty("tenant").GetString());
        Assert.Equal(["tenant", "createdAt", "deletionAskedAt", "erasedAt", "audit"], stone.EnumerateObject().Select(each => each.Name));
    }

    /// <summary>A scan at any time of the seven days, and by anybody.</summary>
    [Fact]
    public async Task All_access_stops_at_once_and_comes_back_when_the_deletion_is_taken_back()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync();
        var invitation = await tenant.InviteAsync(RoleName.Member);
        var newcomer = api.AsPerson(Guid.NewGuid());
        var asked = await tenant.Owner.SendAsync("POST", tenant.Route("deletion"), new { name = "Test tenant" }).ReadAsync<TenantDeletion>();

        Assert.Equal(asked.AskedAt + TimeSpan.FromDays(7), asked.DeleteAfter);
        foreach (var member in new[] { tenant.Owner, tenant.Admin, tenant.Member })
        {
            Assert.Equal("410 tenant-ending", await member.SendAsync("GET", tenant.Route("findings")).SaysAsync());
            Assert.Equal("410 tenant-ending", await member.SendAsync("GET", tenant.Route("")).SaysAsync());
            Assert.Equal(asked.DeleteAfter, (await member.GetFromJsonAsync<MeResponse>("/api/me", Ct))!.Tenants.Single().DeleteAfter);
        }
        Assert.Equal("401", await pipeline.SendAsync("GET", $"/api/projects/{tenant.ProjectId}/scanners/active").SaysAsync());
        Assert.Equal("404 not-found", await newcomer.SendAsync("POST", "/api/invitations/preview", new { token = invitation.Token }).SaysAsync());
        Assert.Equal("404 not-found", await newcomer.AcceptAsync(invitation.Token).SaysAsync());
        Assert.Equal("404 not-found", await newcomer.SendAsync("GET", tenant.Route("deletion")).SaysAsync());
        Assert.Equal("403 role-missing", await tenant.Admin.SendAsync("DELETE", tenant.Route("deletion")).SaysAsync());
        Assert.Equal(asked, await tenant.Owner.GetFromJsonAsync<TenantDeletion>(tenant.Route("deletion"), Ct));

        await api.EraseAsync();   // not due: nothing happens
        Assert.Equal("204", await tenant.Owner.SendAsync("DELETE", tenant.Route("deletion")).SaysAsync());

        Assert.Equal("200", await tenant.Member.SendAsync("GET", tenant.Route("findings")).SaysAsync());
        Assert.Equal("200", await pipeline.SendAsync("GET", $"/api/projects/{tenant.ProjectId}/scanners/active").SaysAsync());
        Assert.Equal("200", await newcomer.AcceptAsync(invitation.Token).SaysAsync());
    }

    [Fact]
    public async Task Only_an_owner_deletes_and_only_by_its_name()
    {
        var tenant = await api.NewTenantAsync();

        Assert.Equal("403 role-missing", await tenant.Admin.SendAsync("POST", tenant.Route("deletion"), new { name = "Test tenant" }).SaysAsync());
        Assert.Equal("400 name-differs", await tenant.Owner.SendAsync("POST", tenant.Route("deletion"), new { name = "test tenant" }).SaysAsync());
        Assert.Equal(new TenantDeletion("Test tenant", null, null), await tenant.Owner.GetFromJsonAsync<TenantDeletion>(tenant.Route("deletion"), Ct));
    }

    /// <summary>Whatever the application believes: the database looks itself.</summary>
    [Fact]
    public async Task The_database_erases_nobody_before_their_day()
    {
        var (living, ending) = (await api.NewTenantAsync(), await api.NewTenantAsync());
        Assert.Equal("200", await ending.Owner.SendAsync("POST", ending.Route("deletion"), new { name = "Test tenant" }).SaysAsync());

        foreach (var tenant in new[] { living, ending })
        {
            Assert.Equal("TN003", await StateAsync(tenant, "select app.erase_tenant_part(1)"));
            Assert.Equal("TN004", await StateAsync(tenant, "select app.bury_tenant(now())"));
            Assert.Equal("0", await StateAsync(tenant, $"select app.erase_project_part('{tenant.ProjectId}', 1)::text"));
        }
        Assert.Equal("23514", await StateAsync(ending, $"update app.tenants set delete_after = delete_asked_at + interval '6 days' where id = '{ending.Id}'"));
    }

    /// <summary>What a later migration forgets is found, because the last step asks the catalogue.</summary>
    [Fact]
    public async Task A_table_that_was_forgotten_keeps_the_tombstone_away()
    {
        await using var clocked = await ClockedApi.StartAsync(api);
        var (database, tenant) = (clocked.DatabaseName, clocked.Tenant);
        await api.Database.ExecuteAsync(database, $"""
            create table app.forgotten (tenant_id uuid); insert into app.forgotten values ('{tenant.Id}');
            grant select on app.forgotten to secureobs_door_eraser;
            update app.tenants set delete_asked_at = now() - interval '8 days', delete_after = now() - interval '1 day'
            """);
        var round = clocked.Services.GetRequiredService<ErasureRound>();

        await round.RunAsync(Ct);
        Assert.Equal(0L, await api.Database.ScalarAsync<long>(database, "select count(*) from work.tombstones"));
        await api.Database.ExecuteAsync(database, "drop table app.forgotten");
        await round.RunAsync(Ct);

        Assert.Equal(1L, await api.Database.ScalarAsync<long>(database, "select count(*) from work.tombstones"));
        Assert.Equal(0L, await api.Database.ScalarAsync<long>(database, "select (select count(*) from app.tenants) + (select count(*) from work.people)"));
    }

    /// <summary>A lease that was lost lets two work for a moment. The second must not go past rows that the first has not committed.</summary>
    [Fact]
    public async Task Two_that_erase_at_once_wait_for_each_other()
    {
        await using var clocked = await ClockedApi.StartAsync(api, new() { ["Jobs:Off:0"] = "erasure" });
        var (tenant, round) = (clocked.Tenant, clocked.Services.GetRequiredService<ErasureRound>());
        await (await tenant.PipelineAsync()).IngestAsync("universal", Rows.Universal(tenant.ProjectId, "run-1"));
        await api.Database.ExecuteAsync(clocked.DatabaseName, $"""
            insert into app.finding_comments (tenant_id, id, finding_id, comment, created_by, created_at)
            select f.tenant_id, gen_random_uuid(), f.id, 'x', gen_random_uuid(), now() from app.findings f, generate_series(1, {2 * EraserDoor.Part})
            """);
        await api.PassWeekAsync(tenant.Id, clocked.DatabaseName);
        await api.Database.ExecuteAsync(clocked.DatabaseName, "update app.tenants set erasing_at = now(), tombstone = '{}'");
        Task other = null!;

        await tenant.RunAsync(async tx =>
        {
            Assert.Equal(EraserDoor.Part, await ErasureRound.TenantPartAsync(tx, Ct));
            other = round.RunAsync(Ct);
            while (!other.IsCompleted && await tx.FirstAsync<long>($"select count(*) from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))", Ct) == 0)
                await Task.Delay(5, Ct);
            Assert.False(other.IsCompleted);
            return true;
        });
        await other;

        Assert.Equal(1L, await api.Database.ScalarAsync<long>(clocked.DatabaseName, "select count(*) from work.tombstones"));
    }

    [Fact]
    public async Task Who_is_in_another_organisation_too_stays()
    {
        var (tenant, other) = (await api.NewTenantAsync(), await api.NewTenantAsync());
        Assert.Equal("200", await tenant.Member.AcceptAsync((await other.InviteAsync(RoleName.Member)).Token).SaysAsync());

        await api.EndAsync(tenant);
        await api.EraseAsync();

        Assert.Equal([other.Id], (await tenant.Member.GetFromJsonAsync<MeResponse>("/api/me", Ct))!.Tenants.Select(each => each.Id));
        Assert.Contains("Mia Member", (await other.MembersAsync()).Select(each => each.Name));
        Assert.Empty(await api.TablesWithAsync($"{tenant.AdminPerson}"));
    }

    private async Task<string> StateAsync(TestTenant tenant, string sql)
    {
        await using var connection = new NpgsqlConnection(api.Database.AsApi(api.DatabaseName));
        await connection.OpenAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        try
        {
            await using var context = new NpgsqlCommand($"select app.set_tenant('{tenant.Id}')", connection);
            await context.ExecuteNonQueryAsync(Ct);
            await using var command = new NpgsqlCommand(sql, connection);
            return $"{await command.ExecuteScalarAsync(Ct)}";
        }
        catch (PostgresException refusal)
        {
            return refusal.SqlState;
        }
    }
}
