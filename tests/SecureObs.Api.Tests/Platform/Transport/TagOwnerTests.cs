using System.Net;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Masking;

namespace SecureObs.Api.Tests.Platform.Transport;

/// <summary>A tag is of one caller at one address: it is no key to anything.</summary>
public sealed class TagOwnerTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Their lists say the same, byte by byte: only who asks and where tells the answers apart.</summary>
    [Fact]
    public async Task Nobody_is_answered_by_the_tag_of_somebody_else()
    {
        var (ours, theirs) = (await api.NewTenantAsync(), await api.NewTenantAsync());
        var tag = await TagAsync(ours.Member, ours.Route("findings"));
        Assert.Equal(await ours.Member.GetStringAsync(ours.Route("findings"), Ct), await theirs.Member.GetStringAsync(theirs.Route("findings"), Ct));

        Assert.Equal(HttpStatusCode.NotModified, (await ours.Member.AskAsync(ours.Route("findings"), "If-None-Match", tag)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await theirs.Member.AskAsync(theirs.Route("findings"), "If-None-Match", tag)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ours.Admin.AskAsync(ours.Route("findings"), "If-None-Match", tag)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await ours.Member.AskAsync(ours.Route("findings?limit=20"), "If-None-Match", tag)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await theirs.Member.AskAsync(ours.Route("findings"), "If-None-Match", tag)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await theirs.Member.AskAsync(ours.Route("findings"), "If-None-Match", "*")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await api.Anonymous().AskAsync(ours.Route("findings"), "If-None-Match", tag)).StatusCode);
    }

    [Fact]
    public async Task Who_is_a_member_no_more_is_refused_whatever_he_has()
    {
        var tenant = await api.NewTenantAsync();
        var tag = await TagAsync(tenant.Member, tenant.Route("findings"));

        await tenant.Owner.DeleteAsync(tenant.Route($"members/{await tenant.MemberIdAsync(tenant.Member)}"), Ct);

        Assert.Equal(HttpStatusCode.NotFound, (await tenant.Member.AskAsync(tenant.Route("findings"), "If-None-Match", tag)).StatusCode);
    }

    /// <summary>Several nodes have one installation key. Without it nobody makes a tag, of an answer that he guesses at.</summary>
    [Fact]
    public async Task A_tag_is_made_with_the_key_of_the_installation()
    {
        var tenant = await api.NewTenantAsync();
        var file = Path.Combine(Directory.CreateTempSubdirectory("secureobs-key-").FullName, "installation.key");
        InstallationKey.Create(file);
        await using var node = await OtherApi.StartAsync(api, []);
        await using var elsewhere = await OtherApi.StartAsync(api, new() { ["Secrets:InstallationKeyFile"] = file });
        string[] asMember = ["Authorization", $"Bearer {api.Entra.Token(tenant.MemberPerson)}"];

        var tag = await TagAsync(tenant.Member, tenant.Route("findings"));

        Assert.Equal(tag, (await node.GetAsync(tenant.Route("findings"), asMember)).Headers.ETag!.ToString());
        Assert.NotEqual(tag, (await elsewhere.GetAsync(tenant.Route("findings"), asMember)).Headers.ETag!.ToString());
    }

    private static async Task<string> TagAsync(HttpClient client, string path) => (await client.AskAsync(path)).Headers.ETag!.ToString();
}
