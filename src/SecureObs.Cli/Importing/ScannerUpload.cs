using SecureObs.Cli.Api;
using SecureObs.Cli.Code;
using SecureObs.Cli.Delivery;
using SecureObs.Cli.Drivers;
using SecureObs.Cli.Reporting;
using SecureObs.Contracts;

namespace SecureObs.Cli.Importing;

/// <summary>
/// The findings of one scanner on their way to the API, a request at a time: a report may be larger than memory. While one is on its way
/// the report is read on.
/// </summary>
internal sealed class ScannerUpload(IDelivery delivery, FindingRows rows, SourceFacts facts, OneAhead sending)
{
    private const int MostHeld = FindingBatch.MostRows;

    private readonly List<Finding> held = [];
    private readonly List<Severity> severities = [];
    private int added;

    public async Task AddAsync(Finding finding, CancellationToken ct)
    {
        held.Add(finding);
        severities.Add(finding.Severity);
        if (held.Count == MostHeld)
            await SendAsync(ct);
    }

    /// <summary>Sends what is left, and waits for what is on its way.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        await SendAsync(ct);
        await sending.EndAsync();
    }

    private async Task SendAsync(CancellationToken ct)
    {
        foreach (var batch in FindingBatch.Of(facts.Complete(held), rows))
            await sending.BeginAsync(() => SendAsync(batch, ct));
        held.Clear();
    }

    private async Task SendAsync(FindingBatch batch, CancellationToken ct)
    {
        var result = await delivery.FindingsAsync(rows.Scanner, batch, ct);
        added += Math.Max(0, result.Ingested - result.Deduplicated);
    }

    /// <summary>Says how the scanner ended.</summary>
    /// <returns>The row with what was found, and with the reason when that could not be said.</returns>
    public async Task<ScanRow> EndAsync(ScanRow row, CancellationToken ct)
    {
        // After a failure one may still be on its way; how that ends adds nothing.
        await sending.SettleAsync();
        try
        {
            // Only when all of it is there can be told what is new: code that moved is not.
            var counts = await delivery.ResultAsync(rows.Scanner, row.Result(severities.Count, rows.Target), ct);
            return row with { New = counts?.New ?? added, Severities = severities };
        }
        catch (CommandFailure refused) when (refused.ExitCode != ExitCode.Refused)
        {
            return row with { Failure = row.Failure ?? refused.Message, Severities = severities };
        }
    }
}
