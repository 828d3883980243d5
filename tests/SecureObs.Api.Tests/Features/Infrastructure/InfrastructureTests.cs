using System.Net;
using System.Net.Http.Json;
using SecureObs.Api.Features.Infrastructure.Reading;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Features.Gates;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Contracts;
using SecureObs.Graph.Model;

namespace SecureObs.Api.Tests.Features.Infrastructure;

public sealed class InfrastructureTests(TestApi api)
{
    private const string Send = "/api/infrastructure-analyses/terraform-plan";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<(TestTenant Tenant, HttpClient Pipeline)> StartAsync()
    {
        var tenant = await api.NewTenantAsync();
        return (tenant, await tenant.PipelineAsync(tenant.ProjectId));
    }

    private static string Route(TestTenant tenant, Guid analysis, string below) => tenant.Route($"projects/{tenant.ProjectId}/infrastructure/{analysis}{below}");

    private static async Task<Guid> SendAsync(HttpClient pipeline, TerraformTopology topology) =>
        (await pipeline.SendAsync("POST", Send, topology).ReadAsync<TopologyResult>()).AnalysisId!.Value;

    [Fact]
    public async Task A_plan_becomes_a_graph_with_a_path_and_says_why()
    {
        var (tenant, pipeline) = await StartAsync();
        var result = await pipeline.SendAsync("POST", Send, Topologies.Shop(tenant.ProjectId, "run-1")).ReadAsync<TopologyResult>();
        var paths = await tenant.Member.GetFromJsonAsync<PathList>(Route(tenant, result.AnalysisId!.Value, "/paths"), Ct);

        Assert.Equal((10, 1), (result.ResourceCount, result.PotentialAttackPathCount));
        var path = Assert.Single(paths!.Items);
        Assert.Equal(("internet", "azurerm_key_vault.shop", AssetKind.Secrets, Evidence.Observed, true), (path.Entry, path.Target, path.Asset, path.Evidence, path.IsNew));
        Assert.Equal(["azurerm_linux_virtual_machine.web", "azurerm_key_vault.shop"], path.Hops.Select(hop => hop.TargetAddress));
        Assert.Equal("Any machine of the internet can send packets to azurerm_linux_virtual_machine.web on tcp/22.", path.Hops[0].Sentence);
        Assert.Contains(new Basis("azurerm_network_security_group.web", "security_rule[0].source_address_prefix"), path.Hops[0].Basis);
        Assert.Equal("azurerm_key_vault.shop keeps secrets.", path.Conclusion);
    }

    [Fact]
    public async Task The_same_plan_again_changes_nothing_and_another_one_of_the_run_takes_its_place()
    {
        var (tenant, pipeline) = await StartAsync();
        var first = await SendAsync(pipeline, Topologies.Shop(tenant.ProjectId, "run-1"));
        var again = await SendAsync(pipeline, Topologies.Shop(tenant.ProjectId, "run-1"));
        var other = await SendAsync(pipeline, Topologies.Shop(tenant.ProjectId, "run-1", isOpen: false, digest: "b"));
        var list = await tenant.Member.GetFromJsonAsync<Page<AnalysisItem>>(tenant.Route($"projects/{tenant.ProjectId}/infrastructure"), Ct);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.Equal([(other, 0)], list!.Items.Select(item => (item.Id, item.Paths)));
        Assert.Equal(2, (await tenant.TrailAsync(AuditActions.InfrastructureAnalysed)).Count);
        Assert.Equal("404 not-found", await tenant.Member.GetAsync(Route(tenant, first, ""), Ct).SaysAsync());
    }

    [Fact]
    public async Task A_run_has_a_limited_number_of_roots()
    {
        var (tenant, pipeline) = await StartAsync();
        var small = Topologies.Shop(tenant.ProjectId, "run-1") with { References = [], Resources = [Topologies.Resource("azurerm_resource_group.g", "{}")] };
        var last = Guid.Empty;
        for (var root = 0; root < 50; root++)
            await SendAsync(pipeline, small with { TerraformRootId = last = Guid.NewGuid() });

        Assert.Equal("400 topology-invalid", await pipeline.SendAsync("POST", Send, small with { TerraformRootId = Guid.NewGuid() }).SaysAsync());
        await SendAsync(pipeline, small with { TerraformRootId = last, PlanDigest = new string('c', 64) });
    }

    [Fact]
    public async Task Only_the_newest_ten_of_a_branch_are_kept()
    {
        var (tenant, pipeline) = await StartAsync();
        for (var run = 0; run < 12; run++)
            await SendAsync(pipeline, Topologies.Shop(tenant.ProjectId, $"run-{run}"));
        await SendAsync(pipeline, Topologies.Shop(tenant.ProjectId, "run-0-other", root: Guid.NewGuid()));
        var list = await tenant.Member.GetFromJsonAsync<Page<AnalysisItem>>(tenant.Route($"projects/{tenant.ProjectId}/infrastructure"), Ct);

        Assert.Equal(11, list!.Items.Count);
        Assert.DoesNotContain(list.Items, item => item.PipelineRunId is "run-0" or "run-1");
        Assert.Equal(11 * 11L, await tenant.RunAsync(tx => tx.FirstAsync<long>($"select count(*) from app.infrastructure_nodes where tenant_id = {tx.TenantId}", Ct)));
    }

    [Fact]
    public async Task Findings_are_attached_by_the_resource_that_they_are_about()
    {
        var (tenant, pipeline) = await StartAsync();
        var row = Rows.Universal(tenant.ProjectId, "run-1");
        (row["scanner"], row["resourceAddress"], row["severity"]) = ("checkov", "azurerm_linux_virtual_machine.web", "CRITICAL");
        await pipeline.IngestAsync("universal", row);
        var analysis = await SendAsync(pipeline, Topologies.Shop(tenant.ProjectId, "run-1"));
        var nodes = await tenant.Member.GetFromJsonAsync<Page<NodeItem>>(Route(tenant, analysis, "/nodes?search=LINUX"), Ct);
        var path = Assert.Single((await tenant.Member.GetFromJsonAsync<PathList>(Route(tenant, analysis, "/paths"), Ct))!.Items);

        Assert.Equal([("azurerm_linux_virtual_machine.web", 1, Severity.Critical)], nodes!.Items.Select(node => (node.Address, node.Findings, node.Worst!.Value)));
        Assert.Equal((1, Severity.Critical, 1.25), (path.Findings, path.Worst, path.Parts.Findings));
    }

    [Fact]
    public async Task The_graph_can_be_explored_from_the_groups_down()
    {
        var (tenant, pipeline) = await StartAsync();
        var analysis = await SendAsync(pipeline, Topologies.Shop(tenant.ProjectId, "run-1"));
        var top = await tenant.Member.GetFromJsonAsync<Page<NodeItem>>(Route(tenant, analysis, "/nodes?parent=-1"), Ct);
        var group = Assert.Single(top!.Items, node => node.Kind is NodeKind.Group);
        var inside = await tenant.Member.GetFromJsonAsync<Page<NodeItem>>(Route(tenant, analysis, $"/nodes?parent={group.Number}"), Ct);
        var detail = await tenant.Member.GetFromJsonAsync<AnalysisDetail>(Route(tenant, analysis, ""), Ct);
        var part = await tenant.Member.GetFromJsonAsync<GraphPart>(Route(tenant, analysis, "/part?path=0"), Ct);
        var vault = await tenant.Member.GetFromJsonAsync<NodeDetail>(Route(tenant, analysis, $"/nodes/{inside!.Items.Single(node => node.Type == "azurerm_key_vault").Number}"), Ct);

        Assert.Contains("azurerm_virtual_network.shop", inside.Items.Select(node => node.Address));
        Assert.Equal(inside.Items.Count, group.Children);
        Assert.Contains(detail!.Exposures, count => count is { Exposure: Exposure.Internet });
        Assert.Equal([("azurerm_linux_virtual_machine.web", "azurerm_key_vault.shop", 1), ("internet", "azurerm_linux_virtual_machine.web", 1)],
            detail.Chokepoints.Select(choke => (choke.Edge.SourceAddress, choke.Edge.TargetAddress, choke.Cuts)));
        Assert.Contains("azurerm_subnet.web", part!.Nodes.Select(node => node.Address));
        Assert.All(part.Edges, edge => Assert.Contains(edge.Source, part.Nodes.Select(node => node.Number)));
        Assert.Contains(vault!.Edges, edge => edge is { Verb: Verb.MayRead, Detail: "Key Vault Secrets User" });
        Assert.True(vault.Attributes.GetProperty("rbac_authorization_enabled").GetBoolean());
    }

    [Fact]
    public async Task A_run_is_compared_with_the_default_branch()
    {
        var (tenant, pipeline) = await StartAsync();
        await pipeline.SendAsync("POST", $"/api/projects/{tenant.ProjectId}/runs", new OpenRunRequest("base", "main")).ReadAsync<OpenedRun>();
        await SendAsync(pipeline, Topologies.Shop(tenant.ProjectId, "base", isOpen: false));
        await pipeline.SendAsync("POST", $"/api/projects/{tenant.ProjectId}/runs", new OpenRunRequest("change", "feature")).ReadAsync<OpenedRun>();
        var opened = Topologies.Shop(tenant.ProjectId, "change", digest: "b");
        await SendAsync(pipeline, opened with { Resources = [.. opened.Resources, Topologies.Resource("azurerm_storage_account.logs", "{}")] });
        var change = await pipeline.GetFromJsonAsync<InfrastructureComparisons>($"/api/projects/{tenant.ProjectId}/infrastructure/comparison?pipelineRunId=change", Ct);
        var first = await pipeline.GetFromJsonAsync<InfrastructureComparisons>($"/api/projects/{tenant.ProjectId}/infrastructure/comparison?pipelineRunId=base", Ct);

        var root = Assert.Single(change!.Roots);
        Assert.Equal((1, 0, 1, 0), (root.AddedResourceCount, root.RemovedResourceCount, root.NewPathCount, root.ClosedPathCount));
        Assert.Equal(["azurerm_storage_account.logs"], root.AddedResources);
        Assert.Equal("azurerm_key_vault.shop", Assert.Single(root.NewPaths).Target);
        Assert.Null(Assert.Single(first!.Roots).BaseId);
    }

    [Fact]
    public async Task Another_tenant_sees_no_node_edge_or_path()
    {
        var (tenant, pipeline) = await StartAsync();
        var analysis = await SendAsync(pipeline, Topologies.Shop(tenant.ProjectId, "run-1"));
        var other = await api.NewTenantAsync();

        foreach (var below in new[] { "", "/paths", "/nodes", "/nodes/0", "/part?path=0", "/comparison" })
        {
            Assert.Equal("404 not-found", await other.Owner.GetAsync(other.Route($"projects/{other.ProjectId}/infrastructure/{analysis}{below}"), Ct).SaysAsync());
            Assert.Equal("404 not-found", await other.Owner.GetAsync(other.Route($"projects/{tenant.ProjectId}/infrastructure/{analysis}{below}"), Ct).SaysAsync());
            Assert.Equal("404 not-found", await other.Owner.GetAsync(Route(tenant, analysis, below), Ct).SaysAsync());
        }
        foreach (var table in new[] { "infrastructure_analyses", "infrastructure_nodes", "infrastructure_edges", "attack_paths", "attack_chokepoints" })
        {
            Assert.NotEqual(0, await CountAsync(tenant, table));
            Assert.Equal(0, await CountAsync(other, table));
        }
        Assert.Equal("404 not-found", await (await other.PipelineAsync()).SendAsync("POST", Send, Topologies.Shop(tenant.ProjectId, "run-2")).SaysAsync());
    }

    [Fact]
    public async Task Another_project_of_the_tenant_does_not_have_it()
    {
        var (tenant, pipeline) = await StartAsync();
        var analysis = await SendAsync(pipeline, Topologies.Shop(tenant.ProjectId, "run-1"));
        var other = await tenant.AddProjectAsync("other");

        foreach (var below in new[] { "", "/paths", "/nodes", "/nodes/0", "/part?path=0", "/comparison" })
            Assert.Equal("404 not-found", await tenant.Owner.GetAsync(tenant.Route($"projects/{other}/infrastructure/{analysis}{below}"), Ct).SaysAsync());
        Assert.Equal("404 not-found", await pipeline.SendAsync("POST", Send, Topologies.Shop(other, "run-1")).SaysAsync());
    }

    [Fact]
    public async Task A_new_path_blocks_where_the_policy_says_so()
    {
        var (tenant, pipeline) = await StartAsync();
        Assert.Equal("200", await tenant.PutPolicyAsync(0, """{"format":1,"attackPaths":{"to":["secrets"]}}""").SaysAsync());
        await RunAsync("base", "main", Topologies.Shop(tenant.ProjectId, "base", isOpen: false));
        await RunAsync("change", "feature", Topologies.Shop(tenant.ProjectId, "change"));
        await RunAsync("same", "other", Topologies.Shop(tenant.ProjectId, "same", isOpen: false));
        await RunAsync("none", "other", null);

        Assert.Equal("internet to azurerm_key_vault.shop", (await BlocksAsync("change"))!.Split(": ")[^1]);
        Assert.Null(await BlocksAsync("same"));
        Assert.Equal("an infrastructure analysis is required and did not happen", await BlocksAsync("none"));

        async Task RunAsync(string run, string branch, TerraformTopology? topology)
        {
            var opened = await pipeline.SendAsync("POST", $"/api/projects/{tenant.ProjectId}/runs", new OpenRunRequest(run, branch)).ReadAsync<OpenedRun>();
            if (topology is not null)
                await SendAsync(pipeline, topology);
            Assert.Equal("204", await pipeline.SendAsync("POST", $"/api/projects/{tenant.ProjectId}/runs/{opened.RunId}/close", new CloseRunRequest([])).SaysAsync());
        }

        async Task<string?> BlocksAsync(string run) => (await pipeline.DecideAsync(tenant.ProjectId, run)).Reasons.SingleOrDefault()?.Text;
    }

    [Fact]
    public async Task What_looks_like_a_secret_is_masked_when_it_arrives()
    {
        var (tenant, pipeline) = await StartAsync();
        const string Secret = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
        var shop = Topologies.Shop(tenant.ProjectId, "run-1");
        await SendAsync(pipeline, shop with { Resources = [.. shop.Resources, Topologies.Resource("azurerm_key_vault.leak", $$"""{"name":"{{Secret}}","deep":[{"x":"{{Secret}}"}]}""")] });

        Assert.Equal(0, await tenant.RunAsync(tx => tx.FirstAsync<long>($"select count(*) from app.infrastructure_nodes where tenant_id = {tx.TenantId} and attributes::text like {"%" + Secret + "%"}", Ct)));
    }

    /// <summary>On purpose without a tenant in the statement: row-level security alone answers.</summary>
    private static Task<long> CountAsync(TestTenant tenant, string table) => tenant.RunAsync(tx =>
        tx.FirstAsync<long>(System.Runtime.CompilerServices.FormattableStringFactory.Create($"select count(*) from app.{table}"), Ct));

    [Theory]
    [InlineData("too-many-resources")]
    [InlineData("schema")]
    [InlineData("digest")]
    [InlineData("mode")]
    [InlineData("address")]
    [InlineData("entry")]
    [InlineData("null-resource")]
    [InlineData("null-reference")]
    [InlineData("null-path")]
    [InlineData("null-warning")]
    public async Task What_is_no_topology_is_refused_and_says_why(string what)
    {
        var (tenant, pipeline) = await StartAsync();
        var topology = Topologies.Shop(tenant.ProjectId, "run-1");
        var first = topology.Resources[0];
        topology = what switch
        {
            "too-many-resources" => topology with { Resources = [.. Enumerable.Range(0, 20_001).Select(at => first with { Address = $"azurerm_resource_group.r{at}" })] },
            "schema" => topology with { SchemaVersion = 2 },
            "digest" => topology with { PlanDigest = new string('x', 64) },
            "mode" => topology with { Resources = [first with { Mode = "other" }] },
            "entry" => topology with { Resources = [first with { Address = "internet" }] },
            "null-resource" => topology with { Resources = [null!] },
            "null-reference" => topology with { References = [null!] },
            "null-path" => topology with { Resources = [first with { UnknownAttributePaths = [null!] }] },
            "null-warning" => topology with { Warnings = [null!] },
            _ => topology with { Resources = [first with { Address = "a." + new string('a', 1025) }] },
        };
        using var answer = await pipeline.SendAsync("POST", Send, topology);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("topology-invalid", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    /// <summary>wire-contract: duplicates, and references whose ends are not there.</summary>
    [Fact]
    public async Task The_published_client_is_understood()
    {
        var (tenant, pipeline) = await StartAsync();
        var shop = Topologies.Shop(tenant.ProjectId, "run-1");
        var body = shop with
        {
            TerraformVersion = null,
            References = [.. shop.References, .. shop.References, Topologies.Reference("azurerm_subnet.gone", "x", "module.net"), Topologies.Reference("app_service.tf", "tags", "azurerm_subnet.web")],
            Warnings = ["Topology extracted by static HCL analysis; values may be missing"],
            AllowlistVersion = null,
        };
        var result = await pipeline.SendAsync("POST", Send, body).ReadAsync<TopologyResult>();
        var detail = await tenant.Member.GetFromJsonAsync<AnalysisDetail>(Route(tenant, result.AnalysisId!.Value, ""), Ct);

        Assert.Equal(1, result.PotentialAttackPathCount);
        Assert.True(detail!.Analysis.IsStatic);
        Assert.Contains("2 references whose source or target is not among the resources", detail.Warnings);
    }
}
