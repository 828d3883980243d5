namespace SecureObs.Api.Features.Overview;

/// <summary>What needs people, which projects are worst, and who does not report. Each number is that of a list.</summary>
/// <param name="MedianAgeDays">Of open findings that are critical or high: half of them are older; null when there are none.</param>
public sealed record TenantOverview(
    DateTimeOffset AsOf, WorkWaiting NeedsYou, ScanCoverage Coverage, double? MedianAgeDays, IReadOnlyList<RiskyProject> Projects);

/// <param name="BlockedRuns">Begun within 7 days and blocked by the gate's last verdict.</param>
/// <param name="WaitingSuppressions">For somebody else's approval.</param>
/// <param name="ExpiringFindings">Suppressed, and that ends within 14 days.</param>
/// <param name="OverdueFindings">Open or in review after their due date.</param>
/// <remarks>Numbers of findings end at 10,001: more than 10,000.</remarks>
public sealed record WorkWaiting(long BlockedRuns, long WaitingSuppressions, long ExpiringFindings, long OverdueFindings);

/// <summary>Projects that are not archived, by whether their scans arrive.</summary>
/// <param name="Silent">Whose newest run is older than <paramref name="SilentAfterDays"/> days.</param>
public sealed record ScanCoverage(long Reporting, long Silent, long NeverScanned, int SilentAfterDays);

/// <summary>One of the ten projects with the most open critical findings, then high, medium, low ones.</summary>
public sealed record RiskyProject(Guid Id, string Name, long Critical, long High, long Medium, long Low, long Info, long Unknown);
