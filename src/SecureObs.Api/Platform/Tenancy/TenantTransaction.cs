using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using Npgsql;
using SecureObs.Api.Platform.Database;

namespace SecureObs.Api.Platform.Tenancy;

/// <summary>
/// One transaction of one tenant. Its first command travels together with <c>app.set_tenant</c>, so row-level security
/// has its tenant before anything is read; every statement names <see cref="TenantId"/> itself as well.
/// </summary>
/// <param name="kept">The statements of which PostgreSQL keeps the plan; null when it may write.</param>
internal sealed class TenantTransaction(NpgsqlConnection connection, Guid tenantId, KeptStatements? kept)
{
    private readonly List<IGathered> gathered = [];
    private bool contextSent;

    public Guid TenantId => tenantId;

    /// <summary>Whether the work asked for its changes to be undone.</summary>
    public bool Abandoned { get; private set; }

    /// <summary>Undoes everything at the end, for work that finds out late that it must refuse.</summary>
    public void Abandon() => Abandoned = true;

    /// <summary>What the transaction has gathered of this kind so far.</summary>
    public T Gathered<T>() where T : IGathered, new()
    {
        if (gathered.OfType<T>().FirstOrDefault() is { } there)
            return there;
        var made = new T();
        gathered.Add(made);
        return made;
    }

    /// <summary>Writes what was gathered, as the last thing before the commit.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        foreach (var each in gathered)
            await each.WriteAsync(this, ct);
    }

    /// <summary>Runs a statement and returns how many rows it wrote.</summary>
    public async Task<int> ExecuteAsync(FormattableString sql, CancellationToken ct)
    {
        await using var reader = await StartAsync(sql, ct);
        while (await reader.NextResultAsync(ct))
        {
        }
        return reader.RecordsAffected < 0 ? 0 : reader.RecordsAffected;
    }

    /// <summary>
    /// Runs a statement that a unique constraint may refuse. Then false, and the transaction is over: nothing but a refusal
    /// can follow.
    /// </summary>
    public async Task<bool> TryUniqueAsync(FormattableString sql, CancellationToken ct)
    {
        try
        {
            await ExecuteAsync(sql, ct);
            return true;
        }
        catch (PostgresException refused) when (refused.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            Abandon();
            return false;
        }
    }

    /// <summary>All rows; a column fills the property or parameter of its name, underscores left out.</summary>
    public async Task<List<T>> QueryAsync<T>(FormattableString sql, CancellationToken ct)
    {
        await using var reader = await StartAsync(sql, ct);
        var rows = new List<T>();
        // Dapper has no row parser for text and bytes.
        Func<DbDataReader, T> parse = typeof(T) == typeof(string) || typeof(T) == typeof(byte[]) ? row => row.GetFieldValue<T>(0) : reader.GetRowParser<T>();
        while (await reader.ReadAsync(ct))
            rows.Add(parse(reader));
        while (await reader.NextResultAsync(ct))
        {
        }
        return rows;
    }

    /// <summary>The first row, or the default when there is none.</summary>
    public async Task<T?> FirstAsync<T>(FormattableString sql, CancellationToken ct) =>
        (await QueryAsync<T>(sql, ct)) is [var first, ..] ? first : default;

    /// <summary>The first column of each row, as it comes: none is kept.</summary>
    public async IAsyncEnumerable<string> TextsAsync(FormattableString sql, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var reader = await StartAsync(sql, ct);
        while (await reader.ReadAsync(ct))
            yield return reader.GetString(0);
    }

    private FormattableString[] Context => kept is null
        ? [$"select app.set_tenant({tenantId})"]
        : [$"set transaction read only", $"select app.set_tenant({tenantId})"];

    /// <summary>The reader stands at the result of the statement, past that of the tenant context.</summary>
    private async Task<NpgsqlDataReader> StartAsync(FormattableString sql, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var setting in contextSent ? [] : Context)
            batch.BatchCommands.Add(Sql.Command(setting));
        var command = Sql.Command(sql);
        batch.BatchCommands.Add(command);
        if (kept?.Has(command.CommandText) == true)
            await batch.PrepareAsync(ct);
        var reader = await batch.ExecuteReaderAsync(ct);
        if (!contextSent)
        {
            contextSent = true;
            await reader.NextResultAsync(ct);
        }
        return reader;
    }
}
