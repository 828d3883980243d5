using SecureObs.Graph.Building;

namespace SecureObs.Graph.Aws;

internal sealed class AwsRules : IProviderRules
{
    public void Draw(GraphDraft draft)
    {
    }
}
