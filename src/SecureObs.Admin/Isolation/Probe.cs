using System.Globalization;
using Npgsql;

namespace SecureObs.Admin.Isolation;

/// <summary>
/// Two tenants that exist inside one transaction, and the attempts of one to reach the other. Every attempt runs behind a
/// savepoint and is undone; who opened the transaction rolls it back.
/// </summary>
internal sealed class Probe(NpgsqlConnection connection, CancellationToken ct)
{
    private readonly List<Check> checks = [];

    public Guid Ours { get; } = Guid.CreateVersion7();
    public Guid Theirs { get; } = Guid.CreateVersion7();
    public IReadOnlyList<Check> Checks => checks;
    public NpgsqlConnection Connection => connection;
    public CancellationToken Cancelled => ct;

    /// <summary>What sets the tenant for the attempt that follows: none, or one.</summary>
    public static string[] As(Guid? tenant) =>
        tenant is null ? ["set local app.tenant_id = ''"] : ["set local app.tenant_id = ''", $"select app.set_tenant('{tenant}')"];

    public Task<Answer> AsOursAsync(string sql) => TryAsync([.. As(Ours), sql]);

    public Task<Answer> AsTheirsAsync(string sql) => TryAsync([.. As(Theirs), sql]);

    /// <summary>Runs the statements and answers for the last of them, or for the one that was refused; then undoes all.</summary>
    public async Task<Answer> TryAsync(params string[] statements)
    {
        try
        {
            return await RunAsync(["savepoint attack", .. statements]);
        }
        catch (PostgresException refusal)
        {
            return Answer.Refused(refusal);
        }
        finally
        {
            await RunAsync(["rollback to savepoint attack"]);
        }
    }

    /// <summary>Runs the statements for good, as far as this transaction goes.</summary>
    public async Task<Answer> RunAsync(string[] statements)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in statements)
            batch.BatchCommands.Add(new(statement));
        var first = new List<long>();
        await using (var reader = await batch.ExecuteReaderAsync(ct))
        {
            do
            {
                first.Clear();
                if (await reader.ReadAsync(ct))
                    first.AddRange(Enumerable.Range(0, reader.FieldCount).Where(field => reader.GetFieldType(field) == typeof(long)).Select(reader.GetInt64));
                while (await reader.ReadAsync(ct))
                {
                }
            }
            while (await reader.NextResultAsync(ct));
        }
        var last = batch.BatchCommands[^1];
        return new(null, "", null, null, (long)last.Rows, last.StatementType is StatementType.Select or StatementType.Fetch ? first : []);
    }

    /// <summary>The rows of a question to the catalogue.</summary>
    public async Task<List<T>> AskAsync<T>(string sql, Func<NpgsqlDataReader, T> row)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        var rows = new List<T>();
        while (await reader.ReadAsync(ct))
            rows.Add(row(reader));
        return rows;
    }

    public void Add(Attack attack, string on, string tried, string expected, string observed, bool holds) =>
        checks.Add(new(attack.Code, attack.Name, on, tried, expected, observed, holds ? Verdict.Ok : Verdict.Broken));

    /// <summary>Expects that the right is missing or a policy refuses.</summary>
    public void AddDenied(Attack attack, string on, string tried, Answer answer) =>
        Add(attack, on, tried, "refused 42501", answer.ToString(), answer.IsDenied);

    /// <summary>Expects a refusal, or that no row was met.</summary>
    public void AddNothing(Attack attack, string on, string tried, Answer answer) =>
        Add(attack, on, tried, "no row", answer.ToString(), answer.IsDenied || (answer.State is null && (answer.First is [var count, ..] ? count : answer.Rows) == 0));

    public void AddLimit(string on, string tried, string expected, Answer answer) =>
        checks.Add(new(Attack.Limit.Code, Attack.Limit.Name, on, tried, expected, answer.ToString(), Verdict.Limit));

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
