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

    private readonly NameIndex roles = Index(principals, "aws_iam_role"), users = Index(principals, "aws_iam_user");

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
        foreach (var role in Candidates(who, roles, Assume))
            if (trusts.OfAccount(role.Resource) is { } trust && Decision.On(who, Assume, role, []) is { } right)
                yield return (role.Resource, right.And(trust), Assume.Action);
    }

    private IEnumerable<(PlanResource Target, Claim Claim, string Action)> Passed(Principal who)
    {
        if (!MayHave(who, Pass.Action))
            yield break;
        var runners = Runners.Select(runner => (runner.Service, Claim: Decision.Anywhere(who, runner.Action, everywhere: false))).Where(each => each.Claim is not null).ToList();
        if (runners.Count == 0)
            yield break;
        foreach (var role in Candidates(who, roles, Pass))
            if (Decision.On(who, Pass, role, []) is { } right
                && Claim.Surest(runners.Select(runner => trusts.OfService(role.Resource, runner.Service)?.And(runner.Claim!))) is { } use)
                yield return (role.Resource, right.And(use), Pass.Action);
    }

    private IEnumerable<(PlanResource Target, Claim Claim, string Action)> Taken(Principal who)
    {
        foreach (var right in TakeUser.Where(right => MayHave(who, right.Action)))
            foreach (var user in Candidates(who, users, right))
                if (Decision.On(who, right, user, []) is { } claim)
                    yield return (user.Resource, claim, right.Action);
    }

    private static IEnumerable<ResourceName> Candidates(Principal who, NameIndex index, Right right) =>
        index.Candidates([.. who.Allows.Select(grant => grant.Statement).Where(statement => statement.IsAbout(right.Action) is not null)]);

    private static NameIndex Index(IReadOnlyList<Principal> principals, string type) =>
        new(new("iam", type["aws_iam_".Length..] + "/{0}", "name"), principals.Select(each => each.Resource).Where(each => each.Type == type));

    private static bool MayHave(Principal who, string action) => who.Allows.Any(grant => grant.Statement.IsAbout(action) is not null);
}
