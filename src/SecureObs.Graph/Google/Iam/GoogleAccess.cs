using SecureObs.Graph.Building;
using SecureObs.Graph.Google.Services;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Google.Iam;

/// <summary>Draws what grants let somebody do, at what they are on and below.</summary>
internal sealed class GoogleAccess(GraphDraft draft, GoogleGrants grants)
{
    /// <summary>Of one grant, as a project may hold everything.</summary>
    private const int MostTargets = 2_000;

    private readonly ILookup<string, GoogleGrant> byWho = grants.All.ToLookup(grant => grant.Who, StringComparer.Ordinal);
    private readonly ILookup<string, string> runsAs = draft.Edges.Where(edge => edge.Verb is Verb.RunsAs).ToLookup(edge => edge.Source, edge => edge.Target, StringComparer.Ordinal);
    private readonly ILookup<string, PlanResource> byType = draft.All.Where(each => !each.IsData && GoogleTypes.IsGoogle(each.Type)).ToLookup(each => each.Type, StringComparer.Ordinal);
    private readonly Dictionary<PlanResource, string?> projects = [];

    public void Draw()
    {
        foreach (var grant in grants.All)
        {
            if (grant.IsWide && grant.Role.GivesRoles)
                Administrator(grant);
            var drawn = 0;
            foreach (var target in Targets(grant))
            {
                if (On(target, grant) is not var (verb, evidence, basis))
                    continue;
                if (drawn++ == MostTargets)
                {
                    draft.Leave("rights of one role over more resources than are drawn");
                    break;
                }
                draft.Draw(new GraphEdge(grant.Who, target.Address, verb is Verb.MayRead or Verb.MayWrite ? EdgeFamily.Data : EdgeFamily.Identity, verb,
                    evidence > grant.Evidence ? evidence : grant.Evidence, [.. grant.Basis.Concat(basis).Distinct()])
                { Detail = Detail(grant) });
                if (grant.Who == GraphNode.Anyone)
                    draft.Expose(target, (evidence > grant.Evidence ? evidence : grant.Evidence) is Evidence.UnknownDependent ? Exposure.Unknown : Exposure.Internet);
            }
        }
    }

    private static string Detail(GoogleGrant grant) =>
        grant.Detail.Length == 0 ? grant.Role.Name : grant.Who == GraphNode.Ci && grant.Target?.Type == GoogleAccounts.Type ? grant.Detail : $"{grant.Role.Name}, {grant.Detail}";

    /// <summary>Jobs that are administrators without an account of their own are so by their pool.</summary>
    private void Administrator(GoogleGrant grant)
    {
        var pool = grant.Basis.Select(basis => draft.At(basis.Address)).FirstOrDefault(each => each?.Type == GooglePools.Type);
        var admin = grant.Principal ?? (grant.Who == GraphNode.Ci ? pool : null);
        if (admin is null)
            return;
        draft.Change(admin, node => node with { Asset = AssetKind.Admin });
        if (grant.Principal is null)
            draft.Draw(new GraphEdge(grant.Who, admin.Address, EdgeFamily.Identity, Verb.MayAssume, grant.Evidence, grant.Basis) { Detail = grant.Detail });
    }

    private IEnumerable<PlanResource> Targets(GoogleGrant grant) => grant.Target is { } target
        ? target.Type == "google_kms_key_ring" ? draft.Contents(target) : [target]
        : byType.Where(type => GoogleRights.IsAbout(type.Key, grant.Role, grant.IsWide)).SelectMany(type => type).Where(each => GoogleProjects.AreSame(ProjectOf(each), grant.Project));

    private string? ProjectOf(PlanResource resource) => projects.TryGetValue(resource, out var known) ? known : projects[resource] = GoogleProjects.Of(draft, resource);

    private (Verb Verb, Evidence Evidence, IReadOnlyList<Basis> Basis)? On(PlanResource target, GoogleGrant grant)
    {
        if (GoogleRights.IsStore(target.Type))
            return GoogleRights.OnStore(target.Type, grant.Role, grant.IsWide) is not var (verb, evidence) ? null
                : grant.Who != GraphNode.Anyone || target.Type != "google_storage_bucket" ? (verb, evidence, [])
                : GoogleStorage.Prevents(target) is not { } let ? null : (verb, let > evidence ? let : evidence, [target.Says("public_access_prevention")]);
        if (target.Type == GoogleAccounts.Type)
            return Account(target, grant);
        return GoogleRights.OnComputer(target.Type, grant.Role, grant.IsWide) is { } asksAccount ? Computer(target, grant, asksAccount) : null;
    }

    /// <summary>
    /// Rights to the tokens, the keys or the policy of an account. To use it (<c>actAs</c>) takes something that can be started with it as well
    /// (cloud.google.com/iam/docs/service-account-permissions).
    /// </summary>
    private (Verb, Evidence, IReadOnlyList<Basis>)? Account(PlanResource account, GoogleGrant grant)
    {
        if (GoogleRights.TakesAccount(grant.Role) || (grant.IsWide && grant.Role.GivesRoles))
            return (Verb.MayAssume, Evidence.Observed, []);
        if (!grant.Role.Allows(GoogleRights.ActAs) || grant.Who == GraphNode.Anyone)
            return null;
        return byWho[grant.Who].Where(other => GoogleRights.Starts(other.Role)).MinBy(other => other.Evidence) is { } starts
            ? (Verb.MayAssume, starts.Evidence, starts == grant ? [] : [.. starts.Basis.Take(2)]) : null;
    }

    /// <summary>Code that somebody starts on a computer has its account: Google asks whether they may use that one.</summary>
    private (Verb, Evidence, IReadOnlyList<Basis>)? Computer(PlanResource computer, GoogleGrant grant, bool asksAccount)
    {
        if (grant.Who == GraphNode.Anyone)
            return null;
        var accounts = runsAs[computer.Address].ToList();
        var mayUse = (grant.IsWide && grant.Role.GivesRoles) || (accounts.Count == 0 && !asksAccount)
            || byWho[grant.Who].Any(other => other.Role.Allows(GoogleRights.ActAs) && (other.IsWide || accounts.Contains(other.Target!.Address)));
        return mayUse ? (Verb.Controls, Evidence.Observed, []) : asksAccount ? null : (Verb.Controls, Evidence.Inferred, []);
    }
}
