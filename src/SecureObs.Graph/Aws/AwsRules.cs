using SecureObs.Graph.Building;

namespace SecureObs.Graph.Aws;

/// <summary>What resources of the provider <c>hashicorp/aws</c> mean.</summary>
internal sealed class AwsRules : IProviderRules
{
    public void Draw(GraphDraft draft)
    {
    }
}
