using SecureObs.Masking;

namespace SecureObs.Cli.PullRequests;

/// <summary>Which pull request, where, and what opens it.</summary>
/// <param name="ApiUrl">Ends with a slash.</param>
/// <param name="Repository">In the platform's own words, each part escaped for an address.</param>
/// <param name="Commit">The head commit that the run has seen; null when nobody says.</param>
internal sealed record Place(Uri ApiUrl, string Repository, int Number, SecretString Token, string? Commit);

/// <summary>What arguments say; what they leave out the CI system says.</summary>
internal sealed record PlaceArguments(string? ApiUrl = null, string? Repository = null, int? Number = null, string? Commit = null);
