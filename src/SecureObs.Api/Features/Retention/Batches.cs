using System.Diagnostics;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Retention;

/// <summary>
/// Small transactions with rests between them, as long as the work before: whoever ingests or reads meanwhile has at least
/// half of the machine.
/// </summary>
internal static class Batches
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(1);

    /// <param name="step">One batch; null when there is no further one.</param>
    public static async Task RunAsync<T>(
        TenantTransactions transactions, Guid tenant, T start, Func<TenantTransaction, T, Task<T?>> step, CancellationToken ct) where T : struct
    {
        for (T? next = start; next is { } at;)
        {
            var began = Stopwatch.GetTimestamp();
            next = await transactions.RunAsync(tenant, tx => step(tx, at), ct);
            var took = Stopwatch.GetElapsedTime(began);
            await Task.Delay(took < LongestRest ? took : LongestRest, ct);
        }
    }
}
