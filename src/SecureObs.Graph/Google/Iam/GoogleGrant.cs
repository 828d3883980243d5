using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Google.Iam;

/// <summary>Somebody has a role on something.</summary>
/// <param name="Who">The address of a node: an account, a cluster, a pool of identities, <c>anyone</c>, <c>ci</c>.</param>
/// <param name="Target">What it is on; null for a project, folder or organization.</param>
/// <param name="Project">Of a wide one: which project; null for all of them.</param>
/// <param name="Detail">Beside the role: for whom of a pool.</param>
internal sealed record GoogleGrant(string Who, PlanResource? Principal, GoogleRole Role, PlanResource? Target, string? Project, Evidence Evidence, IReadOnlyList<Basis> Basis, string Detail)
{
    public bool IsWide => Target is null;
}

/// <summary>Which project a resource is in: the address of one of the plan, a name, or null for the one of the provider.</summary>
internal static class GoogleProjects
{
    public static string? Of(GraphDraft draft, PlanResource resource)
    {
        if (draft.Links(resource, "project", "google_project") is [var link, ..])
            return link.Target.Address;
        if (resource.Text("project") is not { IsKnown: true, Value: { } text })
            return null;
        var name = GoogleSettings.LastPart(text);
        return draft.OfType("google_project").FirstOrDefault(project => project.Text("project_id").Is(name))?.Address ?? name;
    }

    /// <summary>What names no project is in the provider's, which a grant may name.</summary>
    public static bool AreSame(string? one, string? other) => one is null || other is null || one == other;
}
