using Microsoft.AspNetCore.Http.HttpResults;
using SecureObs.Api.Domain;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Errors;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Features.Findings.Triage;

/// <summary>What somebody says of findings: where they stand, or that they are left alone, why and how long.</summary>
/// <param name="Reason">As stored; may be empty when it suppresses nothing.</param>
internal sealed record StatusDecision(FindingStatus Status, string Reason, DateTime? ExpiresAt, bool UntilFixed, bool UntilChanged)
{
    public bool Suppresses => IsSuppression(Status);

    /// <summary>Reads a request, or says what is wrong with it.</summary>
    public static (StatusDecision? Decision, ProblemHttpResult? Refusal) Of(
        FindingStatus status, string? reason, DateTimeOffset? expiresAt, bool untilFixed, bool untilChanged, DateTimeOffset now)
    {
        var words = StoredText.Of(reason ?? "").Trim();
        if (IsSuppression(status) && words.Length == 0)
            return (null, Problems.ReasonMissing());
        if (!IsSuppression(status) && (expiresAt is not null || untilFixed || untilChanged))
            return (null, Problems.EndWithoutSuppression());
        if (expiresAt <= now)
            return (null, Problems.ExpiryInPast());
        return (new(status, words, expiresAt is { } end ? Stored(end) : null, untilFixed, untilChanged), null);
    }

    /// <summary>Before and after, for the audit trail.</summary>
    public IReadOnlyDictionary<string, string?> Data(StatusChange change) => new Dictionary<string, string?>
    {
        ["from"] = WireWords<FindingStatus>.Of(change.From),
        ["to"] = WireWords<FindingStatus>.Of(change.To),
        ["asked"] = change.Pending ? WireWords<FindingStatus>.Of(Status) : null,
        ["reason"] = Reason.Length > 0 ? Reason : null,
        ["expires"] = ExpiresAt is { } end ? end.ToString("O") : null,
        ["until"] = UntilFixed && UntilChanged ? "fixed or changed" : UntilFixed ? "fixed" : UntilChanged ? "changed" : null,
    };

    private static bool IsSuppression(FindingStatus status) => status >= FindingStatus.FalsePositive;

    /// <summary>As the database keeps it, so that the same moment said twice is the same decision: in microseconds.</summary>
    private static DateTime Stored(DateTimeOffset end) => new(end.UtcTicks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);
}
