using System.Collections.Frozen;
using SecureObs.Graph.Aws.Data;
using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Aws.Identity;

/// <summary>Actions that run code of the caller on a machine or function, and what has to be there for that.</summary>
internal sealed class MachineRights(GraphDraft draft, IReadOnlyList<Principal> principals)
{
    private static readonly Right[] OfInstances =
        [Controls("ssm:SendCommand"), Controls("ssm:StartSession"), Controls("ec2-instance-connect:SendSSHPublicKey"), Controls("ec2:ModifyInstanceAttribute")];

    public static readonly FrozenDictionary<string, StoreType> Types = new Dictionary<string, StoreType>
    {
        ["aws_instance"] = Machine("ec2", "instance/{0}", "id", OfInstances),
        ["aws_spot_instance_request"] = Machine("ec2", "instance/{?}", "id", OfInstances),
        ["aws_autoscaling_group"] = Machine("ec2", "instance/{?}", "id", OfInstances),
        ["aws_lambda_function"] = Machine("lambda", "function:{0}", "function_name", [Controls("lambda:UpdateFunctionCode")]),
        ["aws_ecs_service"] = Machine("ecs", "task/{?}", "id", [Controls("ecs:ExecuteCommand")]),
        ["aws_codebuild_project"] = Machine("codebuild", "project/{0}", "name", [Controls("codebuild:UpdateProject")]),
    }.ToFrozenDictionary();

    private readonly Dictionary<string, Principal> byAddress = principals.ToDictionary(each => each.Address, StringComparer.Ordinal);
    private readonly ILookup<string, string> runsAs = draft.Edges.Where(edge => edge.Verb is Verb.RunsAs).ToLookup(edge => edge.Source, edge => edge.Target);

    /// <summary>A right on this resource, as far as the resource lets it be used.</summary>
    public Claim? With(PlanResource machine, string action, Claim? right) => (right, action) switch
    {
        (null, _) => null,
        (_, "ssm:SendCommand" or "ssm:StartSession") => IsManaged(machine) is { } managed ? right.And(managed) : null,
        // The key opens a session only for who reaches the port; the same for a change that waits for the next start.
        (_, "ec2-instance-connect:SendSSHPublicKey" or "ec2:ModifyInstanceAttribute") => right.AtMost(Evidence.Inferred),
        (_, "ecs:ExecuteCommand") => machine.Flag("enable_execute_command") switch { { IsUnknown: true } => right.AtMost(Evidence.UnknownDependent), { Value: true } => right, _ => null },
        _ => right,
    };

    /// <summary>The agent of Systems Manager needs a role that lets it register.</summary>
    private Claim? IsManaged(PlanResource machine)
    {
        var roles = runsAs[machine.Address].Select(address => byAddress.GetValueOrDefault(address)).OfType<Principal>().ToList();
        if (roles.Count > 0)
            return Claim.Surest(roles.Select(role => Decision.Anywhere(role, "ssm:UpdateInstanceInformation", everywhere: false)));
        var profile = machine.Text("iam_instance_profile");
        return profile.IsKnown || draft.Links(machine, "iam_instance_profile").Count > 0 ? Claim.Unknown(machine.Says("iam_instance_profile")) : null;
    }

    private static StoreType Machine(string service, string form, string name, IReadOnlyList<Right> rights) => new(AssetKind.None, new(service, form, name), rights);

    private static Right Controls(string action) => new(action, Verb.Controls);
}
