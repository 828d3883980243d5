using SecureObs.Graph.Aws.Data;
using SecureObs.Graph.Aws.Policies;
using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Aws.Identity;

/// <summary>Draws what identities may do to stores and machines. Whoever may do everything controls each of them and reads none besides.</summary>
internal sealed class RightsDrawer
{
    /// <summary>More edges than these say nothing more: they all come from <c>*</c>.</summary>
    private const int MostOfOne = 2_000, MostOfAll = 200_000;

    private sealed record Target(ResourceName Name, IReadOnlyList<Statement> Own);

    private readonly GraphDraft draft;
    private readonly MachineRights machines;
    private readonly Dictionary<string, List<Target>> targets = [];
    private int drawn;

    public RightsDrawer(GraphDraft draft, ResourcePolicies own, MachineRights machines)
    {
        (this.draft, this.machines) = (draft, machines);
        foreach (var (type, kind) in StoreTypes.All.Concat(MachineRights.Types))
            targets[type] = [.. draft.OfType(type).Concat(StoreTypes.All.ContainsKey(type) ? draft.DataOfType(type) : [])
                .Select(each => new Target(new(each, kind.Form), own.Of(each)))];
    }

    /// <param name="admin">That it may do everything, when it may.</param>
    public void Draw(Principal who, Claim? admin)
    {
        var left = MostOfOne;
        foreach (var (type, kind) in StoreTypes.All.Concat(MachineRights.Types))
        {
            if (kind.Asset is AssetKind.None && admin is not null && type is "aws_sqs_queue" or "aws_sns_topic")
                continue;
            foreach (var target in Candidates(who, type, kind, admin))
                foreach (var (verb, claim, action) in Of(who, target, kind, admin))
                {
                    if (left-- <= 0 || ++drawn > MostOfAll)
                    {
                        draft.Leave("rights of one identity on more resources than are drawn");
                        return;
                    }
                    var family = verb is Verb.Controls ? EdgeFamily.Identity : EdgeFamily.Data;
                    draft.Draw(new GraphEdge(who.Address, target.Name.Resource.Address, family, verb, claim.Evidence, claim.Basis) { Detail = action });
                }
        }
    }

    private IEnumerable<Target> Candidates(Principal who, string type, StoreType kind, Claim? admin)
    {
        var all = targets[type];
        if (all.Count == 0 || admin is not null || all.Any(each => each.Own.Any(statement => statement.Allows)))
            return all;
        var about = who.Allows.Where(grant => kind.Rights.Any(right => grant.Statement.IsAbout(right.Action) is not null)).ToList();
        if (about.Any(grant => grant.Statement.Resources.Names.Count > 0 || grant.Statement.Resources.IsNegated))
            return all;
        var linked = about.SelectMany(grant => grant.Statement.Linked).ToHashSet();
        return linked.Count == 0 ? [] : all.Where(each => linked.Contains(each.Name.Resource));
    }

    /// <summary>For each verb the surest right that gives it.</summary>
    private IEnumerable<(Verb, Claim, string)> Of(Principal who, Target target, StoreType kind, Claim? admin)
    {
        if (admin is not null)
        {
            if (kind.Rights.Count == 0 || kind.Rights.Any(right => Decision.On(who, right, target.Name, target.Own) is not null) || admin.Evidence is Evidence.Inferred)
                yield return (Verb.Controls, admin, "*");
            yield break;
        }
        foreach (var verb in kind.Rights.GroupBy(right => right.Verb))
        {
            var claims = verb.Select(right => (right.Action, Claim: machines.With(target.Name.Resource, right.Action, Decision.On(who, right, target.Name, target.Own))));
            var best = claims.Where(each => each.Claim is not null).OrderBy(each => each.Claim!.Evidence).FirstOrDefault();
            if (best.Claim is not null)
                yield return (verb.Key, best.Claim, best.Action);
        }
    }
}
