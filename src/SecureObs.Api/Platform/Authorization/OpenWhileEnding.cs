namespace SecureObs.Api.Platform.Authorization;

/// <summary>
/// Marks an endpoint that answers also for an organisation that is to be deleted. All others are closed from the moment
/// an owner asks for it.
/// </summary>
internal sealed class OpenWhileEnding
{
    public static OpenWhileEnding Mark { get; } = new();
}
