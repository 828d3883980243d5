using SecureObs.Api.Features.Infrastructure.Reading;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Infrastructure;

/// <summary>The real command and the real API: a plan becomes a graph with a path.</summary>
public sealed class CommandPlanTests(TestApi api)
{
    /// <summary>A machine with an address, a group that lets in SSH, and a rule for a vault; no provider is named, and nothing is in a module.</summary>
    private const string Plan = """
        {"format_version":"1.2","resource_changes":[
          {"address":"azurerm_public_ip.a","mode":"managed","type":"azurerm_public_ip","name":"a","change":{"actions":["create"],"after":{"name":"a","sku":"Standard"},"after_unknown":{"id":true}}},
          {"address":"azurerm_network_security_group.g","mode":"managed","type":"azurerm_network_security_group","name":"g","change":{"actions":["create"],"after":{"security_rule":[{"priority":100,"direction":"Inbound","access":"Allow","protocol":"Tcp","destination_port_range":"22","source_address_prefix":"*","destination_address_prefix":"*"}]}}},
          {"address":"azurerm_network_interface.n","mode":"managed","type":"azurerm_network_interface","name":"n","change":{"actions":["create"],"after":{"ip_configuration":[{"name":"ip"}]},"after_unknown":{"ip_configuration":[{"public_ip_address_id":true}]}}},
          {"address":"azurerm_network_interface_security_group_association.x","mode":"managed","type":"azurerm_network_interface_security_group_association","name":"x","change":{"actions":["create"],"after":{},"after_unknown":{"network_interface_id":true}}},
          {"address":"azurerm_linux_virtual_machine.m","mode":"managed","type":"azurerm_linux_virtual_machine","name":"m","change":{"actions":["create"],"after":{"admin_password":"hunter2hunter2","identity":[{"type":"SystemAssigned"}]}}},
          {"address":"azurerm_key_vault.v","mode":"managed","type":"azurerm_key_vault","name":"v","change":{"actions":["create"],"after":{"name":"v","rbac_authorization_enabled":true}}},
          {"address":"azurerm_role_assignment.r","mode":"managed","type":"azurerm_role_assignment","name":"r","change":{"actions":["create"],"after":{"role_definition_name":"Key Vault Administrator"}}}],
         "configuration":{"root_module":{"resources":[
          {"mode":"managed","type":"azurerm_network_interface","name":"n","expressions":{"ip_configuration":[{"public_ip_address_id":{"references":["azurerm_public_ip.a.id","azurerm_public_ip.a"]}}]}},
          {"mode":"managed","type":"azurerm_network_interface_security_group_association","name":"x","expressions":{"network_interface_id":{"references":["azurerm_network_interface.n.id"]},"network_security_group_id":{"references":["azurerm_network_security_group.g.id"]}}},
          {"mode":"managed","type":"azurerm_linux_virtual_machine","name":"m","expressions":{"network_interface_ids":{"references":["azurerm_network_interface.n.id"]}}},
          {"mode":"managed","type":"azurerm_role_assignment","name":"r","expressions":{"scope":{"references":["azurerm_key_vault.v.id"]},"principal_id":{"references":["azurerm_linux_virtual_machine.m.identity[0].principal_id"]}}}]}}}
        """;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_plan_that_the_command_sends_is_a_graph_with_its_path()
    {
        var tenant = await api.NewTenantAsync();
        var project = await tenant.AddProjectAsync("planned");
        using var command = new Command(api, (await tenant.NewKeyAsync(project)).Key);
        command.Write("plan.json", Plan);

        var scan = await command.RunAsync("scan", "--project-id", $"{project}", "--tenant-id", "t", "--pipeline-run-id", "run-1", "--terraform-plan-json", "plan.json", "--require-infrastructure-analysis");
        var list = await tenant.Member.SendAsync("GET", tenant.Route($"projects/{project}/infrastructure")).ReadAsync<Page<AnalysisItem>>();
        var paths = await tenant.Member.SendAsync("GET", tenant.Route($"projects/{project}/infrastructure/{list.Items.Single().Id}/paths")).ReadAsync<PathList>();

        Assert.Equal((0, ""), (scan.ExitCode, scan.Error));
        Assert.Contains("infrastructure: 7 resources, ", scan.Out, StringComparison.Ordinal);
        Assert.Equal(["internet", "azurerm_linux_virtual_machine.m"], paths.Items.Single().Hops.Select(hop => hop.SourceAddress));
        Assert.Equal(0, await tenant.RunAsync(tx => tx.FirstAsync<long>($"select count(*) from app.infrastructure_nodes where tenant_id = {tx.TenantId} and attributes::text like '%hunter2%'", Ct)));
    }
}
