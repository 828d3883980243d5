using Npgsql;
using SecureObs.Admin.Auditing;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Audit;

namespace SecureObs.Api.Tests.Platform.Auditing;

/// <summary>A database of its own, where no API and no sealer runs. Tenants get their chain here and are tampered with as the superuser.</summary>
public sealed class SealedDatabase(TestApi api) : IAsyncLifetime
{
    private string name = "";

    internal SigningKey Key { get; } = SigningKey.Generate();

    internal string AsSuperuser => api.Database.AsSuperuser(name);

    internal string AsApi => api.Database.AsApi(name);

    public async ValueTask InitializeAsync() => name = await api.Database.CloneAsync();

    public ValueTask DisposeAsync()
    {
        Key.Dispose();
        return ValueTask.CompletedTask;
    }

    internal Task ExecuteAsync(string sql) => api.Database.ExecuteAsync(name, sql);

    internal Task<T> ScalarAsync<T>(string sql) => api.Database.ScalarAsync<T>(name, sql);

    /// <summary>A tenant with blocks of 3, 1 and 3 entries, each entry of a transaction of its own, and one entry that is not sealed yet.</summary>
    internal async Task<SealedTenant> NewTenantAsync()
    {
        var tenant = Guid.CreateVersion7();
        await ExecuteAsync($"insert into app.tenants (id, name, created_at) values ('{tenant}', 'Sealed', now())");
        await AddEntriesAsync(tenant, 7);
        var blocks = await SealAsync(tenant, 3, 1, 3);
        await AddEntriesAsync(tenant, 1);
        return new(tenant, blocks);
    }

    internal async Task AddEntriesAsync(Guid tenant, int count)
    {
        // A millisecond apart, whatever the clock says: ids of one millisecond have no order, and that of entries is (xid, id).
        var first = DateTimeOffset.UtcNow;
        await using var connection = new NpgsqlConnection(AsApi);
        await connection.OpenAsync();
        for (var number = 0; number < count; number++)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var command = new NpgsqlCommand("""
                insert into app.audit (tenant_id, id, at, actor_kind, actor_id, action, subject_id, data)
                values ($1, $2, clock_timestamp(), 1, $3, 'finding.status-changed', $4, '{"to": "suppressed", "from": "open", "until": null}')
                """, connection, transaction);
            await SetTenantAsync(connection, tenant);
            foreach (var value in new object[] { tenant, Guid.CreateVersion7(first.AddMilliseconds(number)), Guid.NewGuid(), Guid.NewGuid() })
                command.Parameters.Add(new() { Value = value });
            await command.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }
    }

    /// <summary>What a sealer does, without a horizon: nothing else writes here for the tenant.</summary>
    private async Task<IReadOnlyList<AuditBlock>> SealAsync(Guid tenant, params int[] counts)
    {
        await using var connection = new NpgsqlConnection(AsApi);
        await connection.OpenAsync();
        var tables = new AuditTables(connection);
        await tables.BeginAsync(tenant, default);
        var rows = new Queue<AuditRow>();
        await foreach (var row in tables.RowsWithoutBlockAsync(tenant, default))
            rows.Enqueue(row);
        await connection.CloseAsync();

        var blocks = new List<AuditBlock>();
        foreach (var count in counts)
        {
            var batch = Enumerable.Range(0, count).Select(_ => rows.Dequeue()).ToList();
            blocks.Add(AuditBlock.Seal(blocks.LastOrDefault(), tenant, DateTimeOffset.UtcNow, batch[0].Place!.Value.Epoch, batch[0].Place!.Value.Xid,
                batch[^1].Place!.Value.Xid + 1, [.. batch.Select(row => row.Entry!)], Key));
            await WriteAsync(blocks[^1]);
        }
        return blocks;
    }

    internal async Task WriteAsync(AuditBlock block)
    {
        await using var connection = new NpgsqlConnection(AsApi);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await SetTenantAsync(connection, block.TenantId);
        await using var command = new NpgsqlCommand("""
            insert into app.audit_blocks (tenant_id, no, closed_at, epoch, xid_from, xid_to, count, total, prev, root, hash, key_id, signature, ids, leaves)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            """, connection, transaction);
        foreach (var value in new object[] { block.TenantId, block.No, block.ClosedAt, block.Epoch, block.XidFrom, block.XidTo, block.Count, block.Total,
            block.Prev, block.Root, block.Hash, block.KeyId, block.Signature, block.Ids.ToArray(), block.PackedLeaves })
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    /// <summary>What the command prints, in lines.</summary>
    internal async Task<string[]> VerifyAsync(Guid? tenant, IReadOnlyList<Checkpoint>? checkpoints = null, string? connectionString = null, PublicKey? key = null)
    {
        var output = new StringWriter { NewLine = "\n" };
        var report = new AuditReport(output, asJson: false);
        using var keys = new PublicKeys([key ?? Key.Public]);
        await using var connection = new NpgsqlConnection(connectionString ?? AsSuperuser);
        await connection.OpenAsync();
        await new DatabaseVerification(new(connection), keys, checkpoints ?? [], report).RunAsync(tenant, default);
        report.End([]);
        return output.ToString().Split('\n');
    }

    private static async Task SetTenantAsync(NpgsqlConnection connection, Guid tenant)
    {
        await using var command = new NpgsqlCommand("select app.set_tenant($1)", connection) { Parameters = { new() { Value = tenant } } };
        await command.ExecuteNonQueryAsync();
    }
}

/// <param name="Blocks">As they were sealed.</param>
internal sealed record SealedTenant(Guid Id, IReadOnlyList<AuditBlock> Blocks)
{
    /// <summary>Entries are numbered through from 0.</summary>
    public Guid Entry(int number) => Blocks.SelectMany(block => block.Ids).ElementAt(number);

    /// <summary>Restricts a statement to one entry.</summary>
    public string Where(int number) => $"where tenant_id = '{Id}' and id = '{Entry(number)}'";

    public string WhereBlock(int no) => $"where tenant_id = '{Id}' and no = {no}";
}
