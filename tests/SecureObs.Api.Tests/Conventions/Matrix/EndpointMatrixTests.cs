using System.Collections.Concurrent;
using System.Text;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Conventions.Matrix;

/// <summary>Who may call what, tried for real: every endpoint that runs, by everybody who may come.</summary>
public sealed class EndpointMatrixTests(TestApi api)
{
    /// <summary>They must not see anything of the tenant, whatever they are answered.</summary>
    private static readonly Caller[] Outside =
        [Caller.Anonymous, Caller.Stranger, Caller.OwnerElsewhere, Caller.KeyOfAnotherTenant, Caller.RevokedKey, Caller.ExpiredKey];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_endpoint_has_a_rule_and_can_be_called_here() =>
        Assert.Empty(EndpointChecks.Violations(EndpointFacts.Of(api.Services), EndpointCalls.All.Keys));

    [Fact]
    public async Task Every_caller_is_let_in_or_refused_as_the_rule_of_the_endpoint_says()
    {
        var endpoints = EndpointFacts.Of(api.Services).Where(endpoint => EndpointCalls.All.ContainsKey(endpoint.Key)).ToList();
        var (ours, theirs) = (await SeededTenant.CreateAsync(api), await SeededTenant.CreateAsync(api));
        var cells = new ConcurrentDictionary<(EndpointFacts Endpoint, Caller Caller), Answer>();
        var faults = new ConcurrentQueue<string>();
        var plan = await PlanAsync(endpoints, ours);

        // Those to be refused come first, while nobody else is at work in the tenant: they must change nothing.
        var before = await TenantRows.ReadAsync(api, ours.Id);
        await CallAsync([.. plan.Where(cell => cell.Refused)]);
        Assert.Equal(before, await TenantRows.ReadAsync(api, ours.Id));
        await CallAsync([.. plan.Where(cell => !cell.Refused)]);

        Assert.True(faults.IsEmpty, string.Join("\n\n", faults));
        Report(endpoints, plan, cells);

        Task CallAsync(List<Cell> some) => Parallel.ForEachAsync(some, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = Ct }, async (cell, ct) =>
        {
            var call = cell.Refused ? cell.Call : await EndpointCalls.MakeAsync(cell.Endpoint, ours, cell.Caller);
            using var request = call.Request(cell.Endpoint);
            ours.Sign(request, cell.Caller, theirs, cell.Refused ? null : call.As);
            var answer = cells[(cell.Endpoint, cell.Caller)] = await Answer.OfAsync(api.Client, request, ct);
            if (!cell.IsAsExpected(answer))
                faults.Enqueue($"{cell.Endpoint.Key} ({cell.Endpoint.Rule}) as {cell.Caller}: expected {cell.Expectation}, but {answer.Everything}");
            if (Outside.Contains(cell.Caller) && !call.Invites && answer.Everything.Contains(ours.Canary, StringComparison.Ordinal))
                faults.Enqueue($"{cell.Endpoint.Key} shows {cell.Caller} what it must not see: {answer.Body}");
        });
    }

    private sealed record Cell(EndpointFacts Endpoint, Caller Caller, Call Call, System.Net.HttpStatusCode? Refusal)
    {
        public bool Refused => Refusal is not null;

        public string Expectation => Refusal is { } refusal ? $"{(int)refusal}" : Endpoint.IsForEverybody ? $"{(int)Call.ToEverybody}" : "2xx";

        public bool IsAsExpected(Answer answer) => Refusal is { } refusal ? answer.Status == refusal
            : Endpoint.IsForEverybody ? answer.Status == Call.ToEverybody
            : answer.IsSuccess;
    }

    private static async Task<List<Cell>> PlanAsync(List<EndpointFacts> endpoints, SeededTenant ours)
    {
        var plan = new List<Cell>();
        foreach (var endpoint in endpoints)
        {
            var call = await EndpointCalls.MakeAsync(endpoint, ours, Caller.Owner);
            // A run's id of a CI system is no id of ours: each key sees its own run of that name.
            var names = call.Texts().Any(text => Ids.Name(text.Value) && !text.Place.EndsWith("pipelineRunId", StringComparison.Ordinal));
            // An owner may do it to a tenant made for that; who is refused is refused at the standing one.
            if (call.Route.ContainsKey("tenantId"))
                call.Route["tenantId"] = $"{ours.Id}";
            plan.AddRange(Callers.All.Select(caller => new Cell(endpoint, caller, call, Callers.Refusal(endpoint.Rule, caller, names))));
        }
        return plan;
    }

    private static void Report(List<EndpointFacts> endpoints, List<Cell> plan, IReadOnlyDictionary<(EndpointFacts, Caller), Answer> cells)
    {
        var table = new StringBuilder($"""
            # Who may call what

            Every endpoint of the running application, called by everybody who may come: a test writes this page from the answers
            (`EndpointMatrixTests`) and fails when one is not what the rule of the endpoint says, or when an endpoint is missing here.
            2xx did its work for real; 401 asks for another credential; 403 names the role that is missing; 404 says the same for
            what does not exist and for what is another tenant's or another project's. {endpoints.Count} endpoints, {Callers.All.Length} callers, {cells.Count} answers.

            A tenant key is good for all projects of its tenant, a project key for one. "Ids" counts the values of the call that
            name something; `IdReplacementTests` replaces each by another tenant's.

            | endpoint | rule | ids | {string.Join(" | ", Callers.All.Select(Words))} |
            |---|---|---|{string.Concat(Callers.All.Select(_ => "---|"))}

            """);
        foreach (var endpoint in endpoints)
        {
            var ids = plan.First(cell => cell.Endpoint == endpoint).Call.Texts().Count(text => Ids.Name(text.Value));
            var answers = Callers.All.Select(caller => (int)cells[(endpoint, caller)].Status);
            table.Append($"| `{endpoint.Key}` | {endpoint.Rule} | {ids} | {string.Join(" | ", answers)} |\n");
        }
        var outcomes = cells.Values.CountBy(answer => (int)answer.Status).OrderBy(outcome => outcome.Key).Select(outcome => $"{outcome.Value} × {outcome.Key}");
        TestContext.Current.TestOutputHelper?.WriteLine($"{endpoints.Count} endpoints × {Callers.All.Length} callers: {string.Join(", ", outcomes)}");
        Approved.MatchFile(table.ToString(), Repository.Path("docs/security/endpoint-matrix.md"));
    }

    private static string Words(Caller caller) => caller switch
    {
        Caller.Anonymous => "nobody",
        Caller.OwnerElsewhere => "owner of another tenant",
        Caller.TenantKey => "tenant key",
        Caller.ProjectKey => "project key",
        Caller.ExportingKey => "project key that exports",
        Caller.KeyOfAnotherProject => "key of another project",
        Caller.KeyOfAnotherTenant => "key of another tenant",
        Caller.RevokedKey => "revoked key",
        Caller.ExpiredKey => "expired key",
        _ => caller.ToString().ToLowerInvariant(),
    };
}
