using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Invitations;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Invitations;

public sealed class InvitationsTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HttpClient NewPerson() => api.AsPerson(Guid.NewGuid(), "New Person");

    private static Task<HttpResponseMessage> PreviewAsync(HttpClient person, string token) =>
        person.SendAsync("POST", "/api/invitations/preview", new InvitationTokenRequest(token));

    private static async Task<IReadOnlyList<InvitationItem>> ListAsync(TestTenant tenant) =>
        (await tenant.Admin.GetFromJsonAsync<Page<InvitationItem>>(tenant.Route("invitations"), Ct))!.Items;

    [Fact]
    public async Task A_token_is_shown_once_and_listed_by_its_prefix()
    {
        var tenant = await api.NewTenantAsync();
        var answer = await tenant.Admin.SendAsync("POST", tenant.Route("invitations"), new CreateInvitationRequest(RoleName.Admin, Note: " for Noa "));
        var created = await Task.FromResult(answer).ReadAsync<CreatedInvitation>(HttpStatusCode.Created);

        var text = await tenant.Admin.GetStringAsync(tenant.Route("invitations"), Ct);
        var item = Assert.Single(JsonSerializer.Deserialize<Page<InvitationItem>>(text, JsonSerializerOptions.Web)!.Items);

        Assert.Matches("^sobi_[0-9A-Za-z]{8}_[0-9A-Za-z]{49}$", created.Token);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.DoesNotContain(created.Token[14..], text, StringComparison.Ordinal);
        Assert.Equal((created.Token[..13], RoleName.Admin, "for Noa", "Ada Admin", InvitationState.Open, null), (item.Prefix, item.Role, item.Note, item.CreatedBy, item.State, item.AcceptedBy));
        Assert.DoesNotContain(await tenant.TrailAsync(), entry => entry.Contains("Noa", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, 7)]
    [InlineData(1, 1)]
    [InlineData(30, 30)]
    public async Task It_lasts_as_long_as_asked_and_a_week_when_not(int? asked, int expected)
    {
        var tenant = await api.NewTenantAsync();
        await tenant.Admin.SendAsync("POST", tenant.Route("invitations"), new CreateInvitationRequest(RoleName.Member, asked));

        var item = Assert.Single(await ListAsync(tenant));

        Assert.Equal(TimeSpan.FromDays(expected), item.ExpiresAt - item.CreatedAt);
    }

    [Theory]
    [InlineData("""{"role":"member","expiresInDays":31}""")]
    [InlineData("""{"role":"member","expiresInDays":0}""")]
    [InlineData("""{"role":"member","note":"two\nlines"}""")]
    [InlineData("""{"role":"king"}""")]
    [InlineData("""{"role":3}""")]
    [InlineData("""{}""")]
    public async Task A_malformed_request_is_refused(string body)
    {
        var tenant = await api.NewTenantAsync();

        Assert.Equal("400", (await tenant.Owner.PostAsync(tenant.Route("invitations"), new StringContent(body, null, "application/json"), Ct)
            .SaysAsync())[..3]);
    }

    [Fact]
    public async Task Whoever_has_it_sees_where_it_leads_and_joins_once()
    {
        var tenant = await api.NewTenantAsync();
        var (token, person) = ((await tenant.InviteAsync(RoleName.Admin)).Token, NewPerson());

        var preview = await PreviewAsync(person, $" {token}\n").ReadAsync<InvitationPreview>();
        Assert.Equal("404 not-found", await person.SendAsync("GET", tenant.Route("members")).SaysAsync());   // looking is not joining
        var accepted = await person.AcceptAsync(token).ReadAsync<AcceptedInvitation>();

        Assert.Equal(("Test tenant", RoleName.Admin, false), (preview.TenantName, preview.Role, preview.AlreadyMember));
        Assert.Equal(new AcceptedInvitation(tenant.Id, "Test tenant", RoleName.Admin), accepted);
        Assert.Equal("200", await person.SendAsync("GET", tenant.Route("api-keys")).SaysAsync());
        Assert.Equal("404 not-found", await person.AcceptAsync(token).SaysAsync());
        var item = Assert.Single(await ListAsync(tenant));
        Assert.Equal((InvitationState.Accepted, "New Person"), (item.State, item.AcceptedBy));
    }

    [Fact]
    public async Task What_is_no_open_invitation_is_refused_in_the_same_words()
    {
        var tenant = await api.NewTenantAsync();
        var (used, revoked) = (await tenant.InviteAsync(RoleName.Member), await tenant.InviteAsync(RoleName.Member));
        await NewPerson().AcceptAsync(used.Token);
        Assert.Equal("204", await tenant.Admin.SendAsync("DELETE", tenant.Route($"invitations/{revoked.Id}")).SaysAsync());

        var bodies = new HashSet<string>();
        foreach (var token in new[] { used.Token, revoked.Token, InvitationSecret.Generate().Reveal(), "sobi_nonsense", (await tenant.NewKeyAsync()).Key, used.Token[..^1] + "!" })
        {
            bodies.Add(await PreviewAsync(NewPerson(), token).BodyAsync());
            bodies.Add(await NewPerson().AcceptAsync(token).BodyAsync());
            Assert.Equal("404 not-found", await NewPerson().AcceptAsync(token).SaysAsync());
        }

        Assert.Single(bodies);
    }

    [Fact]
    public async Task An_expired_one_is_not_found_and_listed_as_expired()
    {
        var tenant = await api.NewTenantAsync();
        var token = (await tenant.InviteAsync(RoleName.Member)).Token;
        await using var later = api.Build(api.Database.AsApi(api.DatabaseName), clock: new LaterClock(TimeSpan.FromDays(8)));
        await later.StartAsync(Ct);
        HttpClient Then(HttpClient now) => new() { BaseAddress = new Uri(later.Urls.Single()), DefaultRequestHeaders = { Authorization = now.DefaultRequestHeaders.Authorization } };

        Assert.Equal("404 not-found", await PreviewAsync(Then(NewPerson()), token).SaysAsync());
        Assert.Equal("404 not-found", await Then(NewPerson()).AcceptAsync(token).SaysAsync());
        Assert.Equal(InvitationState.Expired, Assert.Single((await Then(tenant.Admin).GetFromJsonAsync<Page<InvitationItem>>(tenant.Route("invitations"), Ct))!.Items).State);
        Assert.Equal("200", await NewPerson().AcceptAsync(token).SaysAsync());
    }

    /// <summary>Revoked after the door has answered, before the work begins.</summary>
    [Fact]
    public async Task One_that_is_revoked_while_somebody_accepts_lets_nobody_in()
    {
        var tenant = await api.NewTenantAsync();
        var invitation = await tenant.InviteAsync(RoleName.Member);

        var answer = await tenant.OvertakeAsync(
            () => NewPerson().AcceptAsync(invitation.Token),
            tx => tx.ExecuteAsync($"select true from app.tenants where id = {tx.TenantId} for no key update", Ct),
            tx => tx.ExecuteAsync($"update app.invitations set revoked_at = now() where tenant_id = {tx.TenantId}", Ct));

        Assert.Equal("404 not-found", await Task.FromResult(answer).SaysAsync());
        Assert.Equal(3, (await tenant.MembersAsync()).Count);
    }

    [Fact]
    public async Task A_member_who_accepts_is_told_so_and_uses_nothing_up()
    {
        var tenant = await api.NewTenantAsync();
        var token = (await tenant.InviteAsync(RoleName.Owner)).Token;

        Assert.True((await PreviewAsync(tenant.Member, token).ReadAsync<InvitationPreview>()).AlreadyMember);
        Assert.Equal("409 already-member", await tenant.Member.AcceptAsync(token).SaysAsync());
        Assert.Equal(RoleName.Member, (await tenant.MembersAsync()).Single(item => item.Name == "Mia Member").Role);
        Assert.Equal("200", await NewPerson().AcceptAsync(token).SaysAsync());
    }

    [Fact]
    public async Task Revoking_is_repeatable_and_undoes_no_membership()
    {
        var tenant = await api.NewTenantAsync();
        var (open, used) = (await tenant.InviteAsync(RoleName.Member), await tenant.InviteAsync(RoleName.Member));
        var person = NewPerson();
        await person.AcceptAsync(used.Token);

        foreach (var invitation in new[] { open, open, used })
            Assert.Equal("204", await tenant.Admin.SendAsync("DELETE", tenant.Route($"invitations/{invitation.Id}")).SaysAsync());

        Assert.Equal([InvitationState.Accepted, InvitationState.Revoked], (await ListAsync(tenant)).Select(item => item.State));
        Assert.Equal("200", await person.SendAsync("GET", tenant.Route("members")).SaysAsync());
        Assert.Single(await tenant.TrailAsync(), entry => entry == """invitation.revoked {"role": "member"}""");
    }

    [Fact]
    public async Task Roles_and_tenants_have_their_borders()
    {
        var (ours, theirs) = (await api.NewTenantAsync(), await api.NewTenantAsync());
        var invitation = await ours.InviteAsync(RoleName.Member);
        var (list, one, request) = (ours.Route("invitations"), ours.Route($"invitations/{invitation.Id}"), new CreateInvitationRequest(RoleName.Member));

        foreach (var (who, expected) in new[] { (ours.Member, "403 role-missing"), (theirs.Owner, "404 not-found"), (NewPerson(), "404 not-found"), (api.Anonymous(), "401"), (await ours.PipelineAsync(), "401") })
        {
            Assert.Equal(expected, await who.SendAsync("GET", list).SaysAsync());
            Assert.Equal(expected, await who.SendAsync("POST", list, request).SaysAsync());
            Assert.Equal(expected, await who.SendAsync("DELETE", one).SaysAsync());
        }
        Assert.Equal("403 owner-needed", await ours.Admin.SendAsync("POST", list, new CreateInvitationRequest(RoleName.Owner)).SaysAsync());
        Assert.Equal("201", await ours.Owner.SendAsync("POST", list, new CreateInvitationRequest(RoleName.Owner)).SaysAsync());
        Assert.Equal("404 not-found", await theirs.Owner.SendAsync("DELETE", theirs.Route($"invitations/{invitation.Id}")).SaysAsync());
        Assert.Empty(await ListAsync(theirs));
        foreach (var outside in new[] { api.Anonymous(), await ours.PipelineAsync() })
        {
            Assert.Equal("401", await PreviewAsync(outside, invitation.Token).SaysAsync());
            Assert.Equal("401", await outside.AcceptAsync(invitation.Token).SaysAsync());
        }
    }
}
