namespace SecureObs.Api.Platform.Tenancy;

/// <summary>What the endpoint reads may be some seconds old.</summary>
internal sealed class StandbyReads;

internal static class StandbyMarks
{
    /// <summary>
    /// The endpoint may read from a standby, a few seconds late. For what pipelines bring and people only look at: nothing that a person changes
    /// and looks at again, nothing that a gate or a report decides by, no single thing that somebody was just given the id of. It reads in one
    /// transaction: two could be of two servers.
    /// </summary>
    public static TBuilder MayReadStandby<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new StandbyReads());
}
