using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Azure;

/// <summary>What role assignments let a principal do, at their scope and below.</summary>
internal static class AzureRoles
{
    /// <summary>Of one assignment, as a subscription may hold everything.</summary>
    private const int MostTargets = 2_000;

    public static void Draw(GraphDraft draft)
    {
        foreach (var assignment in draft.OfType("azurerm_role_assignment"))
        {
            var principals = draft.Links(assignment, "principal_id").Where(link => draft.Node(link.Target.Address).Kind is NodeKind.Identity or NodeKind.Compute || Principal(link.Target)).ToList();
            if (principals.Count == 0)
                draft.Leave("role assignments of principals that are not in the plan");
            else if (Role(draft, assignment) is var (role, sureness, says))
                foreach (var principal in principals)
                    Grant(draft, assignment, principal, role, sureness > principal.Evidence ? sureness : principal.Evidence, [principal.Basis, says, assignment.Says("scope")]);
        }
    }

    /// <summary>Resources with an identity of their own that are no computers, such as a policy assignment that remedies.</summary>
    private static bool Principal(PlanResource resource) => resource.Blocks("identity").Count > 0;

    /// <returns>Null when it is none that leads anywhere, or none that is known.</returns>
    private static (AzureRole Role, Evidence Evidence, Basis Says)? Role(GraphDraft draft, PlanResource assignment)
    {
        if (assignment.Text("role_definition_name") is { IsKnown: true, Value: { } name })
            return AzureRole.BuiltIn.TryGetValue(name, out var builtIn) ? (builtIn, Evidence.Observed, assignment.Says("role_definition_name"))
                : draft.OfType("azurerm_role_definition").FirstOrDefault(definition => definition.Text("name").Is(name)) is { } custom ? (Custom(custom), Evidence.Inferred, custom.Says("permissions[0]")) : null;
        if (draft.Links(assignment, "role_definition_id") is [var definition, ..])
            return definition.Target.Type == "azurerm_role_definition" && definition.Target.Blocks("permissions").Count > 0 ? (Custom(definition.Target), definition.Evidence, definition.Target.Says("permissions[0]"))
                : definition.Target.Text("name") is { IsKnown: true, Value: { } named } && AzureRole.BuiltIn.TryGetValue(named, out var known) ? (known, definition.Evidence, definition.Basis) : null;
        if (assignment.Text("role_definition_id") is { IsKnown: true, Value: { } id })
            return AzureRole.BuiltIn.Values.FirstOrDefault(role => role.Id.Length > 0 && id.EndsWith(role.Id, StringComparison.OrdinalIgnoreCase)) is { } byId ? (byId, Evidence.Observed, assignment.Says("role_definition_id")) : null;
        draft.Leave("role assignments whose role is not known");
        return null;
    }

    private static AzureRole Custom(PlanResource definition)
    {
        IReadOnlyList<string> Of(string name) => [.. definition.Blocks("permissions").SelectMany(block => block.Texts(name).Value ?? [])];
        return new(definition.Text("name").Value ?? "custom role", Of("actions"), Of("not_actions"), Of("data_actions"), Of("not_data_actions"));
    }

    private static void Grant(GraphDraft draft, PlanResource assignment, Link principal, AzureRole role, Evidence evidence, IReadOnlyList<Basis> basis)
    {
        var scopes = draft.Links(assignment, "scope");
        var isWide = IsWide(assignment, scopes);
        if (role.GivesRoles && isWide)
            draft.Change(principal.Target, node => node with { Asset = AssetKind.Admin, Kind = node.Kind is NodeKind.Other ? NodeKind.Identity : node.Kind });
        var within = isWide ? draft.All.Where(each => each.Type.StartsWith("azurerm_", StringComparison.Ordinal)) : scopes.SelectMany(scope => Within(draft, scope.Target));
        var drawn = 0;
        foreach (var (target, can) in within.Distinct().Select(target => (target, AzureRights.On(target, role))).Where(pair => pair.Item2 is not null))
        {
            if (drawn++ == MostTargets)
            {
                draft.Leave("rights of one role over more resources than are drawn");
                break;
            }
            var (verb, sureness, says) = can!.Value;
            draft.Draw(new GraphEdge(principal.Target.Address, target.Address, verb is Verb.MayRead or Verb.MayWrite ? EdgeFamily.Data : EdgeFamily.Identity, verb,
                sureness > evidence ? sureness : evidence, [.. basis, .. says])
            { Detail = role.Name });
        }
        if (scopes.Count == 0 && !isWide)
            draft.Leave("role assignments whose scope is not in the plan");
    }

    /// <summary>A subscription or a management group.</summary>
    private static bool IsWide(PlanResource assignment, IReadOnlyList<Link> scopes) =>
        scopes.Any(scope => scope.Target.Type is "azurerm_subscription" or "azurerm_management_group" or "azurerm_client_config")
        || (scopes.Count == 0 && assignment.Text("scope").Value is { } literal
            && (literal.Split('/', StringSplitOptions.RemoveEmptyEntries) is ["subscriptions", _] || literal.StartsWith("/providers/Microsoft.Management/managementGroups/", StringComparison.OrdinalIgnoreCase)));

    /// <summary>A resource and what it contains, by edges that are drawn. A right to a part of a store is a right to the store.</summary>
    private static IEnumerable<PlanResource> Within(GraphDraft draft, PlanResource scope)
    {
        if (scope.Type is "azurerm_storage_container" or "azurerm_storage_share" or "azurerm_storage_queue" or "azurerm_storage_table" or "azurerm_key_vault_secret" or "azurerm_mssql_database")
            return draft.Node(scope.Address).Parent is { } parent && draft.At(parent) is { } store ? [store] : [];
        return draft.Contents(scope);
    }
}
