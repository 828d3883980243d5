using SecureObs.Graph.Aws.Data;
using SecureObs.Graph.Aws.Identity;
using SecureObs.Graph.Aws.Policies;
using SecureObs.Graph.Aws.Services;
using SecureObs.Graph.Aws.Vpc;
using SecureObs.Graph.Building;

namespace SecureObs.Graph.Aws;

/// <summary>What resources of the provider <c>hashicorp/aws</c> mean: what they are and lie in, who reaches whom, who may do what.</summary>
internal sealed class AwsRules : IProviderRules
{
    public void Draw(GraphDraft draft)
    {
        var policies = new PolicyReader(draft);
        var own = new ResourcePolicies(draft, policies);
        Kinds.Draw(draft);
        Containment.Draw(draft);
        VpcRules.Draw(draft);
        FunctionRules.Draw(draft);
        new ApiRules(draft, policies).Draw();
        ManagedServices.Draw(draft);
        new PublicBuckets(draft, own).Draw();
        PublicStores.Draw(draft, own);
        RunsAs.Draw(draft);   // the rights of identities ask what runs as them
        IdentityRules.Draw(draft, policies, own);
    }
}
