using System.Net;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.Notifications.Channels;
using SecureObs.Api.Tests.Features.Notifications;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform;

/// <summary>Neither the database nor a log holds a raw key or a secret that a scanner found.</summary>
public sealed class NoSecretLeavesTests(TestApi api)
{
    /// <summary>Made up for this test, in the shapes that scanners report; published clients send them in clear.</summary>
    private static readonly (string Secret, string Match)[] Found =
    [
        ("AKIAQ3EGTESTFAKE7EXA", "aws_key = \"AKIAQ3EGTESTFAKE7EXA\""),
        ("ghp_0123456789abcdefghijABCDEFGHIJ012345", "token: ghp_0123456789abcdefghijABCDEFGHIJ012345"),
        ("v9dn0balpqas1pcc281tn5ood1f4k3", "zapApiKey: \"v9dn0balpqas1pcc281tn5ood1f4k3\","),
        ("MIIEowIBAAKCAQEAfakefakefakefakefakefakefakefakefakefakefakefake", "-----BEGIN RSA PRIVATE KEY-----\nMIIEowIBAAKCAQEAfakefakefakefakefakefakefakefakefakefakefakefake\n-----END RSA PRIVATE KEY-----"),
        ("hunter2hunter2", "password=hunter2hunter2"),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_dump_and_the_logs_hold_neither_keys_nor_found_secrets()
    {
        var tenant = await api.NewTenantAsync();
        var key = (await tenant.NewKeyAsync(tenant.ProjectId)).Key;
        var revoked = await tenant.NewKeyAsync();
        await tenant.Admin.DeleteAsync(tenant.Route($"api-keys/{revoked.Id}"), Ct);
        var invitation = (await tenant.InviteAsync(RoleName.Member)).Token;
        await tenant.Admin.AcceptAsync(invitation);                  // refused, with the token in the request
        await api.AsPerson(Guid.NewGuid()).AcceptAsync(invitation);
        var pipeline = api.WithKey(key);
        await SendEverythingAsync(tenant, pipeline);
        await api.WithKey(revoked.Key).GetAsync($"/api/projects/{tenant.ProjectId}/scanners/active", Ct);

        var dump = await api.DumpAsync();
        Assert.Contains(tenant.Id.ToString(), dump, StringComparison.Ordinal);      // the dump is one
        Assert.Contains("AKIA", dump, StringComparison.Ordinal);                    // and the masked secrets are in it
        Assert.Contains("Kestrel", api.Logs.Text, StringComparison.Ordinal);        // the logs are logs
        var serverLog = await File.ReadAllTextAsync(api.Database.Cluster.LogFile, Ct);
        foreach (var secret in Found.Select(found => found.Secret).Append(key).Append(revoked.Key).Append(key[14..]).Append(revoked.Key[14..]).Append(invitation[14..]))
        {
            Assert.DoesNotContain(secret, dump, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, api.Logs.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, serverLog, StringComparison.Ordinal);
        }
    }

    /// <summary>What scanners found, and secrets that somebody wrote into the names of branches, runs, rules and projects.</summary>
    [Fact]
    public async Task No_message_holds_a_found_secret()
    {
        await using var mail = new MailReceiver().Start();
        await using var telling = await Telling.StartAsync(api, new() { ["Mail:Port"] = $"{mail.Port}" });
        foreach (var kind in Enum.GetValues<ChannelKind>())
            await telling.Tenant.NewChannelAsync(kind);
        var pipeline = await telling.Tenant.PipelineAsync();
        await SendEverythingAsync(telling.Tenant, pipeline);
        foreach (var (secret, _) in Found[..2])
            await telling.BlockedRunAsync($"run {secret}", await telling.Tenant.AddProjectAsync($"project {secret}"), branch: $"branch/{secret}", rule: $"rule-{secret}");
        await telling.HappensAsync("x", text: $"https://user:{Found[4].Secret}@git.example {Found[3].Match}");

        Assert.Equal(4, await telling.RoundAsync());

        var sent = telling.Hooks.Got.Select(got => got.Body).Concat(mail.Got.SelectMany(got => new[] { got.Raw, got.Message.TextBody!, got.Message.HtmlBody! })).ToList();
        Assert.Equal(6, sent.Count);
        Assert.All(sent.Take(3), body => Assert.Contains("gate failed", body, StringComparison.Ordinal));
        Assert.All(Found, found => Assert.All(sent, body => Assert.DoesNotContain(found.Secret, body, StringComparison.Ordinal)));
        Assert.All(sent, body => Assert.DoesNotContain("subprocess.call", body, StringComparison.Ordinal));
    }

    /// <summary>Every way in which a found secret can arrive: accepted, refused, and in a request that fails.</summary>
    private static async Task SendEverythingAsync(TestTenant tenant, HttpClient pipeline)
    {
        var line = 0;
        foreach (var (_, match) in Found)
        {
            line++;
            await pipeline.IngestAsync("gitleaks", Rows.Gitleaks(tenant.ProjectId, "1", match, line: line));

            var snippet = Rows.Universal(tenant.ProjectId, "1", rule: "B105", line: line);
            (snippet["codeSnippet"], snippet["rawPayload"]) = (match, match);
            snippet["description"] = $"Possible hardcoded password: '{match.Split('"', ' ', '=')[^1].Trim(',')}'";
            await pipeline.IngestAsync("universal", snippet);

            var refused = Rows.Gitleaks(tenant.ProjectId, "1", match);
            refused["ruleId"] = null;
            Assert.Equal(HttpStatusCode.BadRequest, (await pipeline.PostAsync("gitleaks", Rows.Array(refused))).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await pipeline.PostAsync("gitleaks", Rows.Array(Rows.Gitleaks(Guid.NewGuid(), "1", match)))).StatusCode);
        }
    }
}
