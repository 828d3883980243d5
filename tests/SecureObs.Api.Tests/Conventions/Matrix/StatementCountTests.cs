using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SecureObs.Api.Tests.Features.Gates;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Conventions.Matrix;

/// <summary>What an endpoint reads costs a fixed number of statements: not one more for each finding, run, member or project.</summary>
public sealed class StatementCountTests(TestApi api)
{
    private const int Some = 8;

    /// <summary>They read the trail block by block, as they verify it or write it down: at most 20 blocks, and all that were asked for.</summary>
    private static readonly string[] ByBlock = ["GET /api/tenants/{tenantId}/audit/status", "GET /api/tenants/{tenantId}/audit/export"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_endpoint_that_reads_asks_more_often_when_there_is_more()
    {
        var tenant = await SeededTenant.CreateAsync(api);
        var calls = new List<(EndpointFacts Endpoint, Call Call)>();
        foreach (var endpoint in EndpointFacts.Of(api.Services).Where(endpoint => endpoint.Method == "GET" && EndpointCalls.All.ContainsKey(endpoint.Key)))
            calls.Add((endpoint, await EndpointCalls.MakeAsync(endpoint, tenant, Caller.Owner)));
        using var watch = new DatabaseWatch();

        var little = await CountAsync();
        await GrowAsync(tenant);
        var much = await CountAsync();

        Assert.True(little.Values.Sum() > calls.Count, "the statements are not seen");
        Assert.True(much["GET /api/tenants/{tenantId}/findings"] > 0);
        var more = much.Where(endpoint => endpoint.Value > little[endpoint.Key] && !ByBlock.Contains(endpoint.Key)).Select(endpoint => $"{endpoint.Key}: {little[endpoint.Key]} statements with little, {endpoint.Value} with much");
        Assert.True(!more.Any(), string.Join('\n', more));

        async Task<Dictionary<string, int>> CountAsync()
        {
            var counts = new Dictionary<string, int>();
            foreach (var (endpoint, call) in calls)
            {
                await AskAsync(endpoint, call);   // once before, for what is kept between requests
                counts[endpoint.Key] = await AskAsync(endpoint, call);
            }
            return counts;
        }

        async Task<int> AskAsync(EndpointFacts endpoint, Call call)
        {
            // From the first page on: behind a made-up end of a page there is nothing.
            using var request = (call with { Query = call.Query.Where(entry => entry.Key != "after").ToDictionary() }).Request(endpoint);
            tenant.Sign(request, endpoint.IsForPeople ? Caller.Owner : Caller.TenantKey, tenant, call.As);
            var asked = watch.Follow(request);
            await Answer.OfAsync(api.Client, request, Ct);
            return watch.StatementsOf(asked).Count;
        }
    }

    /// <summary>More of everything that a list may show.</summary>
    private static async Task GrowAsync(SeededTenant tenant)
    {
        var pipeline = await tenant.Tenant.PipelineAsync();
        var projects = new List<Guid> { tenant.ProjectId, tenant.OtherProjectId };
        for (var i = 0; i < Some; i++)
        {
            projects.Add(await tenant.NewProjectAsync());
            await tenant.NewMemberAsync();
            await tenant.NewInvitationAsync();
            await tenant.NewApiKeyAsync();
            await tenant.NewSuppressionAsync(waiting: i % 2 == 0);
            await tenant.NewLinkAsync();
            await tenant.AddRuleAliasAsync();
            await tenant.NewChangeAsync(Caller.Owner);
            await tenant.NewJoinedFindingAsync();
            await pipeline.DecideAsync(tenant.ProjectId, (await tenant.NewClosedRunAsync()).Pipeline);
            (await tenant.Tenant.Member.PostAsJsonAsync(tenant.Tenant.Route($"findings/{tenant.FindingId}/comments"), new JsonObject { ["comment"] = SeededTenant.NewName() }, Ct)).EnsureSuccessStatusCode();
        }
        foreach (var project in projects)
            foreach (var run in new[] { tenant.PipelineRunId, "2", "3" })
                await pipeline.IngestAsync("universal", [.. Enumerable.Range(0, 5 * Some).Select(number => Rows.Universal(project, run, rule: $"B{number}"))]);
    }
}
