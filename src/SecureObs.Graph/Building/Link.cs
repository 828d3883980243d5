using SecureObs.Graph.Model;

namespace SecureObs.Graph.Building;

/// <summary>One resource names another one by an attribute.</summary>
/// <param name="Evidence">Observed by a reference of the configuration or an equal id; inferred by an equal name.</param>
internal sealed record Link(PlanResource Target, Evidence Evidence, Basis Basis);
