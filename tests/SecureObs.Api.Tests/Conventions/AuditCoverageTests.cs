using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SecureObs.Api.Platform.Auditing.Reading;
using SecureObs.Api.Tests.Conventions.Matrix;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Conventions;

/// <summary>Nothing that changes or shows a tenant's data can be added without the audit trail.</summary>
public sealed class AuditCoverageTests(TestApi api)
{
    /// <summary>Endpoints of a tenant that show none of its findings. A new one stands here with a reason, or carries RecordsAccess.</summary>
    private static readonly Dictionary<string, string> ShowNoFindings = new()
    {
        ["GET /api/findings/blocking"] = "its verdict is an entry of its own",
        ["GET /api/projects/{projectId}/imports/{importId:guid}"] = "counts",
        ["GET /api/projects/{projectId}/findings/export"] = "notes itself when it knows how many findings it gave away",
        ["GET /api/projects/{projectId}/scanners/active"] = "settings",
        ["GET /api/projects/{projectId}/secret-hash-key"] = "a key for hashing, no finding",
        ["GET /api/tenants/{tenantId}"] = "a name",
        ["GET /health/isolation"] = "of no tenant: rules of the database, on the operator's port",
        ["GET /api/tenants/{tenantId}/api-keys"] = "names of keys",
        ["GET /api/tenants/{tenantId}/deletion"] = "a date",
        ["GET /api/tenants/{tenantId}/projects/{projectId:guid}/trust-rules"] = "rules",
        ["GET /api/tenants/{tenantId}/archives"] = "that there are some",
        ["GET /api/tenants/{tenantId}/retention"] = "days and counts",
        ["GET /api/tenants/{tenantId}/audit/actions"] = "words of the code",
        ["GET /api/tenants/{tenantId}/audit/export"] = "notes itself when it knows how many entries it gave away",
        ["GET /api/tenants/{tenantId}/audit/status"] = "counts and hashes",
        ["GET /api/tenants/{tenantId}/findings/export"] = "notes itself when it knows how many findings it gave away",
        ["GET /api/tenants/{tenantId}/findings/facets"] = "names of rules, scanners and projects, and counts",
        ["GET /api/tenants/{tenantId}/findings/trend"] = "counts",
        ["GET /api/tenants/{tenantId}/audit/webhook"] = "a setting",
        ["GET /api/tenants/{tenantId}/findings/{findingId:guid}/identity"] = "hashes and times",
        ["GET /api/tenants/{tenantId}/rule-aliases"] = "names of rules",
        ["GET /api/tenants/{tenantId}/views"] = "what people look for, and no finding",
        ["GET /api/tenants/{tenantId}/invitations"] = "people",
        ["GET /api/tenants/{tenantId}/members"] = "people",
        ["GET /api/tenants/{tenantId}/members/former"] = "people",
        ["GET /api/tenants/{tenantId}/projects"] = "names and counts",
        ["GET /api/tenants/{tenantId}/projects/{projectId:guid}"] = "names and counts",
        ["GET /api/tenants/{tenantId}/projects/{projectId:guid}/infrastructure"] = "names of branches, and counts",
        ["GET /api/tenants/{tenantId}/notifications/channels"] = "settings",
        ["GET /api/tenants/{tenantId}/notifications/channels/{channelId:guid}/deliveries"] = "that messages were sent, not what they say",
        ["GET /api/tenants/{tenantId}/me/notifications"] = "settings",
        ["GET /api/tenants/{tenantId}/overview"] = "counts",
        ["GET /api/tenants/{tenantId}/plan"] = "numbers and limits",
        ["GET /api/tenants/{tenantId}/runs"] = "what scanners said about themselves, and counts",
        ["GET /api/tenants/{tenantId}/projects/{projectId:guid}/runs/{runId:guid}"] = "what scanners said about themselves, and counts",
        ["GET /api/tenants/{tenantId}/projects/{projectId:guid}/branches"] = "names and counts",
        ["GET /api/tenants/{tenantId}/projects/{projectId:guid}/runs"] = "what scanners said about themselves, and counts",
        ["GET /api/tenants/{tenantId}/projects/{projectId:guid}/scanners"] = "settings",
        ["GET /api/tenants/{tenantId}/projects/{projectId:guid}/settings"] = "settings",
        ["GET /api/tenants/{tenantId}/projects/{projectId:guid}/gate-policy/document"] = "settings",
        ["GET /api/tenants/{tenantId}/projects/{projectId:guid}/runs/{runId:guid}/gate-verdicts"] = "results and digests",
    };

    /// <summary>Requests that change nothing although their method could.</summary>
    private static readonly Dictionary<string, string> ChangeNothing = new()
    {
        ["POST /api/tenants/{tenantId}/projects/{projectId:guid}/trust-rules/try"] = "it says what would match",
        ["POST /api/projects/{projectId}/run-credentials/renewal"] = "keys have nothing to renew; what is renewed is noted: ExchangeTests",
        ["POST /api/tenants/{tenantId}/rule-aliases/preview"] = "it counts what would change",
        ["POST /api/tenants/{tenantId}/gate-verdicts/{verdictId:guid}/replay"] = "it decides again and compares",
        ["POST /api/tenants/{tenantId}/projects/{projectId:guid}/gate-policy/preview"] = "it says what would be",
        ["DELETE /api/me"] = "it belongs to no tenant",
        ["POST /api/invitations/preview"] = "it looks at an invitation; the token does not belong in a URL",
    };

    /// <summary>Called by no caller of the matrix, so that their own tests look for the entry.</summary>
    private static readonly Dictionary<string, string> SeenElsewhere = new()
    {
        ["POST /api/stripe/webhook"] = "Stripe signs it: StripeEventTests",
        ["POST /api/projects/{projectId}/run-credentials"] = "it needs a CI system: ExchangeTests",
    };

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Whoever_adds_a_way_to_read_says_how_it_is_noted()
    {
        var reads = api.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .Where(endpoint => EndpointFacts.Of([endpoint]) is [{ Method: "GET", Rule: not (EndpointFacts.Anonymous or "person") }]).ToList();
        var silent = reads.Where(endpoint => endpoint.Metadata.GetMetadata<AccessRule>() is null)
            .Select(endpoint => EndpointFacts.Of([endpoint])[0].Key).Order(StringComparer.Ordinal).ToList();

        Assert.Contains(reads, endpoint => endpoint.Metadata.GetMetadata<AccessRule>() is not null);
        Assert.Empty(silent.Where(key => !ShowNoFindings.ContainsKey(key))
            .Select(key => $"{key}: add RecordsAccess(…) to it, or say in ShowNoFindings why it needs none."));
    }

    [Fact]
    public async Task Every_request_that_changes_something_is_in_the_trail_once()
    {
        var (tenant, elsewhere) = (await SeededTenant.CreateAsync(api), await SeededTenant.CreateAsync(api));
        var faults = new List<string>();
        var called = 0;
        foreach (var endpoint in EndpointFacts.Of(api.Services).Where(endpoint => endpoint.Method is not ("GET" or "ANY") && EndpointCalls.All.ContainsKey(endpoint.Key) && !SeenElsewhere.ContainsKey(endpoint.Key)))
        {
            called++;
            var caller = endpoint.IsForPeople ? Caller.Owner : Caller.TenantKey;
            var call = await ChangingAsync(endpoint, tenant, await EndpointCalls.MakeAsync(endpoint, tenant, caller), elsewhere);
            var before = await api.Database.ScalarAsync<long>(api.DatabaseName, "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
            using var request = call.Request(endpoint);
            tenant.Sign(request, caller, elsewhere, call.As);
            using var response = await api.Client.SendAsync(request, Ct);
            var body = await response.Content.ReadAsStringAsync(Ct);
            var entries = await EntriesAsync(TenantOf(endpoint, call, body) ?? tenant.Id, before);
            var expected = ChangeNothing.ContainsKey(endpoint.Key) ? 0 : 1;
            if (!response.IsSuccessStatusCode || entries != expected)
                faults.Add($"{endpoint.Key}: {(int)response.StatusCode}, {entries} entries instead of {expected}. Write one in its transaction, or say in ChangeNothing why there is none.");
        }

        Assert.True(called > 10, "the endpoints are not found any more");
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>Who writes past it forgets the key that makes a repeated attempt harmless.</summary>
    [Fact]
    public void Only_the_trail_writes_entries() => Assert.Equal(
        [Repository.Path("src/SecureObs.Api/Platform/Auditing/AuditTrail.cs")],
        Directory.EnumerateFiles(Repository.Path("src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => Regex.IsMatch(File.ReadAllText(file), @"insert\s+into\s+app\.audit\s")));

    /// <summary>The matrix calls some endpoints so that they find their work done already: here they must do it.</summary>
    private async Task<Call> ChangingAsync(EndpointFacts endpoint, SeededTenant tenant, Call call, SeededTenant elsewhere)
    {
        switch (endpoint.Key)
        {
            case "POST /api/projects/{projectId}/runs":
                return call with { Body = new JsonObject { ["pipelineRunId"] = SeededTenant.NewName() } };
            case "POST /api/tenants/{tenantId}/projects/{projectId:guid}/restore":
                using (var archive = new HttpRequestMessage(HttpMethod.Post, tenant.Tenant.Route($"projects/{call.Route["projectId"]}/archive")))
                {
                    tenant.Sign(archive, Caller.Owner, elsewhere);
                    (await api.Client.SendAsync(archive, Ct)).EnsureSuccessStatusCode();
                }
                return call;
            default:
                return call;
        }
    }

    private static Guid? TenantOf(EndpointFacts endpoint, Call call, string body)
    {
        if (call.Route.TryGetValue("tenantId", out var named))
            return Guid.Parse(named);
        if (!body.StartsWith('{'))
            return null;
        var answer = JsonDocument.Parse(body).RootElement;
        return answer.TryGetProperty("tenantId", out var id) || (endpoint.Key == "POST /api/tenants" && answer.TryGetProperty("id", out id)) ? id.GetGuid() : null;
    }

    /// <summary>Entries of transactions that began since, without those about reading.</summary>
    private async Task<long> EntriesAsync(Guid tenant, long since) => await api.Database.ScalarAsync<long>(api.DatabaseName, $"""
        select count(*) from app.audit
        where tenant_id = '{tenant}' and xid >= {since} and action not in ('finding.listed', 'finding.listed-by-run', 'finding.viewed', 'gate.verdict-viewed', 'audit.viewed', 'audit.exported')
        """);
}
