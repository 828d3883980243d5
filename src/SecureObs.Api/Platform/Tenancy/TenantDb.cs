using System.Data;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using SecureObs.Api.Platform.Authorization;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Transport.Answers;

namespace SecureObs.Api.Platform.Tenancy;

/// <summary>The only way from a feature to the database: as the tenant that the caller was let into.</summary>
internal sealed class TenantDb(TenantTransactions transactions, Caller caller, Standby standby, IHttpContextAccessor http)
{
    /// <summary>Where an answer was read, when that was not the primary, and how many seconds old it is at most.</summary>
    public const string ReadFrom = "SecureObs-Read-From";

    /// <summary>Runs the work in one transaction of the caller's tenant and commits it.</summary>
    public Task<T> TransactAsync<T>(Func<TenantTransaction, Task<T>> work, CancellationToken ct) =>
        transactions.RunAsync(caller.TenantId, work, ct);

    /// <summary>The same for work that only reads: PostgreSQL refuses whatever would write, and keeps the plans of its statements.</summary>
    public async Task<T> ReadAsync<T>(Func<TenantTransaction, Task<T>> work, CancellationToken ct)
    {
        if (http.HttpContext is { } context && context.Has<StandbyReads>() && standby.Ready is var (source, age))
        {
            try
            {
                var read = await transactions.ReadOnceAsync(source, caller.TenantId, work, ct);
                if (!IsNothing(read))
                {
                    context.Response.Headers[ReadFrom] = $"standby; age={Math.Ceiling(age.TotalSeconds)}";
                    return read;
                }
            }
            catch (NpgsqlException exception)
            {
                standby.Failed(exception);
            }
        }
        return await transactions.ReadAsync(caller.TenantId, work, ct);
    }

    /// <summary>What a standby does not know may just have been made: the primary is asked.</summary>
    private static bool IsNothing(object? read) => read is null or INestedHttpResult { Result: ProblemHttpResult };
}

/// <summary>Transactions of a named tenant, for the platform, which lets callers in, and for background work.</summary>
internal sealed class TenantTransactions(NpgsqlDataSource database, KeptStatements kept)
{
    private const int Attempts = 4;

    /// <summary>
    /// Runs the work and commits. When the database restarts or refuses for a passing reason the whole work runs again:
    /// it must make its ids before, so that a commit whose answer got lost is not done twice.
    /// </summary>
    public Task<T> RunAsync<T>(Guid tenantId, Func<TenantTransaction, Task<T>> work, CancellationToken ct) => RunAsync(tenantId, readOnly: false, work, ct);

    /// <summary>The same for work that only reads.</summary>
    public Task<T> ReadAsync<T>(Guid tenantId, Func<TenantTransaction, Task<T>> work, CancellationToken ct) => RunAsync(tenantId, readOnly: true, work, ct);

    /// <summary>The same on a standby, once: whoever asks knows where else to read.</summary>
    public Task<T> ReadOnceAsync<T>(NpgsqlDataSource standby, Guid tenantId, Func<TenantTransaction, Task<T>> work, CancellationToken ct) =>
        RunOnceAsync(standby, tenantId, readOnly: true, work, ct);

    /// <summary>
    /// Reads everything as of one moment, however long it takes, and only once: who reads so much writes what it read as it comes.
    /// </summary>
    public async Task<T> SnapshotAsync<T>(Guid tenantId, Func<TenantTransaction, Task<T>> work, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        return await work(new TenantTransaction(connection, tenantId, kept));
    }

    private async Task<T> RunAsync<T>(Guid tenantId, bool readOnly, Func<TenantTransaction, Task<T>> work, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RunOnceAsync(database, tenantId, readOnly, work, ct);
            }
            catch (Exception exception) when (attempt < Attempts && TransientErrors.Includes(exception))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50 << attempt), ct);
            }
        }
    }

    private async Task<T> RunOnceAsync<T>(NpgsqlDataSource server, Guid tenantId, bool readOnly, Func<TenantTransaction, Task<T>> work, CancellationToken ct)
    {
        await using var connection = await server.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var tenantTransaction = new TenantTransaction(connection, tenantId, readOnly ? kept : null);
        var result = await work(tenantTransaction);
        if (tenantTransaction.Abandoned)
            return result;
        await tenantTransaction.FinishAsync(ct);
        // No token: under synchronous replication a cancelled wait reports success for a commit that is not replicated.
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }
}
