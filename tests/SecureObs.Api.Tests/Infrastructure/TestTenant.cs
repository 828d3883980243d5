using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SecureObs.Api.Features.ApiKeys;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>A tenant of one test with an owner, an admin, a member and a project. Everything is written as the runtime role.</summary>
internal sealed class TestTenant
{
    private readonly TestApi api;
    private readonly WebApplication? other;

    private TestTenant(TestApi api, WebApplication? other) => (this.api, this.other) = (api, other);

    public Guid Id { get; } = Guid.CreateVersion7();
    public Guid ProjectId { get; private set; }
    public Guid OwnerPerson { get; } = Guid.NewGuid();
    public Guid AdminPerson { get; } = Guid.NewGuid();
    public Guid MemberPerson { get; } = Guid.NewGuid();

    public HttpClient Owner => There(api.AsPerson(OwnerPerson, "Olu Owner"));
    public HttpClient Admin => There(api.AsPerson(AdminPerson, "Ada Admin"));
    public HttpClient Member => There(api.AsPerson(MemberPerson, "Mia Member"));

    private IServiceProvider Services => other?.Services ?? api.Services;

    /// <summary>The address of a route below this tenant.</summary>
    public string Route(string below) => $"/api/tenants/{Id}/{below}";

    /// <param name="other">Another application than the one that tests share.</param>
    public static async Task<TestTenant> CreateAsync(TestApi api, WebApplication? other = null)
    {
        var tenant = new TestTenant(api, other);
        await tenant.RunAsync(async tx =>
        {
            await tx.ExecuteAsync($"insert into app.tenants (id, name, created_at) values ({tx.TenantId}, 'Test tenant', now())", default);
            foreach (var (person, role) in new[] { (tenant.OwnerPerson, TenantRole.Owner), (tenant.AdminPerson, TenantRole.Admin), (tenant.MemberPerson, TenantRole.Member) })
                await tenant.AddMemberAsync(tx, person, role);
            return true;
        });
        tenant.ProjectId = await tenant.AddProjectAsync("shop");
        return tenant;
    }

    public async Task<Guid> AddProjectAsync(string name, params string[] scanners)
    {
        var id = Guid.CreateVersion7();
        await RunAsync(async tx =>
        {
            await tx.ExecuteAsync($"insert into app.projects (tenant_id, id, name, gate_policy, created_at) values ({tx.TenantId}, {id}, {name}, 2, now())", default);
            return await tx.ExecuteAsync($"""
                insert into app.project_scanners (tenant_id, project_id, scanner_key, position)
                select {tx.TenantId}, {id}, u.key, u.position from unnest({scanners}) with ordinality as u (key, position)
                """, default);
        });
        return id;
    }

    /// <summary>Issues a key through the API, as an admin would.</summary>
    public async Task<CreatedApiKey> NewKeyAsync(Guid? project = null, DateTimeOffset? expiresAt = null, bool mayExport = false)
    {
        var response = await Admin.PostAsJsonAsync(Route("api-keys"), new CreateApiKeyRequest($"key {Guid.NewGuid():N}", project, expiresAt, mayExport));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<CreatedApiKey>())!;
    }

    /// <summary>A pipeline of one project, or of the whole tenant.</summary>
    public async Task<HttpClient> PipelineAsync(Guid? project = null) => There(api.WithKey((await NewKeyAsync(project)).Key));

    public Task<T> RunAsync<T>(Func<TenantTransaction, Task<T>> work) =>
        Services.GetRequiredService<TenantTransactions>().RunAsync(Id, work, default);

    /// <summary>So many further members.</summary>
    public Task<bool> AddMembersAsync(int count) => RunAsync(async tx =>
    {
        for (var n = 0; n < count; n++)
            await AddMemberAsync(tx, Guid.NewGuid(), TenantRole.Member);
        return true;
    });

    /// <summary>
    /// Sends a request, and changes something as soon as the request waits for what this transaction holds: what was true
    /// when the request's rule was asked is over when its work goes on.
    /// </summary>
    /// <param name="hold">What the request will wait for.</param>
    public async Task<HttpResponseMessage> OvertakeAsync(
        Func<Task<HttpResponseMessage>> request, Func<TenantTransaction, Task> hold, Func<TenantTransaction, Task> change)
    {
        Task<HttpResponseMessage> sent = null!;
        await RunAsync(async tx =>
        {
            await hold(tx);
            sent = request();
            while (!sent.IsCompleted && await tx.FirstAsync<long>($"select count(*) from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))", default) == 0)
                await Task.Delay(5);
            await change(tx);
            return true;
        });
        return await sent;
    }

    private HttpClient There(HttpClient client)
    {
        if (other is not null)
            client.BaseAddress = new Uri(other.Urls.Single());
        return client;
    }

    private async Task AddMemberAsync(TenantTransaction tx, Guid person, TenantRole role)
    {
        var id = await Services.GetRequiredService<Doors>().RecognisePersonAsync(
            (EntraStandIn.Directory, person), role.ToString(), $"{role}@contoso.example", DateTimeOffset.UtcNow, default);
        await tx.ExecuteAsync($"""
            insert into app.memberships (tenant_id, person_id, actor_id, role, created_at)
            values ({tx.TenantId}, {id}, {Guid.NewGuid()}, {role}, now())
            """, default);
    }
}
