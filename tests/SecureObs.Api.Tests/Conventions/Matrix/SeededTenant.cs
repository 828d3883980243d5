using System.Net.Http.Headers;
using System.Net.Http.Json;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Contracts;

namespace SecureObs.Api.Tests.Conventions.Matrix;

/// <summary>A tenant in which everything exists that an endpoint may be asked for. Its texts hold a word that no other tenant has.</summary>
internal sealed class SeededTenant
{
    private static int numbers;
    private readonly TestApi api;
    private readonly Dictionary<Caller, AuthenticationHeaderValue> people = [];
    private readonly Dictionary<Caller, string> keys = [];

    private SeededTenant(TestApi api, TestTenant tenant) => (this.api, Tenant) = (api, tenant);

    public TestTenant Tenant { get; }
    public Guid Id => Tenant.Id;
    public Guid ProjectId => Tenant.ProjectId;
    public Guid OtherProjectId { get; private set; }
    public Guid FindingId { get; private set; }
    public Guid RunId { get; private set; }
    public string PipelineRunId { get; } = $"run {Guid.CreateVersion7()}";

    /// <summary>Stands in every name and text of this tenant.</summary>
    public string Canary { get; } = $"canary{Guid.NewGuid():N}";

    public static async Task<SeededTenant> CreateAsync(TestApi api)
    {
        var tenant = new SeededTenant(api, await api.NewTenantAsync());
        await tenant.FillAsync();
        await tenant.NameAsync();
        return tenant;
    }

    /// <summary>A name that nothing has yet.</summary>
    public static string NewName() => $"matrix {NewNumber()}";

    public static int NewNumber() => Interlocked.Increment(ref numbers);

    public Task<Guid> NewProjectAsync() => Tenant.AddProjectAsync($"{NewName()} {Canary}");

    /// <summary>Somebody who joined this tenant just now.</summary>
    public async Task<Guid> NewMemberAsync() => await Tenant.MemberIdAsync(await api.JoinAsync(Tenant, RoleName.Member));

    /// <summary>A tenant where this caller is a member, beside the owner.</summary>
    public async Task<Guid> NewTenantToLeaveAsync(Caller caller)
    {
        var person = api.Anonymous();
        person.DefaultRequestHeaders.Authorization = people[caller];
        var elsewhere = await api.NewTenantAsync();
        Succeeded(await person.AcceptAsync((await elsewhere.InviteAsync(RoleName.Member)).Token));
        return elsewhere.Id;
    }

    /// <summary>An invitation into a tenant that nobody here knows.</summary>
    public async Task<string> NewInvitationElsewhereAsync() => (await (await api.NewTenantAsync()).InviteAsync(RoleName.Member)).Token;

    public async Task<Guid> NewApiKeyAsync() => (await Tenant.NewKeyAsync(ProjectId)).Id;

    /// <summary>Makes the request one of this caller's.</summary>
    /// <param name="elsewhere">The tenant that owners and keys of another tenant come from.</param>
    public void Sign(HttpRequestMessage request, Caller caller, SeededTenant elsewhere)
    {
        var (source, role) = caller switch
        {
            Caller.OwnerElsewhere => (elsewhere, Caller.Owner),
            Caller.KeyOfAnotherTenant => (elsewhere, Caller.TenantKey),
            _ => (this, caller),
        };
        if (role is Caller.Anonymous)
            return;
        if (role.IsPerson())
            request.Headers.Authorization = source.people[role];
        else
            request.Headers.Add("X-Api-Key", source.keys[role]);
    }

    private async Task FillAsync()
    {
        OtherProjectId = await Tenant.AddProjectAsync($"other {Canary}", "bandit");
        var tenantKey = await Tenant.NewKeyAsync();
        var revoked = await Tenant.NewKeyAsync();
        var expired = await Tenant.NewKeyAsync();
        keys[Caller.TenantKey] = tenantKey.Key;
        keys[Caller.ProjectKey] = (await Tenant.NewKeyAsync(ProjectId)).Key;
        keys[Caller.KeyOfAnotherProject] = (await Tenant.NewKeyAsync(OtherProjectId)).Key;
        keys[Caller.RevokedKey] = revoked.Key;
        keys[Caller.ExpiredKey] = expired.Key;
        Succeeded(await Tenant.Admin.DeleteAsync(Tenant.Route($"api-keys/{revoked.Id}")));
        await api.Database.ExecuteAsync(api.DatabaseName, $"update app.api_keys set expires_at = now() - interval '1 second' where id = '{expired.Id}'");

        var pipeline = api.WithKey(tenantKey.Key);
        var opened = Succeeded(await pipeline.PostAsJsonAsync($"/api/projects/{ProjectId}/runs", new OpenRunRequest(PipelineRunId, $"branch {Canary}")));
        RunId = (await opened.Content.ReadFromJsonAsync<OpenedRun>())!.RunId;
        foreach (var project in new[] { ProjectId, OtherProjectId })
        {
            var (first, second) = (Rows.Universal(project, PipelineRunId), Rows.Universal(project, PipelineRunId, line: 20));
            (first["description"], second["description"]) = ($"first {Canary}", $"second {Canary}");
            await pipeline.IngestAsync("universal", first, second);
        }
        var findings = await Tenant.Member.GetFromJsonAsync<Page<FindingItem>>(Tenant.Route($"findings?projectId={ProjectId}"));
        FindingId = findings!.Items[0].Id;
        Succeeded(await Tenant.Member.PutAsJsonAsync(Tenant.Route($"findings/{findings.Items[1].Id}/status"),
            new SetFindingStatusRequest(FindingStatus.Suppressed, SuppressionReason.Other, $"comment {Canary}")));
    }

    /// <summary>The names that nobody can choose in a request get the word too; tokens then say the same names.</summary>
    private async Task NameAsync()
    {
        await api.Database.ExecuteAsync(api.DatabaseName, $"""
            update app.tenants set name = 'Tenant {Canary}' where id = '{Id}';
            update app.projects set name = 'shop {Canary}' where tenant_id = '{Id}' and id = '{ProjectId}';
            update app.api_keys set name = name || ' {Canary}' where tenant_id = '{Id}';
            """);
        people[Caller.Stranger] = new("Bearer", api.Entra.Token(Guid.NewGuid()));
        foreach (var (caller, person) in new[] { (Caller.Member, Tenant.MemberPerson), (Caller.Admin, Tenant.AdminPerson), (Caller.Owner, Tenant.OwnerPerson) })
            people[caller] = new("Bearer", api.Entra.Token(person, name: $"{caller} {Canary}", username: $"{caller}@{Canary}.example"));
        foreach (var caller in new[] { Caller.Member, Caller.Admin, Caller.Owner })
        {
            var visit = new HttpRequestMessage(HttpMethod.Get, "/api/me") { Headers = { Authorization = people[caller] } };
            Succeeded(await api.Anonymous().SendAsync(visit));
        }
    }

    private static HttpResponseMessage Succeeded(HttpResponseMessage response)
    {
        Assert.True(response.IsSuccessStatusCode, $"{response.RequestMessage!.RequestUri}: {(int)response.StatusCode}");
        return response;
    }
}
