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

    private readonly GraphDraft draft;
    private readonly MachineRights machines;
    private readonly ResourcePolicies own;
    private readonly Dictionary<string, NameIndex> targets = [];
    private readonly Dictionary<string, List<ResourceName>> withOwn = [];
    private int drawn;

    public RightsDrawer(GraphDraft draft, ResourcePolicies own, MachineRights machines)
    {
        (this.draft, this.own, this.machines) = (draft, own, machines);
        foreach (var (type, kind) in StoreTypes.All.Concat(MachineRights.Types))
        {
            targets[type] = new(kind.Form, draft.OfType(type).Concat(StoreTypes.All.ContainsKey(type) ? draft.DataOfType(type) : []));
            withOwn[type] = [.. targets[type].All.Where(each => own.Of(each.Resource).Any(statement => statement.Allows))];
        }
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
                    draft.Draw(new GraphEdge(who.Address, target.Resource.Address, family, verb, claim.Evidence, claim.Basis) { Detail = action });
                }
        }
    }

    private IEnumerable<ResourceName> Candidates(Principal who, string type, StoreType kind, Claim? admin)
    {
        if (admin is not null || targets[type].All.Count == 0)
            return targets[type].All;
        var about = who.Allows.Select(grant => grant.Statement).Where(statement => kind.Rights.Any(right => statement.IsAbout(right.Action) is not null)).ToList();
        return targets[type].Candidates(about).Union(withOwn[type]);
    }

    /// <summary>For each verb the surest right that gives it.</summary>
    private IEnumerable<(Verb, Claim, string)> Of(Principal who, ResourceName target, StoreType kind, Claim? admin)
    {
        if (admin is not null)
        {
            if (kind.Rights.Count == 0 || kind.Rights.Any(right => Decision.On(who, right, target, own.Of(target.Resource)) is not null) || admin.Evidence is Evidence.Inferred)
                yield return (Verb.Controls, admin, "*");
            yield break;
        }
        foreach (var verb in kind.Rights.GroupBy(right => right.Verb))
        {
            var claims = verb.Select(right => (right.Action, Claim: machines.With(target.Resource, right.Action, Decision.On(who, right, target, own.Of(target.Resource)))));
            var best = claims.Where(each => each.Claim is not null).OrderBy(each => each.Claim!.Evidence).FirstOrDefault();
            if (best.Claim is not null)
                yield return (verb.Key, best.Claim, best.Action);
        }
    }
}
