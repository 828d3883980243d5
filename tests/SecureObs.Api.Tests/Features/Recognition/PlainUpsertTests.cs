using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using Npgsql;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Contracts;

namespace SecureObs.Api.Tests.Features.Recognition;

/// <summary>
/// Ingest asks what differs and writes that alone. Beside it stands the plainest way there is: each row of each report is upserted under
/// its name, whether anything changed or not, and what a complete report did not have is closed. Both must say the same at every step.
/// </summary>
public sealed class PlainUpsertTests(TestApi api)
{
    private const int Findings = 40;
    private static readonly string[] Severities = ["CRITICAL", "HIGH", "MEDIUM", "LOW"];

    /// <param name="Code">What the row says beside its place.</param>
    private sealed record Row(int Finding, int Severity, int Code);

    /// <param name="Shift">How many lines everything moved down.</param>
    /// <param name="Repeated">Whether a request is sent twice, as after a lost answer.</param>
    private sealed record Report(Row[] Rows, int Shift, int Chunk, bool Repeated);

    private static readonly Gen<Report> AnyReport = Gen.Select(
        Gen.Select(Gen.Int[0, Findings - 1], Gen.Int[0, 3], Gen.Int[0, 2], (finding, severity, code) => new Row(finding, severity, code)).Array[0, Findings],
        Gen.Int[0, 3], Gen.Int[1, Findings], Gen.Bool,
        (rows, shift, chunk, repeated) => new Report([.. rows.DistinctBy(row => row.Finding)], shift, chunk, repeated));

    [Fact]
    public Task The_delta_stores_what_upserting_every_row_would() => AnyReport.Array[1, 6].SampleAsync(RunAsync, iter: 15, threads: 1);

    private async Task RunAsync(Report[] reports)
    {
        var tenant = await api.NewTenantAsync();
        var client = new ScanClient(await tenant.PipelineAsync(tenant.ProjectId), tenant.ProjectId);
        await using var database = NpgsqlDataSource.Create(api.Database.AsSuperuser(api.DatabaseName));
        await using var connection = await database.OpenConnectionAsync(TestContext.Current.CancellationToken);
        var (oracle, started) = (new Oracle(connection), DateTimeOffset.UtcNow.AddDays(-1));
        await oracle.CreateAsync();
        foreach (var (number, report) in reports.Index())
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"run-{number}");
            var run = await client.OpenAsync(name, startedAt: started.AddHours(number));
            foreach (var chunk in report.Rows.Chunk(report.Chunk))
            {
                foreach (var _ in Enumerable.Range(0, report.Repeated ? 2 : 1))
                    await client.Http.IngestAsync("universal", [.. chunk.Select(row => Wire(tenant.ProjectId, name, row, report.Shift))]);
                foreach (var row in chunk)
                    await oracle.UpsertAsync(name, row, report.Shift);
                Assert.Equal(await oracle.FindingsAsync(), await StoredAsync(connection, tenant.Id));
            }
            await client.ReportAsync(run, "bandit");
            await client.CloseAsync(run);
            await oracle.CompleteAsync(name);
            Assert.Equal(await oracle.FindingsAsync(), await StoredAsync(connection, tenant.Id));
            Assert.Equal(await oracle.SeenAsync(), await PresentAsync(connection, tenant.Id));
        }
    }

    private static int Line(Row row, int shift) => 10 * (row.Finding + 1) + shift;

    private static string Weakness(Row row) => string.Create(CultureInfo.InvariantCulture, $"CWE-{78 + row.Code}");

    private static JsonObject Wire(Guid project, string run, Row row, int shift)
    {
        var wire = Rows.Universal(project, run, $"B{row.Finding}", Line(row, shift), Severities[row.Severity], $"src/{row.Finding % 7}.py");
        wire["codeSnippet"] = $"call_{row.Finding}(request)";
        wire["cweIds"] = new JsonArray(Weakness(row));
        return wire;
    }

    private static Task<string> StoredAsync(NpgsqlConnection connection, Guid tenant) => TextAsync(connection, """
        select concat_ws(' ', rule_id, severity, start_line, cwe[1], first_run, detected) from app.findings where tenant_id = $1
        """, tenant);

    /// <summary>The bits, one by one.</summary>
    private static Task<string> PresentAsync(NpgsqlConnection connection, Guid tenant) => TextAsync(connection, """
        select concat_ws(' ', f.rule_id, u.pipeline_run_id)
        from app.scan_results r
        join app.runs u on u.tenant_id = r.tenant_id and u.id = r.run_id
        join app.result_findings b on b.tenant_id = r.tenant_id and b.scope_id = r.scope_id and b.seq = r.seq
        join app.scope_findings m on m.tenant_id = b.tenant_id and m.scope_id = b.scope_id and m.page = b.page
        join app.findings f on f.tenant_id = m.tenant_id and f.id = m.finding_id
        where r.tenant_id = $1 and m.bit < 8 * length(b.bits) and get_bit(b.bits, m.bit) = 1
        """, tenant);

    private static async Task<string> TextAsync(NpgsqlConnection connection, string lines, params object[] values)
    {
        await using var command = new NpgsqlCommand($"""select coalesce(string_agg(l.line, chr(10) order by l.line collate "C"), '') from ({lines}) l (line)""", connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return (string)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>The plain upsert, in tables of the connection alone.</summary>
    private sealed class Oracle(NpgsqlConnection connection)
    {
        public Task CreateAsync() => ExecuteAsync("""
            create temp table upserted (rule text primary key, severity smallint, line integer, cwe text, first_run text, last_run text, is_open boolean);
            create temp table seen (rule text, run text, primary key (rule, run))
            """);

        public async Task UpsertAsync(string run, Row row, int shift)
        {
            await ExecuteAsync("""
                insert into upserted values ($1, $2, $3, $4, $5, $5, true)
                on conflict (rule) do update set severity = excluded.severity, line = excluded.line, cwe = excluded.cwe, last_run = excluded.last_run, is_open = true
                """, $"B{row.Finding}", (short)Enum.Parse<Severity>(Severities[row.Severity], ignoreCase: true), Line(row, shift), Weakness(row), run);
            await ExecuteAsync("insert into seen values ($1, $2) on conflict do nothing", $"B{row.Finding}", run);
        }

        public Task CompleteAsync(string run) => ExecuteAsync("update upserted set is_open = false where last_run <> $1", run);

        public Task<string> FindingsAsync() => TextAsync(connection, "select concat_ws(' ', rule, severity, line, cwe, first_run, is_open) from upserted");

        public Task<string> SeenAsync() => TextAsync(connection, "select concat_ws(' ', rule, run) from seen");

        private async Task ExecuteAsync(string sql, params object[] values)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var value in values)
                command.Parameters.Add(new() { Value = value });
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }
}
