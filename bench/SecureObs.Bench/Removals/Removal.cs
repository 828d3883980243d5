namespace SecureObs.Bench.Removals;

/// <summary>One control, how to take it out of the source, and the tests of which one must then fail.</summary>
/// <param name="Control">What it promises.</param>
/// <param name="File">Below <c>src</c>.</param>
/// <param name="Code">Text that is there exactly once.</param>
/// <param name="Without">What stands in its place when the control is gone.</param>
/// <param name="Tests">A class of tests; several are separated by spaces.</param>
internal sealed record Removal(string Control, string File, string Code, string Without, string Tests)
{
    /// <summary>Where the tests are, below <c>tests</c>.</summary>
    public string Project { get; init; } = "SecureObs.Api.Tests";

    public static IReadOnlyList<Removal> All { get; } = [.. AccessRemovals.All, .. TransportRemovals.All, .. AnswerRemovals.All, .. SecretRemovals.All, .. AuditRemovals.All, .. GateRemovals.All, .. SteeringRemovals.All, .. RecognitionRemovals.All, .. ExportRemovals.All, .. SearchRemovals.All, .. BrowsingRemovals.All, .. CommandRemovals.All, .. InfrastructureRemovals.All, .. LifeRemovals.All, .. BillingRemovals.All, .. KeylessRemovals.All, .. StandbyRemovals.All, .. NotificationRemovals.All];
}
