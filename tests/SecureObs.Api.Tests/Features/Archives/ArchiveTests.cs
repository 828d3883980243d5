using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using SecureObs.Api.Features.Archives;
using SecureObs.Api.Platform.Auditing;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Api.Tests.Platform.Auditing;
using SecureObs.Audit;
using Archive = SecureObs.Api.Features.Archives.Archive;

namespace SecureObs.Api.Tests.Features.Archives;

public sealed class ArchiveTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_table_of_tenants_is_in_it_or_left_out_for_a_reason()
    {
        var tenant = await api.NewTenantAsync();
        var written = await tenant.RunAsync(tx => Task.FromResult(ArchiveTables.Of(tx).Select(table => table.Name).ToList()));
        var tables = await api.Database.ScalarAsync<string[]>(api.DatabaseName,
            "select array_agg(c.relname::text) from pg_class c where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and c.relforcerowsecurity");

        Assert.Equal(tables.Order(StringComparer.Ordinal), written.Where(name => name != "people").Concat(ArchiveTables.LeftOut.Keys).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task It_is_fetched_in_pieces_and_is_what_its_manifest_says()
    {
        var tenant = await api.NewTenantAsync();
        var client = new ScanClient(await tenant.PipelineAsync(tenant.ProjectId), tenant.ProjectId);
        await client.ScanAsync("run", client.RowsOf("run", "a.py", ["eval(a)", "eval(b)"]));
        await api.Services.SealAllAsync(tenant);
        var archive = await tenant.ArchiveAsync();
        var link = await tenant.LinkAsync(archive.Id);

        var whole = await api.Client.GetByteArrayAsync(link, Ct);
        Assert.Equal(whole, await api.Anonymous().FetchAsync(link, 7_001));
        Assert.Equal((archive.Sha256, archive.Bytes), (Convert.ToHexStringLower(SHA256.HashData(whole)), whole.LongLength));

        using var zip = new ZipArchive(new MemoryStream(whole));
        foreach (var (path, said) in Archiving.Files(whole))
        {
            await using var body = await zip.GetEntry(path)!.OpenAsync(Ct);
            Assert.EndsWith(Convert.ToHexStringLower(await SHA256.HashDataAsync(body, Ct)), said, StringComparison.Ordinal);
        }
        Assert.StartsWith("2 ", Archiving.Files(whole)["tables/findings.jsonl"], StringComparison.Ordinal);
        Assert.StartsWith("2 ", Archiving.Files(whole)[$"sarif/{tenant.ProjectId}.sarif"], StringComparison.Ordinal);
        var faults = new List<AuditFinding>();
        await using var trail = await zip.GetEntry("audit/audit.jsonl")!.OpenAsync(Ct);
        Assert.True(ExportVerification.Run(new ExportReader(trail), api.Keys(), [], faults.Add).Entries > 0);
        Assert.Empty(faults);
    }

    [Fact]
    public async Task No_key_and_no_word_of_another_organisation_is_in_it()
    {
        var (tenant, other) = (await api.NewFilledTenantAsync(), await api.NewFilledTenantAsync());
        var archive = await tenant.ArchiveAsync();
        using var zip = new ZipArchive(new MemoryStream(await api.Client.GetByteArrayAsync(await tenant.LinkAsync(archive.Id), Ct)));
        var text = string.Concat(zip.Entries.Select(entry => new StreamReader(entry.Open()).ReadToEnd()));

        Assert.Contains($"{tenant.Id}", text, StringComparison.Ordinal);
        Assert.DoesNotContain($"{other.Id}", text, StringComparison.Ordinal);
        using var keys = new StreamReader(zip.GetEntry("tables/api_keys.jsonl")!.Open());
        var told = await keys.ReadToEndAsync(Ct);
        Assert.Contains("public_part", told, StringComparison.Ordinal);
        Assert.DoesNotContain("secret_hash", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_ends_with_its_hour_its_archive_and_its_organisation()
    {
        await using var clocked = await ClockedApi.StartAsync(api);
        var tenant = clocked.Tenant;
        var archive = await tenant.ArchiveAsync();
        var anybody = tenant.Owner;
        anybody.DefaultRequestHeaders.Clear();
        async Task<string> FetchAsync(string link) => await anybody.SendAsync("GET", link).SaysAsync();

        var link = await tenant.LinkAsync(archive.Id);
        Assert.Equal("200", await FetchAsync(link));
        var forged = link[..^4] + (link[^4] == 'A' ? 'B' : 'A') + link[^3..];
        Assert.Equal("404 not-found", await FetchAsync(forged));
        Assert.Equal("404 not-found", await FetchAsync("/api/archives/x"));
        clocked.Clock.Move(ArchiveLinks.Life);
        Assert.Equal("404 not-found", await FetchAsync(link));

        link = await tenant.LinkAsync(archive.Id);
        Assert.Equal("200", await tenant.Owner.SendAsync("POST", tenant.Route("deletion"), new { name = "Test tenant" }).SaysAsync());
        Assert.Equal("404 not-found", await FetchAsync(link));
        Assert.Equal("204", await tenant.Owner.SendAsync("DELETE", tenant.Route("deletion")).SaysAsync());
        Assert.Equal("200", await FetchAsync(link));
        Assert.Equal("204", await tenant.Owner.SendAsync("DELETE", tenant.Route($"archives/{archive.Id}")).SaysAsync());
        Assert.Equal("404 not-found", await FetchAsync(link));
        Assert.Equal(0L, await api.Database.ScalarAsync<long>(clocked.DatabaseName, "select count(*) from app.archive_parts"));
    }

    [Fact]
    public async Task It_goes_after_its_days_and_when_a_new_one_is_asked_for()
    {
        await using var clocked = await ClockedApi.StartAsync(api);
        var tenant = clocked.Tenant;
        var first = await tenant.ArchiveAsync();
        var second = await tenant.ArchiveAsync();
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal([second.Id], (await ListAsync()).Select(each => each.Id));

        clocked.Clock.Move(Archive.Kept);
        await clocked.Services.GetRequiredService<ArchiveRound>().RunAsync(Ct);

        Assert.Empty(await ListAsync());
        async Task<IReadOnlyList<Archive>> ListAsync() => (await tenant.Owner.SendAsync("GET", tenant.Route("archives")).ReadAsync<ArchiveList>()).Items;
    }

    [Fact]
    public async Task Only_an_owner_takes_everything_along_and_the_trail_tells_it()
    {
        var tenant = await api.NewTenantAsync();
        Assert.Equal("403 role-missing", await tenant.Admin.SendAsync("POST", tenant.Route("archives")).SaysAsync());
        var archive = await tenant.ArchiveAsync();
        Assert.Equal("403 role-missing", await tenant.Admin.SendAsync("POST", tenant.Route($"archives/{archive.Id}/link")).SaysAsync());
        Assert.Equal("404 not-found", await (await api.NewTenantAsync()).Owner.SendAsync("POST", tenant.Route($"archives/{archive.Id}/link")).SaysAsync());
        await tenant.LinkAsync(archive.Id);

        Assert.Single(await tenant.TrailAsync(AuditActions.ArchiveAsked));
        Assert.Single(await tenant.TrailAsync(AuditActions.ArchiveLinked));
    }

    /// <summary>One that is asked for while another is written waits for nobody: it is refused.</summary>
    [Fact]
    public async Task One_is_written_at_a_time_and_what_was_interrupted_begins_anew()
    {
        await using var clocked = await ClockedApi.StartAsync(api);
        var (tenant, id) = (clocked.Tenant, Guid.CreateVersion7());
        // Another process leads, and has just begun.
        await api.Database.ExecuteAsync(clocked.DatabaseName, "insert into work.leases values ('archives', gen_random_uuid(), 'infinity') on conflict (name) do update set holder = excluded.holder, expires_at = excluded.expires_at");
        await Task.Delay(TimeSpan.FromSeconds(4), Ct);   // longer than the pause of the job
        await tenant.RunAsync(tx => tx.ExecuteAsync($"""
            insert into app.archives (tenant_id, id, asked_by, asked_at, started_at, rows, expires_at)
            values ({tx.TenantId}, {id}, {id}, now(), now(), 7, now() + interval '1 day')
            """, Ct));
        await tenant.RunAsync(tx => tx.ExecuteAsync($"insert into app.archive_parts (tenant_id, archive_id, no, bytes) values ({tx.TenantId}, {id}, 9, {new byte[9]})", Ct));
        Assert.Equal("409 archive-in-work", await tenant.Owner.SendAsync("POST", tenant.Route("archives")).SaysAsync());
        Assert.Equal("409 archive-unfinished", await tenant.Owner.SendAsync("POST", tenant.Route($"archives/{id}/link")).SaysAsync());

        // Two at once: one of them is overtaken, and what is there is whole.
        var round = clocked.Services.GetRequiredService<ArchiveRound>();
        await Task.WhenAll(round.RunAsync(Ct), round.RunAsync(Ct));

        Assert.NotEmpty(Archiving.Files(await tenant.Owner.GetByteArrayAsync(await tenant.LinkAsync(id), Ct)));
    }
}
