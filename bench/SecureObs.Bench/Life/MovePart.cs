using System.Diagnostics;
using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SecureObs.Admin.Importing;
using SecureObs.Api.Features.Archives;
using SecureObs.Api.Platform.Signing;
using SecureObs.Audit;
using SecureObs.Bench.Soak;
using Archive = SecureObs.Admin.Importing.Archive;

namespace SecureObs.Bench.Life;

/// <summary>An archive of everything, deletion, and the archive restored into a fresh installation.</summary>
internal static class MovePart
{
    /// <summary>What goes on being written, or is of one installation: their digests differ.</summary>
    private static readonly string[] NotAlike = ["people", "memberships", "former_members", "api_keys", "trust_rules", "audit", "audit_blocks", "tenants", "retentions"];

    private const string Numbers = """
        select string_agg(status || ': ' || n, ', ' order by status) from (
            select status, count(*) as n from app.findings where tenant_id = '{0}' group by status) s
        """;

    public static async Task<bool> RunAsync(TrialHost host)
    {
        using var folder = new Folder();
        var owner = host.AsPerson(Guid.NewGuid(), out var identity);
        await host.AddMemberAsync(identity);
        var first = Path.Combine(folder.Path, "first.zip");
        var manifest = await ArchiveAsync(host, owner, first);
        var before = await TextAsync(host, Numbers);
        var offline = VerifyOffline(host, first);
        LifeTrial.Line("audit trail of the archive, offline", $"{offline.Entries:N0} entries, {offline.Faults} faults");
        var whole = await EraseAsync(host);

        var clock = Stopwatch.StartNew();
        await using var elsewhere = await TrialHost.StartAsync(measured: true, restoring: host);
        using (var archive = new Archive(first))
        {
            await using var connection = new NpgsqlConnection(elsewhere.MigratorConnectionString);
            await connection.OpenAsync();
            clock.Restart();
            await new TenantImport(archive, null, _ => { }).RunAsync(connection, default);
        }
        LifeTrial.Line("restored into a fresh installation", $"{clock.Elapsed.TotalSeconds:N0} s");
        await elsewhere.ExecuteAsync("vacuum analyze");
        var after = await TextAsync(elsewhere, Numbers);
        var there = elsewhere.AsPersonOf(owner);
        var second = await ArchiveAsync(elsewhere, there, Path.Combine(folder.Path, "second.zip"));
        var differing = manifest.Where(file => file.Key.StartsWith("tables/", StringComparison.Ordinal) && !NotAlike.Contains(Path.GetFileNameWithoutExtension(file.Key)) && second[file.Key] != file.Value).Select(file => file.Key).ToList();
        LifeTrial.Line("findings by status, before and after", before == after ? $"the same ({before})" : $"{before} and {after}");
        LifeTrial.Line("tables with the same digest", $"{manifest.Count(file => file.Key.StartsWith("tables/", StringComparison.Ordinal)) - NotAlike.Length - differing.Count}, other digests: {(differing is [] ? "none" : string.Join(' ', differing))}");
        return whole && offline.Faults == 0 && before == after && differing is [];
    }

    private static async Task<Dictionary<string, string>> ArchiveAsync(TrialHost host, HttpClient owner, string file)
    {
        var memory = new MemoryWatch(Environment.ProcessId);
        using var stop = new CancellationTokenSource();
        GC.Collect();
        var watching = memory.RunAsync(stop.Token);
        var clock = Stopwatch.StartNew();
        var asked = await ReadAsync<Api.Features.Archives.Archive>(owner.PostAsync($"/api/tenants/{host.TenantId}/archives", null));
        while (true)
        {
            await Task.Delay(500);
            var list = await ReadAsync<ArchiveList>(owner.GetAsync($"/api/tenants/{host.TenantId}/archives"));
            if (list.Items.Single(item => item.Id == asked.Id) is { FinishedAt: not null } done)
            {
                LifeTrial.Line($"archive of {done.Rows:N0} rows", $"{clock.Elapsed.TotalSeconds:N0} s, {done.Bytes / 1048576.0:N0} MiB");
                break;
            }
        }
        await stop.CancelAsync();
        await watching;
        LifeTrial.Line("memory of the process, API and trial", $"{memory}");
        var link = await ReadAsync<ArchiveLink>(owner.PostAsync($"/api/tenants/{host.TenantId}/archives/{asked.Id}/link", null));
        await using (var target = File.Create(file))
        await using (var body = await owner.GetStreamAsync(link.Path))
            await body.CopyToAsync(target);
        using var archive = new Archive(file);
        return archive.Manifest.Files.ToDictionary(each => each.Path, each => $"{each.Rows} {each.Sha256}");
    }

    private static (long Entries, int Faults) VerifyOffline(TrialHost host, string file)
    {
        using var zip = ZipFile.OpenRead(file);
        using var trail = zip.GetEntry("audit/audit.jsonl")!.Open();
        var faults = 0;
        var summary = ExportVerification.Run(new ExportReader(trail), host.Services.GetRequiredService<KeyHolder>().Public, [], fault => { faults++; Console.Error.WriteLine(fault); });
        return (summary.Entries, faults);
    }

    private static async Task<bool> EraseAsync(TrialHost host)
    {
        await host.ExecuteAsync($"update app.tenants set delete_asked_at = now() - interval '8 days', delete_after = now() - interval '1 day' where id = '{host.TenantId}'");
        var clock = Stopwatch.StartNew();
        while (await LifeTrial.CountAsync(host, $"select count(*) from work.tombstones where tenant = '{host.TenantId}'") == 0)
            await Task.Delay(500);   // the job of the API comes by itself
        var tables = await TextAsync(host, "select string_agg(format('%I.%I', n.nspname, c.relname), ' ') from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname in ('app', 'work', 'migrations')");
        var found = new List<string>();
        foreach (var table in tables.Split(' '))
            if (await LifeTrial.CountAsync(host, $"select count(*) from {table} as t where strpos(t::text, '{host.TenantId}') > 0") > 0)
                found.Add(table);
        LifeTrial.Line("deletion of all of it", $"{clock.Elapsed.TotalSeconds:N0} s; tables with its id: {string.Join(' ', found)}");
        return found is ["work.tombstones"];
    }

    private static async Task<string> TextAsync(TrialHost host, string sql)
    {
        await using var source = NpgsqlDataSource.Create(host.SuperuserConnectionString);
        await using var command = source.CreateCommand(sql.Replace("{0}", $"{host.TenantId}", StringComparison.Ordinal));
        command.CommandTimeout = 0;
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<T> ReadAsync<T>(Task<HttpResponseMessage> request)
    {
        using var answer = await request;
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<T>(JsonSerializerOptions.Web))!;
    }

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("secureobs-life-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
