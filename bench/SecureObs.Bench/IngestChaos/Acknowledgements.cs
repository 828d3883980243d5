using System.Diagnostics;
using Npgsql;

namespace SecureObs.Bench.IngestChaos;

/// <summary>What the API has acknowledged, to be found again exactly once.</summary>
internal sealed class Acknowledgements
{
    private readonly Lock writing = new();
    private readonly HashSet<(Guid Project, string Rule)> findings = [];
    private readonly HashSet<Guid> closed = [];
    private readonly Stopwatch since = new();

    public int Findings => findings.Count;
    public int Batches { get; private set; }
    public int Closed => closed.Count;

    /// <summary>The longest time in which nobody was acknowledged a batch.</summary>
    public TimeSpan LongestPause { get; private set; }

    /// <summary>Scans that the command gave up and that began again, as when somebody runs the pipeline again.</summary>
    public int GivenUp { get; private set; }

    /// <param name="rules">Each rule has one finding in a project.</param>
    public void AddBatch(Guid project, IEnumerable<string> rules)
    {
        lock (writing)
        {
            findings.UnionWith(rules.Select(rule => (project, rule)));
            Batches++;
            NotePause();
        }
    }

    /// <summary>Pauses count from here on.</summary>
    public void ForgetPauses()
    {
        lock (writing)
            LongestPause = TimeSpan.Zero;
    }

    private void NotePause()
    {
        LongestPause = since.Elapsed > LongestPause ? since.Elapsed : LongestPause;
        since.Restart();
    }

    public void AddClosed(Guid run)
    {
        lock (writing)
            closed.Add(run);
    }

    public void AddGivenUp()
    {
        lock (writing)
            GivenUp++;
    }

    /// <returns>A line for each way in which what is stored is not what was acknowledged.</returns>
    public async Task<List<string>> MissingAsync(string superuser)
    {
        await using var source = NpgsqlDataSource.Create(superuser);
        var stored = await ReadAsync(source, "select project_id, rule_id, count(*) from app.findings group by 1, 2", row => (Key: (row.GetGuid(0), row.GetString(1)), Count: row.GetInt64(2)));
        var complete = await ReadAsync(source, """
            select r.id from app.runs r where r.closed_at is not null
              and exists (select from app.scan_results s where s.tenant_id = r.tenant_id and s.run_id = r.id and s.status = 1)
            """, row => row.GetGuid(0));
        (string What, int Count)[] lines =
        [
            ("acknowledged findings that are not there", findings.Except(stored.Select(each => each.Key)).Count()),
            ("findings that are there more than once", stored.Count(each => each.Count > 1)),
            ("acknowledged runs that are not closed and complete", closed.Except(complete).Count()),
        ];
        return [.. lines.Where(line => line.Count > 0).Select(line => $"{line.Count} {line.What}")];
    }

    private static async Task<List<T>> ReadAsync<T>(NpgsqlDataSource source, string sql, Func<NpgsqlDataReader, T> read)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
            rows.Add(read(reader));
        return rows;
    }
}
