using System.Diagnostics.Metrics;

namespace SecureObs.Api.Features.Keyless;

/// <summary>What to watch: many refusals are an attempt, or a rule that somebody changed; an issuer that is away stops pipelines.</summary>
internal sealed class KeylessMetrics
{
    public const string MeterName = "SecureObs.Keyless";

    private readonly Counter<long> exchanges;

    public KeylessMetrics(IMeterFactory meters) =>
        exchanges = meters.Create(MeterName).CreateCounter<long>("secureobs.keyless.exchanges", "{exchange}", "Tokens that were brought, by outcome: exchanged, refused, issuer_away");

    public void Exchanged(bool isGood) => Add(isGood ? "exchanged" : "refused");

    public void IssuerAway() => Add("issuer_away");

    private void Add(string outcome) => exchanges.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
