namespace SecureObs.Api.Domain.Plans;

/// <summary>How much an organisation may have; null is no limit. What keeps tenants and code safe depends on no plan.</summary>
/// <param name="Key">The word by which clients name it.</param>
/// <param name="Projects">Projects that are not archived.</param>
/// <param name="Findings">Findings that are not resolved.</param>
/// <param name="RetentionDays">How long findings, results and the audit trail are kept.</param>
/// <param name="PriceId">The price at Stripe that buys it; null when it cannot be bought.</param>
internal sealed record Plan(string Key, string Name, int? Projects, int? Members, int? Findings, int? RetentionDays, string? PriceId);
