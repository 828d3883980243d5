using SecureObs.Graph.Building;

namespace SecureObs.Graph.Google;

internal sealed class GoogleRules : IProviderRules
{
    public void Draw(GraphDraft draft)
    {
    }
}
