using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Features.Findings.Many;
using SecureObs.Api.Features.Identity;
using SecureObs.Api.Features.Invitations;
using SecureObs.Api.Features.Members;
using SecureObs.Api.Features.Notifications.Channels;
using SecureObs.Api.Features.Tenants;
using SecureObs.Api.Features.Views;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Tests.Features.Gates;
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
    public Guid VerdictId { get; private set; }
    public Guid AnalysisId { get; private set; }
    public Guid ImportId { get; } = Guid.NewGuid();
    public Guid MemberId { get; private set; }
    public Guid InvitationId { get; private set; }
    public string RevokedInvitation { get; private set; } = "";
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

    /// <summary>A name that nothing has yet; all are equally long, so that answers that count bytes are comparable.</summary>
    public static string NewName() => $"matrix {NewNumber():D6}";

    public static int NewNumber() => Interlocked.Increment(ref numbers);

    public async Task<Guid> NewApiKeyAsync() => (await Tenant.NewKeyAsync(ProjectId)).Id;

    public Task<Guid> NewProjectAsync() => Tenant.AddProjectAsync(NewName());

    /// <summary>By somebody who is nobody of this matrix: of one finding, or, where it waits, of a rule, which no other call ends.</summary>
    public Task<Guid> NewSuppressionAsync(bool waiting) => Tenant.RunAsync(async tx =>
    {
        var id = Guid.CreateVersion7();
        await tx.ExecuteAsync($"""
            insert into app.suppressions (tenant_id, id, kind, reason, scope, project_id, finding_id, scanner, rule_id, until_fixed, until_changed, created_by, created_at, needs_approval)
            values ({tx.TenantId}, {id}, 5, {$"reason {Canary}"}, {(waiting ? 3 : 1)}, {ProjectId}, {(waiting ? null : FindingId)}::uuid,
                {(waiting ? "bandit" : null)}::text, {(waiting ? NewName() : null)}::text, false, false, {Guid.NewGuid()}, now(), {waiting})
            """, default);
        return id;
    });

    /// <summary>A finding of the run that the member sees to.</summary>
    public async Task<Guid> NewAssignedFindingAsync()
    {
        var finding = await NewFindingAsync(PipelineRunId);
        Succeeded(await Tenant.Owner.PutAsJsonAsync(Tenant.Route($"findings/{finding}/assignee"), new SetFindingAssigneeRequest(MemberId)));
        return finding;
    }

    public Task<Guid> NewLinkAsync() => Tenant.RunAsync(async tx =>
    {
        var id = Guid.CreateVersion7();
        await tx.ExecuteAsync($"""
            insert into app.finding_links (tenant_id, id, finding_id, url, title, created_by, created_at)
            values ({tx.TenantId}, {id}, {FindingId}, 'https://tracker.example', {$"link {Canary}"}, {id}, now())
            """, default);
        return id;
    });

    /// <summary>A change of one finding, by the caller: who made it takes it back.</summary>
    public async Task<Guid> NewChangeAsync(Caller caller)
    {
        var by = caller is Caller.Member ? Tenant.Member : caller is Caller.Admin ? Tenant.Admin : Tenant.Owner;
        var request = new ChangeFindingsRequest([await NewFindingAsync()], Assignee: new(MemberId));
        return (await Succeeded(await by.PostAsJsonAsync(Tenant.Route("findings/changes"), request)).Content.ReadFromJsonAsync<ChangedFindings>())!.ChangeId!.Value;
    }

    public JsonObject NewView() => new()
    {
        ["name"] = $"{NewName()} {Canary}",
        ["filter"] = new JsonObject { ["projectId"] = $"{ProjectId}", ["assignee"] = $"{MemberId}", ["runId"] = $"{RunId}" },
        ["sort"] = "path",
    };

    /// <summary>A view of the caller, or one that is shared.</summary>
    /// <param name="kind">The last word of its route.</param>
    public async Task<Guid> NewViewAsync(Caller caller, string kind)
    {
        var by = caller is Caller.Member ? Tenant.Member : caller is Caller.Admin ? Tenant.Admin : Tenant.Owner;
        return (await Succeeded(await by.PostAsJsonAsync(Tenant.Route(kind), NewView())).Content.ReadFromJsonAsync<CreatedView>())!.Id;
    }

    public async Task<CreatedInvitation> NewInvitationAsync(RoleName role = RoleName.Member)
    {
        var response = Succeeded(await Tenant.Owner.PostAsJsonAsync(Tenant.Route("invitations"), new CreateInvitationRequest(role)));
        return (await response.Content.ReadFromJsonAsync<CreatedInvitation>())!;
    }

    /// <summary>Then there is a customer, for whom there is a portal.</summary>
    public async Task GoToCheckoutAsync() => Succeeded(await Tenant.Owner.PostAsJsonAsync(Tenant.Route("billing/checkout"), new { plan = "team" }));

    /// <param name="run">What brought it; a run of its own when not given.</param>
    public async Task<Guid> NewFindingAsync(string? run = null)
    {
        var (rule, row) = (NewName(), Rows.Universal(ProjectId, run ?? NewName()));
        (row["ruleId"], row["description"]) = (rule, $"{rule} {Canary}");
        await api.WithKey(keys[Caller.TenantKey]).IngestAsync("universal", row);
        return await Tenant.RunAsync(tx => tx.FirstAsync<Guid>($"select id from app.findings where tenant_id = {tx.TenantId} and rule_id = {rule}", default));
    }

    /// <summary>A finding that was two, and the fingerprint of the second.</summary>
    public async Task<(Guid Finding, string Fingerprint)> NewJoinedFindingAsync()
    {
        var (one, other) = (await NewFindingAsync(), await NewFindingAsync());
        Succeeded(await Tenant.Owner.PostAsJsonAsync(Tenant.Route($"findings/{one}/same"), new MarkSameRequest(other)));
        var identity = await Tenant.Owner.GetFromJsonAsync<FindingIdentity>(Tenant.Route($"findings/{one}/identity"));
        return (one, identity!.Fingerprints.Single(each => each.IsCurrent).Fingerprint);
    }

    public static JsonObject NewRuleAlias() => new() { ["scanner"] = "bandit", ["oldRule"] = NewName(), ["newRule"] = NewName() };

    /// <returns>The rule's old name.</returns>
    public async Task<string> AddRuleAliasAsync()
    {
        var alias = NewRuleAlias();
        Succeeded(await Tenant.Owner.PostAsJsonAsync(Tenant.Route("rule-aliases"), alias));
        return alias["oldRule"]!.GetValue<string>();
    }

    /// <summary>A run that the gate was not asked about yet.</summary>
    public async Task<(Guid Id, string Pipeline)> NewClosedRunAsync()
    {
        var (pipeline, run) = (api.WithKey(keys[Caller.TenantKey]), $"run {Guid.CreateVersion7()}");
        var id = await pipeline.OpenAsync(ProjectId, run, $"branch {Canary}");
        await pipeline.ReportAsync(ProjectId, id, "bandit", ScannerStatus.Failed, $"failed {Canary}");
        await pipeline.CloseAsync(ProjectId, id);
        return (id, run);
    }

    /// <summary>Somebody who is in no tenant.</summary>
    public AuthenticationHeaderValue NewPerson() => new("Bearer", api.Entra.Token(Guid.NewGuid()));

    /// <summary>Another organisation, of somebody new, who has asked to delete it or not.</summary>
    public async Task<(Guid Id, string Name, AuthenticationHeaderValue Owner)> NewTenantAsync(bool isEnding)
    {
        var (owner, name) = (NewPerson(), NewName());
        var created = (await Succeeded(await SendAsync("/api/tenants")).Content.ReadFromJsonAsync<CreatedTenant>())!;
        if (isEnding)
            Succeeded(await SendAsync($"/api/tenants/{created.Id}/deletion"));
        return (created.Id, name, owner);

        Task<HttpResponseMessage> SendAsync(string path) => api.Client.SendAsync(
            new(HttpMethod.Post, path) { Headers = { Authorization = owner }, Content = JsonContent.Create(new { name }) });
    }

    public async Task<(Guid Id, string Name)> NewArchivedProjectAsync()
    {
        var name = NewName();
        var id = await Tenant.AddProjectAsync(name);
        Succeeded(await Tenant.Admin.PostAsync(Tenant.Route($"projects/{id}/archive"), null));
        return (id, name);
    }

    /// <summary>One that is written to its end.</summary>
    public Task<Guid> NewArchiveAsync() => Tenant.RunAsync(async tx =>
    {
        var id = Guid.CreateVersion7();
        await tx.ExecuteAsync($"""
            insert into app.archives (tenant_id, id, asked_by, asked_at, finished_at, sha256, expires_at)
            values ({tx.TenantId}, {id}, {id}, now(), now(), {new byte[32]}, now() + interval '7 days')
            """, default);
        return id;
    });

    public Task<Guid> NewTrustRuleAsync() => Tenant.RunAsync(async tx =>
    {
        var id = Guid.CreateVersion7();
        await tx.ExecuteAsync($"""
            insert into app.trust_rules (tenant_id, id, project_id, name, platform, issuer, audience, claims, created_by, created_at)
            values ({tx.TenantId}, {id}, {ProjectId}, 'builds', 4, 'https://issuer.example', 'x', {"{}"}::jsonb, {id}, now())
            """, default);
        return id;
    });

    /// <summary>A channel at which nobody is: its name leads to this machine, which is refused.</summary>
    public Task<Guid> NewChannelAsync() => Tenant.RunAsync(async tx =>
    {
        var id = Guid.CreateVersion7();
        var address = api.Services.GetRequiredService<ChannelKeys>().Seal(tx.TenantId, id, "https://localhost/hook");
        await tx.ExecuteAsync($"""
            insert into app.notification_channels (tenant_id, id, kind, name, place, sealed, events, created_by, created_at, next_at)
            values ({tx.TenantId}, {id}, 1, {NewName()}, 'localhost', {address}, 31, {id}, now(), now())
            """, default);
        return id;
    });

    /// <summary>A message that arrived.</summary>
    public Task<Guid> NewDeliveryAsync(Guid channel) => Tenant.RunAsync(async tx =>
    {
        var id = Guid.CreateVersion7();
        await tx.ExecuteAsync($"""
            insert into app.notification_deliveries (tenant_id, id, channel_id, events, project_ids, body, state, created_at, started_at, delivered_at)
            values ({tx.TenantId}, {id}, {channel}, 2, {new[] { ProjectId }}, {"{}"}, 2, now(), now(), now())
            """, default);
        return id;
    });

    /// <summary>Somebody who has left.</summary>
    public async Task<Guid> NewFormerMemberAsync()
    {
        var (member, _) = await NewMemberAsync();
        Succeeded(await Tenant.Owner.DeleteAsync(Tenant.Route($"members/{member}")));
        return member;
    }

    /// <summary>Somebody new in this tenant, with the role of the caller that is stood in for.</summary>
    public async Task<(Guid MemberId, AuthenticationHeaderValue Credential)> NewMemberAsync(Caller like = Caller.Member)
    {
        var person = NewPerson();
        var invitation = await NewInvitationAsync(like is Caller.Owner ? RoleName.Owner : like is Caller.Admin ? RoleName.Admin : RoleName.Member);
        var accept = new HttpRequestMessage(HttpMethod.Post, "/api/invitations/accept")
        {
            Headers = { Authorization = person },
            Content = JsonContent.Create(new InvitationTokenRequest(invitation.Token)),
        };
        Succeeded(await api.Client.SendAsync(accept));
        var members = await api.Client.SendAsync(new(HttpMethod.Get, Tenant.Route("members")) { Headers = { Authorization = person } });
        return ((await members.Content.ReadFromJsonAsync<Page<MemberItem>>())!.Items.Single(member => member.IsMe).MemberId, person);
    }

    /// <summary>Makes the request one of this caller's.</summary>
    /// <param name="elsewhere">The tenant that owners and keys of another tenant come from.</param>
    /// <param name="instead">The person who stands in for the caller, if one does.</param>
    public void Sign(HttpRequestMessage request, Caller caller, SeededTenant elsewhere, AuthenticationHeaderValue? instead = null)
    {
        if (instead is not null)
        {
            request.Headers.Authorization = instead;
            return;
        }
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
        keys[Caller.ExportingKey] = (await Tenant.NewKeyAsync(ProjectId, mayExport: true)).Key;
        keys[Caller.KeyOfAnotherProject] = (await Tenant.NewKeyAsync(OtherProjectId)).Key;
        keys[Caller.RevokedKey] = revoked.Key;
        keys[Caller.ExpiredKey] = expired.Key;
        Succeeded(await Tenant.Admin.DeleteAsync(Tenant.Route($"api-keys/{revoked.Id}")));
        await api.Database.ExecuteAsync(api.DatabaseName, $"update app.api_keys set expires_at = now() - interval '1 second' where id = '{expired.Id}'");

        Succeeded(await api.WithKey(tenantKey.Key).PostAsJsonAsync($"/api/projects/{ProjectId}/imports?importId={ImportId}", Rows.Array()));
        var analysed = Succeeded(await api.WithKey(tenantKey.Key).PostAsJsonAsync("/api/infrastructure-analyses/terraform-plan", Topologies.Shop(ProjectId, $"plan {Canary}", word: Canary)));
        AnalysisId = (await analysed.Content.ReadFromJsonAsync<TopologyResult>())!.AnalysisId!.Value;
        VerdictId = (await api.WithKey(tenantKey.Key).DecideAsync(ProjectId, (await NewClosedRunAsync()).Pipeline)).VerdictId;
        var invitation = await NewInvitationAsync();
        (InvitationId, RevokedInvitation) = (invitation.Id, invitation.Token);
        Succeeded(await Tenant.Admin.DeleteAsync(Tenant.Route($"invitations/{InvitationId}")));
        MemberId = (await Tenant.Member.GetFromJsonAsync<Page<MemberItem>>(Tenant.Route("members")))!.Items.Single(member => member.IsMe).MemberId;

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
            new SetFindingStatusRequest(FindingStatus.WontFix, $"reason {Canary}")));
        await ListedAsync();
    }

    /// <summary>The look at the findings is noted beside its answer: later, it would seem that somebody else had changed this tenant.</summary>
    private async Task ListedAsync()
    {
        while ((await Tenant.TrailAsync(AuditActions.FindingsListed)).Count == 0)
            await Task.Delay(20, TestContext.Current.CancellationToken);
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
