using SecureObs.Api.Domain;

namespace SecureObs.Api.Features.Findings.Exports;

/// <summary>What OpenVEX and SecureObs call the same things.</summary>
internal static class VexWords
{
    public const string Context = "https://openvex.dev/ns/v0.2.0";

    private const string RiskAccepted = "SecureObs: risk-accepted";
    private const string WontFix = "SecureObs: wont-fix";

    public static string Of(FindingStatus status) => status switch
    {
        FindingStatus.FalsePositive => "not_affected",
        FindingStatus.RiskAccepted or FindingStatus.WontFix => "affected",
        FindingStatus.Resolved => "fixed",
        _ => "under_investigation",
    };

    /// <summary>OpenVEX has one word for what is borne and for what is not worth it; the note tells them apart.</summary>
    public static string Note(FindingStatus status) => status is FindingStatus.WontFix ? WontFix : RiskAccepted;

    /// <summary>What a statement decides: a suppression, or nothing, as it is what scans say or nobody knows yet.</summary>
    public static FindingStatus? Decision(string status, string? note) => (status, note) switch
    {
        ("not_affected", _) => FindingStatus.FalsePositive,
        ("affected", RiskAccepted) => FindingStatus.RiskAccepted,
        ("affected", WontFix) => FindingStatus.WontFix,
        _ => null,
    };

    public static bool IsStatus(string? word) => word is "not_affected" or "affected" or "fixed" or "under_investigation";
}
