using SecureObs.Graph.Aws.Policies;
using SecureObs.Graph.Building;

namespace SecureObs.Graph.Aws.Identity;

/// <summary>A statement that an identity has, and how it comes to have it.</summary>
/// <param name="Via">The attachment; with the statement's own place all that says so.</param>
/// <param name="Policy">The customer's policy that it stands in; null for inline policies and those of AWS.</param>
/// <param name="Name">Of the policy of AWS, else empty.</param>
internal sealed record Grant(Statement Statement, Claim Via, PlanResource? Policy = null, string Name = "");

/// <summary>A role, user or group with what its policies say.</summary>
/// <param name="Boundary">Of its permissions boundary; null when it has none. A boundary that is not known has no statements.</param>
internal sealed record Principal(PlanResource Resource, IReadOnlyList<Grant> Allows, IReadOnlyList<Grant> Denies, IReadOnlyList<Statement>? Boundary)
{
    public string Address => Resource.Address;
}
