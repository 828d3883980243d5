using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Contracts;

namespace SecureObs.Api.Tests.Features.Keyless;

/// <summary>A credential is good for one run of one project, and for nothing else that a key opens.</summary>
public sealed class ReachTests(TestApi api)
{
    private const string Other = "gha-816-1";

    /// <summary>Each endpoint that takes a key, with a request that is about another run than the credential's.</summary>
    private static readonly Dictionary<string, Func<TestTenant, Guid, HttpClient, Task<HttpResponseMessage>>> AboutAnotherRun = new()
    {
        ["POST /api/projects/{projectId}/runs/"] = (tenant, _, pipeline) => pipeline.SendAsync("POST", $"/api/projects/{tenant.ProjectId}/runs", new OpenRunRequest(Other, "main")),
        ["PUT /api/projects/{projectId}/runs/{runId:guid}/results/{scanner}"] = (tenant, run, pipeline) =>
            pipeline.SendAsync("PUT", $"/api/projects/{tenant.ProjectId}/runs/{run}/results/bandit", new { status = "completed", findings = 0 }),
        ["POST /api/projects/{projectId}/runs/{runId:guid}/close"] = (tenant, run, pipeline) => pipeline.SendAsync("POST", $"/api/projects/{tenant.ProjectId}/runs/{run}/close"),
        ["POST /api/projects/{projectId}/runs/{runId:guid}/gate"] = (tenant, run, pipeline) => pipeline.SendAsync("POST", $"/api/projects/{tenant.ProjectId}/runs/{run}/gate"),
        ["POST /api/projects/{projectId}/gate"] = (tenant, _, pipeline) => pipeline.SendAsync("POST", $"/api/projects/{tenant.ProjectId}/gate?pipelineRunId={Other}"),
        ["POST /api/findings/bulk-universal"] = (tenant, _, pipeline) => pipeline.PostAsync("universal", Rows.Array(Rows.Universal(tenant.ProjectId, Other))),
        ["POST /api/findings/bulk-gitleaks"] = (tenant, _, pipeline) => pipeline.PostAsync("gitleaks", Rows.Array(Rows.Gitleaks(tenant.ProjectId, Other, "x"))),
        ["POST /api/findings/bulk-semgrep"] = (tenant, _, pipeline) => pipeline.PostAsync("semgrep", Rows.Array(Rows.Semgrep(tenant.ProjectId, Other, null))),
        ["POST /api/projects/{projectId}/imports/"] = (tenant, _, pipeline) => pipeline.SendAsync("POST", $"/api/projects/{tenant.ProjectId}/imports", Rows.Array(Rows.Universal(tenant.ProjectId, Other))),
        ["GET /api/findings/blocking"] = (_, _, pipeline) => pipeline.SendAsync("GET", $"/api/findings/blocking?pipelineRunId={Other}"),
        ["GET /api/findings/by-run"] = (tenant, _, pipeline) => pipeline.SendAsync("GET", $"/api/findings/by-run?projectId={tenant.ProjectId}&pipelineRunId={Other}"),
        ["POST /api/infrastructure-analyses/terraform-plan"] = (tenant, _, pipeline) => pipeline.SendAsync("POST", "/api/infrastructure-analyses/terraform-plan", Topologies.Shop(tenant.ProjectId, Other)),
        ["GET /api/projects/{projectId}/infrastructure/comparison"] = (tenant, _, pipeline) => pipeline.SendAsync("GET", $"/api/projects/{tenant.ProjectId}/infrastructure/comparison?pipelineRunId={Other}"),
    };

    /// <summary>What is of the project and of no run.</summary>
    private static readonly string[] OfNoRun =
    [
        "GET /api/projects/{projectId}/scanners/active", "GET /api/projects/{projectId}/secret-hash-key", "GET /api/projects/{projectId}/imports/{importId:guid}",
        "POST /api/projects/{projectId}/run-credentials/renewal",
    ];

    /// <summary>An endpoint that is added for keys must be asked here.</summary>
    [Fact]
    public void Every_endpoint_that_takes_a_key_is_asked() => Assert.Equal(
        Endpoints(Rules.ApiKey).Order(StringComparer.Ordinal), AboutAnotherRun.Keys.Concat(OfNoRun).Order(StringComparer.Ordinal));

    [Fact]
    public async Task No_other_run_is_reached()
    {
        var tenant = await api.NewTenantAsync();
        await tenant.TrustAsync(api.Rule());
        var other = (await (await tenant.PipelineAsync()).SendAsync("POST", $"/api/projects/{tenant.ProjectId}/runs", new OpenRunRequest(Other, "main")).ReadAsync<OpenedRun>()).RunId;
        var pipeline = await api.KeylessAsync(tenant.ProjectId);

        foreach (var (endpoint, ask) in AboutAnotherRun)
            Assert.Equal((endpoint, "403 run-out-of-reach"), (endpoint, await ask(tenant, other, pipeline).SaysAsync()));
        Assert.Equal("403 run-out-of-reach", await pipeline.PostAsync("universal", Rows.Array(Rows.Universal(tenant.ProjectId, ""))).SaysAsync());
    }

    [Fact]
    public async Task No_other_project_and_no_other_organisation_is_reached_and_nothing_is_exported()
    {
        var (tenant, neighbour) = (await api.NewTenantAsync(), await api.NewTenantAsync());
        await tenant.TrustAsync(api.Rule());
        var pipeline = await api.KeylessAsync(tenant.ProjectId);
        var second = await tenant.AddProjectAsync("second");

        foreach (var project in new[] { second, neighbour.ProjectId })
        {
            Assert.Equal("404 not-found", await pipeline.SendAsync("GET", $"/api/projects/{project}/scanners/active").SaysAsync());
            Assert.Equal("404 not-found", await pipeline.PostAsync("universal", Rows.Array(Rows.Universal(project, Trusting.Run))).SaysAsync());
        }
        foreach (var endpoint in Endpoints(Rules.ExportingKey))
            Assert.Equal("403 export-not-allowed", await pipeline.SendAsync("GET", endpoint[4..].Replace("{projectId}", $"{tenant.ProjectId}", StringComparison.Ordinal)).SaysAsync());
        Assert.Equal("401", await pipeline.SendAsync("GET", tenant.Route("findings")).SaysAsync());
    }

    /// <summary>A build of a branch that calls itself main would close what main has.</summary>
    [Theory]
    [InlineData("refs/heads/dev", "main", "403 run-out-of-reach")]
    [InlineData("refs/heads/dev", "dev", "200")]
    [InlineData("refs/heads/dev", "", "200")]
    [InlineData("refs/tags/v1", "main", "200")]
    public async Task A_run_is_of_the_branch_that_its_token_says(string reference, string branch, string says)
    {
        var tenant = await api.NewTenantAsync();
        await tenant.TrustAsync(api.Rule() with { Claims = Trusting.Claims(("repository", "octo-org/shop")) });
        var pipeline = await api.KeylessAsync(tenant.ProjectId, Trusting.Run, ("ref", reference));

        Assert.Equal(says, await pipeline.SendAsync("POST", $"/api/projects/{tenant.ProjectId}/runs", new OpenRunRequest(Trusting.Run, branch)).SaysAsync());

        if (branch is "")
            Assert.Equal("dev", await api.Database.ScalarAsync<string>(api.DatabaseName, $"select branch from app.runs where tenant_id = '{tenant.Id}'"));
    }

    [Fact]
    public async Task A_run_that_findings_open_is_of_that_branch_too()
    {
        var tenant = await api.NewTenantAsync();
        await tenant.TrustAsync(api.Rule() with { Claims = Trusting.Claims(("repository", "octo-org/shop")) });
        var pipeline = await api.KeylessAsync(tenant.ProjectId, Trusting.Run, ("ref", (JsonNode)"refs/heads/dev"));

        await pipeline.IngestAsync("universal", Rows.Universal(tenant.ProjectId, Trusting.Run));

        Assert.Equal("dev", await api.Database.ScalarAsync<string>(api.DatabaseName, $"select branch from app.runs where tenant_id = '{tenant.Id}'"));
    }

    /// <summary>Who sent rows under the id of another run's import would make that one pass over its own.</summary>
    [Fact]
    public async Task An_import_is_read_and_moved_by_its_own_run_and_by_keys()
    {
        var tenant = await api.NewTenantAsync();
        await tenant.TrustAsync(api.Rule());
        var (key, pipeline, other) = (await tenant.PipelineAsync(), await api.KeylessAsync(tenant.ProjectId), await api.KeylessAsync(tenant.ProjectId, Other, ("run_id", "816")));
        var (its, keys) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        Task<string> SendAsync(HttpClient sender, Guid import, string run) => sender.SendAsync(
            "POST", $"/api/projects/{tenant.ProjectId}/imports?importId={import}", Rows.Array(Rows.Universal(tenant.ProjectId, run))).SaysAsync();
        Task<string> ReadAsync(HttpClient reader, Guid import) => reader.SendAsync("GET", $"/api/projects/{tenant.ProjectId}/imports/{import}").SaysAsync();

        Assert.Equal(("200", "200"), (await SendAsync(pipeline, its, Trusting.Run), await SendAsync(key, keys, Other)));
        Assert.Equal(("200", "200", "200"), (await ReadAsync(pipeline, its), await SendAsync(pipeline, its, Trusting.Run), await ReadAsync(key, its)));
        foreach (var (credential, import, run) in new[] { (other, its, Other), (pipeline, keys, Trusting.Run) })
            Assert.Equal(("404 not-found", "404 not-found"), (await ReadAsync(credential, import), await SendAsync(credential, import, run)));

        // Nor one that stands where a new one would.
        await api.Database.ExecuteAsync(api.DatabaseName, $"update app.imports set rows = 0, done_at = null where tenant_id = '{tenant.Id}'");
        Assert.Equal("404 not-found", await SendAsync(other, its, Other));
    }

    private IEnumerable<string> Endpoints(string rule) =>
        from endpoint in api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(data => data.Policy == rule)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        select $"{method} {endpoint.RoutePattern.RawText}";
}
