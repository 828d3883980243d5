using System.Net.Http.Json;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.ApiKeys;
using SecureObs.Api.Features.Invitations;
using SecureObs.Api.Features.Members;
using SecureObs.Api.Features.Tenants;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Members;

/// <summary>What two requests at once must not do together, though each alone may.</summary>
public sealed class MemberRaceTests(TestApi api)
{
    private const int Rounds = 8;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_two_admins_who_demote_each_other_one_stays()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var tenant = await api.NewTenantAsync();
            var (one, other) = (tenant.Admin, await api.JoinAsync(tenant, RoleName.Admin));
            var (oneId, otherId) = (await tenant.MemberIdAsync(one), await tenant.MemberIdAsync(other));

            var answers = await Answers.AtOnceAsync(() => Demote(tenant, one, otherId), () => Demote(tenant, other, oneId));

            Assert.Equal(["204", "403 role-missing"], answers.Order());
            Assert.Single(await tenant.MembersAsync(), member => member.Role is RoleName.Admin);
        }
    }

    [Fact]
    public async Task The_last_two_owners_cannot_remove_each_other_or_leave_together()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var tenant = await api.NewTenantAsync();
            var (one, other) = (tenant.Owner, await api.JoinAsync(tenant, RoleName.Owner));
            var (oneId, otherId) = (await tenant.MemberIdAsync(one), await tenant.MemberIdAsync(other));

            var answers = round % 2 == 0
                ? await Answers.AtOnceAsync(() => Remove(tenant, one, otherId.ToString()), () => Remove(tenant, other, oneId.ToString()))
                : await Answers.AtOnceAsync(() => Remove(tenant, one, "me"), () => Remove(tenant, other, "me"));

            Assert.Equal(round % 2 == 0 ? ["200", "404 not-found"] : ["204", "409 last-owner"], answers.Order());
            Assert.Equal(1L, await tenant.RunAsync(tx => tx.FirstAsync<long>($"select count(*) from app.memberships where tenant_id = {tx.TenantId} and role = 3", Ct)));
        }
    }

    [Fact]
    public async Task A_demoted_admin_keeps_no_open_invitation()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var tenant = await api.NewTenantAsync();
            var admin = await tenant.MemberIdAsync(tenant.Admin);

            var answers = await Answers.AtOnceAsync(() => Invite(tenant), () => Demote(tenant, tenant.Owner, admin));

            Assert.True(answers[0] is "201" or "403 role-missing", answers[0]);
            Assert.Equal("204", answers[1]);
            Assert.DoesNotContain((await tenant.Owner.GetFromJsonAsync<Page<InvitationItem>>(tenant.Route("invitations"), Ct))!.Items,
                invitation => invitation.State is InvitationState.Open);
        }
    }

    [Fact]
    public async Task Of_two_who_accept_one_invitation_one_joins()
    {
        for (var round = 0; round < Rounds; round++)
        {
            var tenant = await api.NewTenantAsync();
            var token = (await tenant.InviteAsync(RoleName.Member)).Token;
            var (one, other) = (api.AsPerson(Guid.NewGuid()), api.AsPerson(Guid.NewGuid()));

            var answers = await Answers.AtOnceAsync(() => one.AcceptAsync(token), () => other.AcceptAsync(token));

            Assert.Equal(["200", "404 not-found"], answers.Order());
            Assert.Equal(4, (await tenant.MembersAsync()).Count);
        }
    }

    /// <summary>The rule of the endpoint has let the admin in; before the work begins the role is gone.</summary>
    [Theory]
    [InlineData("invite")]
    [InlineData("issue a key")]
    [InlineData("demote")]
    [InlineData("remove")]
    public async Task A_role_that_is_lost_while_a_request_waits_is_lost_for_it(string what)
    {
        var tenant = await api.NewTenantAsync();
        var member = await tenant.MemberIdAsync(tenant.Member);

        var answer = await tenant.OvertakeAsync(
            () => what switch
            {
                "invite" => Invite(tenant),
                "issue a key" => tenant.Admin.SendAsync("POST", tenant.Route("api-keys"), new CreateApiKeyRequest("late")),
                "demote" => Demote(tenant, tenant.Admin, member),
                _ => Remove(tenant, tenant.Admin, member.ToString()),
            },
            HoldMembers,
            tx => tx.ExecuteAsync($"update app.memberships set role = 1 where tenant_id = {tx.TenantId} and role = 2", Ct));

        Assert.Equal("403 role-missing", await Task.FromResult(answer).SaysAsync());
    }

    [Fact]
    public async Task An_owner_who_is_removed_while_a_rename_waits_renames_nothing()
    {
        var tenant = await api.NewTenantAsync();

        var answer = await tenant.OvertakeAsync(
            () => tenant.Owner.SendAsync("PUT", tenant.Route(""), new RenameTenantRequest("Late")),
            HoldMembers,
            tx => tx.ExecuteAsync($"delete from app.memberships where tenant_id = {tx.TenantId} and role = 3", Ct));

        Assert.Equal("404 not-found", await Task.FromResult(answer).SaysAsync());
    }

    private static Task HoldMembers(TenantTransaction tx) =>
        tx.ExecuteAsync($"select true from app.tenants where id = {tx.TenantId} for no key update", Ct);

    private static Task<HttpResponseMessage> Invite(TestTenant tenant) =>
        tenant.Admin.SendAsync("POST", tenant.Route("invitations"), new CreateInvitationRequest(RoleName.Admin));

    private static Task<HttpResponseMessage> Demote(TestTenant tenant, HttpClient by, Guid member) =>
        by.SendAsync("PUT", tenant.Route($"members/{member}/role"), new SetMemberRoleRequest(RoleName.Member));

    private static Task<HttpResponseMessage> Remove(TestTenant tenant, HttpClient by, string member) =>
        by.SendAsync("DELETE", tenant.Route($"members/{member}"));
}
