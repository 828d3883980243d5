using Npgsql;
using SecureObs.Bench.Chaos;

namespace SecureObs.Bench.AuditChaos;

/// <summary>What must be true afterwards, asked of the database.</summary>
internal static class AuditCheck
{
    /// <summary>Changes without an entry, entries without their change, and what was acknowledged but is not there.</summary>
    public static async Task<List<string>> CompareAsync(string superuser, Acknowledged acknowledged)
    {
        var problems = await Checks.BrokenAsync(superuser, Differences);
        await using var source = NpgsqlDataSource.Create(superuser);
        var opened = await IdsAsync(source, "select subject_id::text from app.audit where action = 'run.opened'");
        var closed = await IdsAsync(source, "select subject_id::text from app.audit where action = 'run.closed'");
        var ingested = await IdsAsync(source, "select data ->> 'run' from app.audit where action = 'finding.ingested'");
        AddMissing("acknowledged openings without entry", acknowledged.Opened.Count(id => !opened.Contains(id.ToString())));
        AddMissing("acknowledged closings without entry", acknowledged.Closed.Count(id => !closed.Contains(id.ToString())));
        AddMissing("acknowledged batches without entry", acknowledged.Ingested.Count(run => !ingested.Contains(run)));
        return problems;

        void AddMissing(string what, int count)
        {
            if (count > 0)
                problems.Add($"{count} {what}");
        }
    }

    public static async Task<long> CountAsync(string superuser, string action)
    {
        await using var source = NpgsqlDataSource.Create(superuser);
        await using var command = source.CreateCommand("select count(*) from app.audit where action = $1");
        command.Parameters.Add(new() { Value = action });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static readonly Check[] Differences =
    [
        new("runs not opened exactly once in the trail", """
            select r.id from app.runs r where r.pipeline_run_id like 'open-%'
              and 1 <> (select count(*) from app.audit a where a.tenant_id = r.tenant_id and a.action = 'run.opened' and a.subject_id = r.id)
            """),
        new("closed runs not closed exactly once in the trail", """
            select r.id from app.runs r where r.closed_at is not null
              and 1 <> (select count(*) from app.audit a where a.tenant_id = r.tenant_id and a.action = 'run.closed' and a.subject_id = r.id)
            """),
        new("entries of openings or closings without their run", """
            select a.id from app.audit a left join app.runs r on r.tenant_id = a.tenant_id and r.id = a.subject_id
            where (a.action = 'run.opened' and r.id is null) or (a.action = 'run.closed' and r.closed_at is null)
            """),
        new("findings without an entry of their batch", """
            select f.id from app.findings f
            where not exists (select from app.audit a where a.tenant_id = f.tenant_id and a.action = 'finding.ingested' and a.data ->> 'run' = f.first_run)
            """),
        new("entries of batches without their findings", """
            select a.id from app.audit a where a.action = 'finding.ingested'
              and not exists (select from app.findings f where f.tenant_id = a.tenant_id and f.first_run = a.data ->> 'run')
            """),
    ];

    private static async Task<HashSet<string>> IdsAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var ids = new HashSet<string>();
        while (await reader.ReadAsync())
            ids.Add(reader.GetString(0));
        return ids;
    }
}
