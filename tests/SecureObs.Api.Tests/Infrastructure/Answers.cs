using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Invitations;
using SecureObs.Api.Features.Members;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Database;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>What an answer says, short enough to compare.</summary>
internal static class Answers
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The status, and the code of a refusal that has one, e.g. <c>409 last-owner</c>.</summary>
    public static async Task<string> SaysAsync(this Task<HttpResponseMessage> answer)
    {
        var response = await answer;
        var text = await response.Content.ReadAsStringAsync(Ct);
        var type = response.Content.Headers.ContentType?.MediaType is "application/problem+json" ? (string?)JsonNode.Parse(text)!["type"] : null;
        return type?.Split("docs.secureobs.com/errors#") is [_, var code] ? $"{(int)response.StatusCode} {code}" : $"{(int)response.StatusCode}";
    }

    /// <summary>A problem without what names the one request.</summary>
    public static async Task<string> BodyAsync(this Task<HttpResponseMessage> answer)
    {
        var problem = JsonNode.Parse(await (await answer).Content.ReadAsStringAsync(Ct))!.AsObject();
        problem.Remove("traceId");
        return problem.ToJsonString();
    }

    public static async Task<T> ReadAsync<T>(this Task<HttpResponseMessage> answer, HttpStatusCode expected = HttpStatusCode.OK)
    {
        var response = await answer;
        Assert.Equal(expected, response.StatusCode);
        return (await response.Content.ReadFromJsonAsync<T>(Ct))!;
    }

    public static Task<HttpResponseMessage> SendAsync(this HttpClient client, string method, string path, object? body = null) =>
        client.SendAsync(new HttpRequestMessage(new(method), path) { Content = body is null ? null : JsonContent.Create(body) }, Ct);

    /// <summary>Starts all of them at one signal, and waits for what they say.</summary>
    public static async Task<string[]> AtOnceAsync(params Func<Task<HttpResponseMessage>>[] requests)
    {
        var signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sent = requests.Select(request => Task.Run(async () =>
        {
            await signal.Task;
            return await request().SaysAsync();
        }, Ct)).ToArray();
        signal.SetResult();
        return await Task.WhenAll(sent);
    }

    public static async Task<IReadOnlyList<MemberItem>> MembersAsync(this TestTenant tenant) =>
        (await tenant.Owner.GetFromJsonAsync<Page<MemberItem>>(tenant.Route("members"), Ct))!.Items;

    /// <summary>The member id of whoever asks.</summary>
    public static async Task<Guid> MemberIdAsync(this TestTenant tenant, HttpClient member) =>
        (await member.GetFromJsonAsync<Page<MemberItem>>(tenant.Route("members"), Ct))!.Items.Single(item => item.IsMe).MemberId;

    public static async Task<CreatedInvitation> InviteAsync(this TestTenant tenant, RoleName role, HttpClient? by = null) =>
        await (by ?? tenant.Owner).SendAsync("POST", tenant.Route("invitations"), new CreateInvitationRequest(role)).ReadAsync<CreatedInvitation>(HttpStatusCode.Created);

    public static Task<HttpResponseMessage> AcceptAsync(this HttpClient person, string token) =>
        person.SendAsync("POST", "/api/invitations/accept", new InvitationTokenRequest(token));

    /// <summary>Somebody new, who joined by an invitation.</summary>
    public static async Task<HttpClient> JoinAsync(this TestApi api, TestTenant tenant, RoleName role)
    {
        var person = api.AsPerson(Guid.NewGuid(), $"New {role}");
        Assert.Equal("200", await person.AcceptAsync((await tenant.InviteAsync(role)).Token).SaysAsync());
        return person;
    }

    /// <summary>What the trail notes beside an answer and not in its transaction: it arrives when it likes.</summary>
    internal static readonly string[] BesideAnswers = [.. AuditActions.Reads, AuditActions.RoleMissing];

    /// <summary>The words of the trail from the oldest on, with their data.</summary>
    public static Task<List<string>> TrailAsync(this TestTenant tenant) => tenant.RunAsync(tx => tx.QueryAsync<string>($"""
        select action || ' ' || data::text from app.audit
        where tenant_id = {tx.TenantId} and action <> all({BesideAnswers}) order by id
        """, Ct));

    /// <summary>The entries of one action, whenever they arrive.</summary>
    public static Task<List<string>> TrailAsync(this TestTenant tenant, string action) => tenant.RunAsync(tx => tx.QueryAsync<string>($"""
        select action || ' ' || data::text from app.audit where tenant_id = {tx.TenantId} and action = {action} order by id
        """, Ct));
}
