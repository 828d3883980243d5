using SecureObs.Graph.Aws.Data;
using SecureObs.Graph.Aws.Policies;
using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Aws.Identity;

/// <summary>Identities that an identity may take on by its own policies: roles that trust the account, roles that it may pass to code of its own, users whose keys it may make.</summary>
internal sealed class Assuming(GraphDraft draft, Trusts trusts, IReadOnlyList<Principal> principals)
{
    private const int MostOfOne = 2_000;

    private static readonly Right Assume = new("sts:AssumeRole", Verb.MayAssume, IsFirst: true), Pass = new("iam:PassRole", Verb.MayAssume);

    private static readonly Right[] TakeUser = [new("iam:CreateAccessKey", Verb.MayAssume), new("iam:CreateLoginProfile", Verb.MayAssume), new("iam:UpdateLoginProfile", Verb.MayAssume)];

    /// <summary>What runs code of the caller as a role that is passed to it.</summary>
    private static readonly (string Action, string Service)[] Runners =
    [
        ("lambda:CreateFunction", "lambda.amazonaws.com"), ("ec2:RunInstances", "ec2.amazonaws.com"), ("ecs:RunTask", "ecs-tasks.amazonaws.com"), ("ecs:CreateService", "ecs-tasks.amazonaws.com"),
        ("glue:CreateJob", "glue.amazonaws.com"), ("glue:CreateDevEndpoint", "glue.amazonaws.com"), ("cloudformation:CreateStack", "cloudformation.amazonaws.com"),
        ("codebuild:CreateProject", "codebuild.amazonaws.com"), ("sagemaker:CreateNotebookInstance", "sagemaker.amazonaws.com"), ("states:CreateStateMachine", "states.amazonaws.com"),
    ];

    private readonly List<(PlanResource Resource, ResourceName Name, Claim? Trust)> roles = [.. principals.Where(each => each.Resource.Type == "aws_iam_role")
        .Select(each => (each.Resource, new ResourceName(each.Resource, Escalation.FormOf(each.Resource)), trusts.OfAccount(each.Resource)))];

    private readonly List<ResourceName> users = [.. principals.Where(each => each.Resource.Type == "aws_iam_user").Select(each => new ResourceName(each.Resource, Escalation.FormOf(each.Resource)))];

    public void Draw(Principal who)
    {
        var found = Assumed(who).Concat(Passed(who)).Concat(Taken(who)).Where(each => each.Target != who.Resource).ToList();
        foreach (var (target, claim, action) in found.Take(MostOfOne))
            draft.Draw(new GraphEdge(who.Address, target.Address, EdgeFamily.Identity, Verb.MayAssume, claim.Evidence, claim.Basis) { Detail = action });
        if (found.Count > MostOfOne)
            draft.Leave("rights of one identity on more resources than are drawn");
    }

    private IEnumerable<(PlanResource Target, Claim Claim, string Action)> Assumed(Principal who)
    {
        if (!MayHave(who, Assume.Action))
            yield break;
        foreach (var (role, name, trust) in roles)
            if (trust is not null && Decision.On(who, Assume, name, []) is { } right)
                yield return (role, right.And(trust), Assume.Action);
    }

    private IEnumerable<(PlanResource Target, Claim Claim, string Action)> Passed(Principal who)
    {
        if (!MayHave(who, Pass.Action))
            yield break;
        var runners = Runners.Select(runner => (runner.Service, Claim: Decision.Anywhere(who, runner.Action, everywhere: false))).Where(each => each.Claim is not null).ToList();
        if (runners.Count == 0)
            yield break;
        foreach (var (role, name, _) in roles)
            if (Decision.On(who, Pass, name, []) is { } right
                && Claim.Surest(runners.Select(runner => trusts.OfService(role, runner.Service)?.And(runner.Claim!))) is { } use)
                yield return (role, right.And(use), Pass.Action);
    }

    private IEnumerable<(PlanResource Target, Claim Claim, string Action)> Taken(Principal who)
    {
        foreach (var right in TakeUser.Where(right => MayHave(who, right.Action)))
            foreach (var user in users)
                if (Decision.On(who, right, user, []) is { } claim)
                    yield return (user.Resource, claim, right.Action);
    }

    private static bool MayHave(Principal who, string action) => who.Allows.Any(grant => grant.Statement.IsAbout(action) is not null);
}
