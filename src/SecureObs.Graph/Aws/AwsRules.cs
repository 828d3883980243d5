using SecureObs.Graph.Aws.Data;
using SecureObs.Graph.Aws.Identity;
using SecureObs.Graph.Aws.Policies;
using SecureObs.Graph.Aws.Vpc;
using SecureObs.Graph.Building;

namespace SecureObs.Graph.Aws;

/// <summary>What resources of the provider <c>hashicorp/aws</c> mean.</summary>
internal sealed class AwsRules : IProviderRules
{
    public void Draw(GraphDraft draft)
    {
        var policies = new PolicyReader(draft);
        var own = new ResourcePolicies(draft, policies);
        Kinds.Draw(draft);
        Containment.Draw(draft);
        RunsAs.Draw(draft);
        VpcRules.Draw(draft);
        IdentityRules.Draw(draft, policies, own);
    }
}
