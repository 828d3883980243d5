using System.Security.Cryptography;
using System.Text;
using SecureObs.Api.Domain.Notifications;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Gate;

namespace SecureObs.Api.Features.Gates;

/// <summary>Notes for whoever wants to hear of it that a run is blocked, and by which findings that are new.</summary>
internal static class GateNotices
{
    /// <summary>
    /// One event of each kind for a run, however many findings there are. Asking again tells nothing again; that other rules or
    /// other findings block the same run is another event.
    /// </summary>
    public static async Task AddAsync(TenantTransaction tx, GateRun run, bool blocked, CancellationToken ct)
    {
        if (!blocked)
            return;
        var (input, reasons) = (run.Input, GateRule.Decide(run.Policy, run.Input).Reasons);
        await NotificationOutbox.AddAsync(tx, Event(run, NotificationKind.GateFailed, reasons.Select(reason => $"{reason.Rule} {reason.Count}"),
            reasons.Count, reasons.Select(reason => new NotificationLine(reason.Text))), input.DecidedAt, ct);
        var blocking = GateRule.Blocking(run.Policy, input);
        List<(GateFinding Finding, string Scanner)> added =
        [
            .. input.Results.SelectMany(result => result.Findings.Select(finding => (Finding: finding, result.Scanner)))
                .Where(each => each.Finding.IsNew && blocking.Contains(each.Finding.Id)).DistinctBy(each => each.Finding.Id)
                .OrderByDescending(each => each.Finding.Severity).ThenBy(each => each.Finding.Id),
        ];
        if (added.Count > 0)
            await NotificationOutbox.AddAsync(tx, Event(run, NotificationKind.BlockingFindings, added.Select(each => $"{each.Finding.Id}"),
                added.Count, added.Select(each => new NotificationLine($"{each.Scanner}: {each.Finding.Rule}", each.Finding.Severity, each.Finding.Id))), input.DecidedAt, ct);
    }

    private static NotificationEvent Event(GateRun run, NotificationKind kind, IEnumerable<string> same, int count, IEnumerable<NotificationLine> lines)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', same))))[..32];
        return new(kind, $"gate:{(short)kind}:{run.Input.Run}:{digest}", run.Input.Project, run.Input.Run, new(count, [.. lines.Take(NotificationFacts.MostLines)])
        {
            PipelineRun = run.PipelineRunId,
            Branch = run.Input.Branch,
            Commit = run.Input.Commit,
        });
    }
}
