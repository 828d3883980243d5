using System.Diagnostics;
using Npgsql;
using NpgsqlTypes;
using SecureObs.Contracts;

namespace SecureObs.Bench.Speed.Ingest;

/// <summary>
/// The limit: binary COPY of the same rows by the superuser into a table that has nothing but them, a primary key, a unique
/// fingerprint and an index for lists. Wide is with a payload of the tool in the row, narrow is without.
/// </summary>
internal sealed class CopyLimit(string superuser) : IAsyncDisposable
{
    private const int PayloadBytes = 920;
    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(superuser);

    public async Task PrepareAsync()
    {
        foreach (var (table, payload) in new[] { ("copy_wide", "payload text not null,"), ("copy_narrow", "") })
        {
            await using var command = source.CreateCommand($"""
                create table public.{table} (organisation uuid not null, id uuid not null, project_id uuid not null, fingerprint bytea not null, scanner text not null,
                    rule_id text not null, status smallint not null, severity smallint not null, file_path text, start_line integer, end_line integer, description text,
                    snippet text, cwe text[] not null, {payload} first_run text not null, first_seen_at timestamptz not null,
                    primary key (organisation, id), unique (organisation, project_id, fingerprint));
                create index on public.{table} (organisation, project_id, status, severity, first_seen_at, id)
                """);
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <returns>Milliseconds.</returns>
    public async Task<double> RunAsync(IReadOnlyList<UniversalFinding> rows, bool wide)
    {
        var (tenant, project, now) = (Guid.NewGuid(), Guid.NewGuid(), DateTime.UtcNow);
        var payload = new string('x', PayloadBytes);
        var fingerprints = rows.Select(row => System.Security.Cryptography.SHA256.HashData(Convert.FromBase64String(row.Features!))).ToList();
        var started = Stopwatch.GetTimestamp();
        await using var connection = await source.OpenConnectionAsync();
        await using var copy = await connection.BeginBinaryImportAsync($"copy public.{(wide ? "copy_wide" : "copy_narrow")} from stdin (format binary)");
        foreach (var (row, fingerprint) in rows.Zip(fingerprints))
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(tenant, NpgsqlDbType.Uuid);
            await copy.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid);
            await copy.WriteAsync(project, NpgsqlDbType.Uuid);
            await copy.WriteAsync(fingerprint, NpgsqlDbType.Bytea);
            await copy.WriteAsync(row.Scanner, NpgsqlDbType.Text);
            await copy.WriteAsync(row.RuleId, NpgsqlDbType.Text);
            await copy.WriteAsync((short)0, NpgsqlDbType.Smallint);
            await copy.WriteAsync((short)row.Severity!.Length, NpgsqlDbType.Smallint);
            await copy.WriteAsync(row.FilePath, NpgsqlDbType.Text);
            await copy.WriteAsync(row.StartLine!.Value, NpgsqlDbType.Integer);
            await copy.WriteAsync(row.EndLine!.Value, NpgsqlDbType.Integer);
            await copy.WriteAsync(row.Description, NpgsqlDbType.Text);
            await copy.WriteAsync(row.CodeSnippet, NpgsqlDbType.Text);
            await copy.WriteAsync(row.CweIds!.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
            if (wide)
                await copy.WriteAsync(payload, NpgsqlDbType.Text);
            await copy.WriteAsync(row.PipelineRunId, NpgsqlDbType.Text);
            await copy.WriteAsync(now, NpgsqlDbType.TimestampTz);
        }
        await copy.CompleteAsync();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>Bytes of write-ahead log since the beginning, and of the product's tables with all that belongs to them.</summary>
    public async Task<(long Wal, long Disk)> WrittenAsync()
    {
        await using var command = source.CreateCommand("""
            select (pg_current_wal_lsn() - '0/0')::bigint, sum(pg_total_relation_size(oid))::bigint
            from pg_class where relkind = 'r' and relnamespace = 'app'::regnamespace
            """);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>Bytes on disk, indexes and all, for each row.</summary>
    /// <param name="tables">A condition on pg_class.</param>
    /// <param name="rows">The table whose rows are counted.</param>
    public async Task<double> DiskOfRowAsync(string tables, string rows)
    {
        await using var command = source.CreateCommand($"""
            select sum(pg_total_relation_size(oid))::float8 / (select count(*) from {rows}) from pg_class where relkind = 'r' and {tables}
            """);
        return (double)(await command.ExecuteScalarAsync())!;
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
