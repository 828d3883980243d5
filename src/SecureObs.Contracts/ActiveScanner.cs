namespace SecureObs.Contracts;

/// <summary>One entry of <c>GET /api/projects/{projectId}/scanners/active</c>; the order is the order of execution.</summary>
/// <param name="Key">The catalogue's key, e.g. <c>semgrep</c>.</param>
/// <param name="Config">Options of this project for the driver; null when there are none.</param>
public sealed record ActiveScanner(string Key, IReadOnlyDictionary<string, string>? Config);
