using System.Net.Http.Json;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.ApiKeys;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Features.Members;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Members;

public sealed class MembersTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Task<string> SetAsync(TestTenant tenant, HttpClient by, Guid member, RoleName role) =>
        by.SendAsync("PUT", tenant.Route($"members/{member}/role"), new SetMemberRoleRequest(role)).SaysAsync();

    private static Task<string> RemoveAsync(TestTenant tenant, HttpClient by, Guid member) =>
        by.SendAsync("DELETE", tenant.Route($"members/{member}")).SaysAsync();

    private static Task<string> LeaveAsync(TestTenant tenant, HttpClient member) => member.SendAsync("DELETE", tenant.Route("members/me")).SaysAsync();

    [Fact]
    public async Task Members_see_each_other_with_roles()
    {
        var tenant = await api.NewTenantAsync();
        await tenant.Admin.GetAsync(tenant.Route("projects"), Ct);

        var items = (await tenant.Member.GetFromJsonAsync<Page<MemberItem>>(tenant.Route("members"), Ct))!.Items;

        Assert.Equal([(RoleName.Member, true), (RoleName.Admin, false), (RoleName.Owner, false)], items.Select(item => (item.Role, item.IsMe)).Order());
        Assert.Equal(["Ada Admin", "Mia Member"], items.Select(item => item.Name).Where(name => name.Contains(' ')).Order());
        Assert.All(items, item => Assert.NotEqual(default, item.JoinedAt));
    }

    [Fact]
    public async Task Members_come_in_pages_in_the_order_of_joining()
    {
        var tenant = await api.NewTenantAsync();
        await tenant.AddMembersAsync(60);

        var first = (await tenant.Member.GetFromJsonAsync<Page<MemberItem>>(tenant.Route("members"), Ct))!;
        var second = (await tenant.Member.GetFromJsonAsync<Page<MemberItem>>(tenant.Route($"members?after={first.Next}"), Ct))!;
        var all = first.Items.Concat(second.Items).ToList();

        Assert.Equal(63, all.DistinctBy(item => item.MemberId).Count());
        Assert.Equal(all.Select(item => item.JoinedAt).Order(), all.Select(item => item.JoinedAt));
        Assert.Null(second.Next);
        Assert.Equal("400 cursor-invalid", await tenant.Member.SendAsync("GET", tenant.Route("members?after=nonsense")).SaysAsync());
    }

    [Fact]
    public async Task A_member_changes_nobody()
    {
        var tenant = await api.NewTenantAsync();
        var admin = await tenant.MemberIdAsync(tenant.Admin);

        Assert.Equal("403 role-missing", await SetAsync(tenant, tenant.Member, admin, RoleName.Member));
        Assert.Equal("403 role-missing", await RemoveAsync(tenant, tenant.Member, admin));
        Assert.Equal("403 role-missing", await SetAsync(tenant, tenant.Member, await tenant.MemberIdAsync(tenant.Member), RoleName.Admin));
    }

    [Fact]
    public async Task An_admin_makes_changes_and_removes_admins_but_no_owner()
    {
        var tenant = await api.NewTenantAsync();
        var (owner, admin, member) = (await tenant.MemberIdAsync(tenant.Owner), await tenant.MemberIdAsync(tenant.Admin), await tenant.MemberIdAsync(tenant.Member));
        await SetAsync(tenant, tenant.Owner, await tenant.MemberIdAsync(await api.JoinAsync(tenant, RoleName.Member)), RoleName.Owner);

        Assert.Equal("204", await SetAsync(tenant, tenant.Admin, member, RoleName.Admin));
        Assert.Equal("204", await SetAsync(tenant, tenant.Admin, member, RoleName.Member));
        Assert.Equal("403 owner-needed", await SetAsync(tenant, tenant.Admin, member, RoleName.Owner));
        Assert.Equal("403 owner-needed", await SetAsync(tenant, tenant.Admin, admin, RoleName.Owner));
        Assert.Equal("403 owner-needed", await SetAsync(tenant, tenant.Admin, owner, RoleName.Member));
        Assert.Equal("403 owner-needed", await SetAsync(tenant, tenant.Admin, owner, RoleName.Owner));
        Assert.Equal("403 owner-needed", await RemoveAsync(tenant, tenant.Admin, owner));
        Assert.Equal("200", await RemoveAsync(tenant, tenant.Admin, member));
    }

    [Fact]
    public async Task The_last_owner_cannot_leave_be_removed_or_be_demoted()
    {
        var tenant = await api.NewTenantAsync();
        var (owner, admin) = (await tenant.MemberIdAsync(tenant.Owner), await tenant.MemberIdAsync(tenant.Admin));

        Assert.Equal("409 last-owner", await LeaveAsync(tenant, tenant.Owner));
        Assert.Equal("409 last-owner", await RemoveAsync(tenant, tenant.Owner, owner));
        Assert.Equal("409 last-owner", await SetAsync(tenant, tenant.Owner, owner, RoleName.Admin));
        Assert.Equal("204", await SetAsync(tenant, tenant.Owner, owner, RoleName.Owner));
        Assert.Equal("204", await SetAsync(tenant, tenant.Owner, admin, RoleName.Owner));
        Assert.Equal("204", await LeaveAsync(tenant, tenant.Owner));
        Assert.Equal("404 not-found", await LeaveAsync(tenant, tenant.Owner));
        Assert.Equal("409 last-owner", await LeaveAsync(tenant, tenant.Admin));
    }

    [Theory]
    [InlineData(TenantRole.Admin, TenantRole.Member, TenantRole.Admin, 1, MemberVerdict.Allowed)]
    [InlineData(TenantRole.Admin, TenantRole.Member, TenantRole.Owner, 2, MemberVerdict.OwnerNeeded)]
    [InlineData(TenantRole.Admin, TenantRole.Owner, TenantRole.Member, 2, MemberVerdict.OwnerNeeded)]
    [InlineData(TenantRole.Admin, TenantRole.Owner, null, 2, MemberVerdict.OwnerNeeded)]
    [InlineData(TenantRole.Admin, TenantRole.Admin, null, 1, MemberVerdict.Allowed)]
    [InlineData(TenantRole.Member, TenantRole.Member, null, 1, MemberVerdict.Allowed)]
    [InlineData(TenantRole.Owner, TenantRole.Owner, TenantRole.Admin, 2, MemberVerdict.Allowed)]
    [InlineData(TenantRole.Owner, TenantRole.Owner, TenantRole.Admin, 1, MemberVerdict.LastOwner)]
    [InlineData(TenantRole.Owner, TenantRole.Owner, null, 1, MemberVerdict.LastOwner)]
    [InlineData(TenantRole.Owner, TenantRole.Owner, TenantRole.Owner, 1, MemberVerdict.Allowed)]
    [InlineData(TenantRole.Owner, TenantRole.Member, TenantRole.Owner, 1, MemberVerdict.Allowed)]
    internal void The_rule(TenantRole caller, TenantRole from, TenantRole? to, long owners, MemberVerdict expected) =>
        Assert.Equal(expected, MemberRule.For(caller, from, to, owners));

    [Fact]
    public async Task A_removed_member_is_out_on_the_next_request_and_stays_named_in_histories()
    {
        var tenant = await api.NewTenantAsync();
        await (await tenant.PipelineAsync()).IngestAsync("universal", Rows.Universal(tenant.ProjectId, "1"));
        var finding = Assert.Single((await tenant.Member.GetFromJsonAsync<Page<FindingItem>>(tenant.Route("findings"), Ct))!.Items).Id;
        var request = new SetFindingStatusRequest(FindingStatus.FalsePositive, "checked by hand");
        Assert.Equal("204", await tenant.Member.SendAsync("PUT", tenant.Route($"findings/{finding}/status"), request).SaysAsync());
        var member = await tenant.MemberIdAsync(tenant.Member);

        Assert.Equal("200", await RemoveAsync(tenant, tenant.Admin, member));

        Assert.Equal("404 not-found", await tenant.Member.SendAsync("GET", tenant.Route("findings")).SaysAsync());
        Assert.DoesNotContain(await tenant.MembersAsync(), item => item.MemberId == member);
        var detail = (await tenant.Admin.GetFromJsonAsync<FindingDetail>(tenant.Route($"findings/{finding}"), Ct))!;
        Assert.Equal("Mia Member", Assert.Single(detail.History).Actor);
        Assert.Equal("200", await RemoveAsync(tenant, tenant.Admin, member));   // repeating it is harmless
    }

    [Fact]
    public async Task A_demoted_member_has_the_lower_role_on_the_next_request()
    {
        var tenant = await api.NewTenantAsync();
        Assert.Equal("200", await tenant.Admin.SendAsync("GET", tenant.Route("api-keys")).SaysAsync());

        Assert.Equal("204", await SetAsync(tenant, tenant.Owner, await tenant.MemberIdAsync(tenant.Admin), RoleName.Member));

        Assert.Equal("403 role-missing", await tenant.Admin.SendAsync("GET", tenant.Route("api-keys")).SaysAsync());
    }

    [Fact]
    public async Task Who_joins_again_is_another_member()
    {
        var tenant = await api.NewTenantAsync();
        var before = await tenant.MemberIdAsync(tenant.Member);
        Assert.Equal("204", await LeaveAsync(tenant, tenant.Member));

        Assert.Equal("200", await tenant.Member.AcceptAsync((await tenant.InviteAsync(RoleName.Admin)).Token).SaysAsync());

        Assert.NotEqual(before, await tenant.MemberIdAsync(tenant.Member));
        Assert.Equal("404 not-found", await SetAsync(tenant, tenant.Owner, before, RoleName.Member));
    }

    [Fact]
    public async Task Keys_of_a_removed_admin_stay_and_are_counted()
    {
        var tenant = await api.NewTenantAsync();
        var key = await tenant.NewKeyAsync(tenant.ProjectId);
        await tenant.Admin.SendAsync("DELETE", tenant.Route($"api-keys/{(await tenant.NewKeyAsync()).Id}"));

        var departed = await tenant.Owner.SendAsync("DELETE", tenant.Route($"members/{await tenant.MemberIdAsync(tenant.Admin)}")).ReadAsync<MemberDeparted>();

        Assert.Equal(new MemberDeparted(1, 0), departed);
        Assert.Equal("200", await api.WithKey(key.Key).SendAsync("GET", $"/api/projects/{tenant.ProjectId}/scanners/active").SaysAsync());
        Assert.All((await tenant.Owner.GetFromJsonAsync<Page<ApiKeyItem>>(tenant.Route("api-keys"), Ct))!.Items, item => Assert.Equal("Ada Admin", item.CreatedBy));
    }

    /// <summary>Else somebody about to be removed would keep a link and come back by it.</summary>
    [Theory]
    [InlineData("removed")]
    [InlineData("demoted")]
    [InlineData("left")]
    public async Task Whoever_loses_a_role_loses_the_invitations_made_with_it(string how)
    {
        var tenant = await api.NewTenantAsync();
        var (theirs, others) = (await tenant.InviteAsync(RoleName.Admin, tenant.Admin), await tenant.InviteAsync(RoleName.Admin));
        var admin = await tenant.MemberIdAsync(tenant.Admin);

        Assert.Equal(how is "removed" ? "200" : "204", how switch
        {
            "removed" => await RemoveAsync(tenant, tenant.Owner, admin),
            "demoted" => await SetAsync(tenant, tenant.Owner, admin, RoleName.Member),
            _ => await LeaveAsync(tenant, tenant.Admin),
        });

        var person = api.AsPerson(Guid.NewGuid());
        Assert.Equal("404 not-found", await person.AcceptAsync(theirs.Token).SaysAsync());
        Assert.Equal("200", await person.AcceptAsync(others.Token).SaysAsync());
    }

    [Fact]
    public async Task Another_tenant_and_a_stranger_find_nobody()
    {
        var (ours, theirs) = (await api.NewTenantAsync(), await api.NewTenantAsync());
        var member = await ours.MemberIdAsync(ours.Member);

        foreach (var outside in new[] { theirs.Owner, api.AsPerson(Guid.NewGuid()) })
        {
            Assert.Equal("404 not-found", await outside.SendAsync("GET", ours.Route("members")).SaysAsync());
            Assert.Equal("404 not-found", await SetAsync(ours, outside, member, RoleName.Admin));
            Assert.Equal("404 not-found", await RemoveAsync(ours, outside, member));
            Assert.Equal("404 not-found", await LeaveAsync(ours, outside));
        }
        Assert.Equal("404 not-found", await SetAsync(theirs, theirs.Owner, member, RoleName.Admin));
        Assert.Equal("404 not-found", await RemoveAsync(theirs, theirs.Owner, member));
    }

    [Fact]
    public async Task Every_change_of_members_is_in_the_trail_without_names()
    {
        var tenant = await api.NewTenantAsync();
        var joined = await api.JoinAsync(tenant, RoleName.Member);
        await SetAsync(tenant, tenant.Owner, await tenant.MemberIdAsync(joined), RoleName.Admin);
        await LeaveAsync(tenant, joined);
        await RemoveAsync(tenant, tenant.Owner, await tenant.MemberIdAsync(tenant.Member));

        var trail = await tenant.TrailAsync();

        Assert.Equal(["invitation.created", "member.joined", "member.role-changed", "member.left", "member.removed"], trail.Select(entry => entry.Split(' ')[0]));
        Assert.Equal(["""{"to": "admin", "from": "member"}""", """{"role": "admin"}""", """{"role": "member"}"""], trail[2..].Select(entry => entry.Split(' ', 2)[1]));
        Assert.DoesNotContain(trail, entry => entry.Contains("sobi_", StringComparison.Ordinal) || entry.Contains("New ", StringComparison.Ordinal));
    }
}
