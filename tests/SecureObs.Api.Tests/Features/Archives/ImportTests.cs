using System.IO.Compression;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Features.Tenants;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Features.Keyless;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Contracts;
using SecureObs.Masking;

namespace SecureObs.Api.Tests.Features.Archives;

/// <summary>An organisation that moves from one installation to another.</summary>
public sealed class ImportTests(TestApi api)
{
    /// <summary>What is of one installation, or goes on being written.</summary>
    private static readonly string[] NotAlike = ["people", "memberships", "former_members", "api_keys", "trust_rules", "notification_channels", "audit", "audit_blocks", "tenants"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<byte[]> FetchAsync(TestTenant tenant) =>
        await api.Client.GetByteArrayAsync(await tenant.LinkAsync((await tenant.ArchiveAsync()).Id), Ct);

    [Fact]
    public async Task What_was_taken_along_is_restored_row_by_row()
    {
        var tenant = await api.NewFilledTenantAsync();
        var bytes = await FetchAsync(tenant);
        var database = await api.Database.CloneAsync();

        await Archiving.ImportAsync(api.Database.AsMigrator(database), bytes);

        await using var app = api.Build(api.Database.AsApi(database));
        await app.StartAsync(Ct);   // the guard looks at all of it
        var owner = There(app, api.AsPerson(tenant.OwnerPerson, "Olu Owner"));
        Assert.Equal([tenant.Id], (await owner.GetFromJsonAsync<MeResponse>("/api/me", Ct))!.Tenants.Select(each => each.Id));
        Assert.Equal(
            (await ItemsAsync(tenant.Owner, tenant)).Select(each => each.ToString()),
            (await ItemsAsync(owner, tenant)).Select(each => each.ToString()));
        var (before, after) = (Archiving.Files(bytes), Archiving.Files(await Elsewhere.FetchAsync(owner, tenant)));
        foreach (var (path, said) in before.Where(file => file.Key.StartsWith("tables/", StringComparison.Ordinal) && !NotAlike.Contains(Path.GetFileNameWithoutExtension(file.Key))))
            Assert.Equal($"{path} {said}", $"{path} {after[path]}");
        await Recount.AssertAsync(app.Services, tenant.Id);
    }

    [Fact]
    public async Task Keys_come_revoked_and_equal_secrets_stay_equal()
    {
        var tenant = await api.NewTenantAsync();
        var key = (await tenant.NewKeyAsync()).Key;
        await tenant.TrustAsync(api.Rule());
        var hashKey = Convert.FromBase64String((await tenant.Owner.SendAsync("POST", tenant.Route("archives/secret-hash-key")).ReadAsync<SecretHashKey>()).Key);
        var bytes = await FetchAsync(tenant);
        var (database, file) = (await api.Database.CloneAsync(), Path.Combine(Directory.CreateTempSubdirectory("secureobs-other-").FullName, "installation.key"));
        InstallationKey.Create(file);

        await Archiving.ImportAsync(api.Database.AsMigrator(database), bytes, SealedHashKey.Seal(InstallationKey.Read(file), tenant.Id, new(hashKey)));

        await using var app = api.Build(api.Database.AsApi(database), settings: new Dictionary<string, string?> { ["Secrets:InstallationKeyFile"] = file });
        await app.StartAsync(Ct);
        Assert.Equal("401", await There(app, api.WithKey(key)).SendAsync("GET", $"/api/projects/{tenant.ProjectId}/scanners/active").SaysAsync());
        Assert.Equal("0 of 1, 0 of 1", await api.Database.ScalarAsync<string>(database, """
            select format('%s of %s, %s of %s', (select count(*) from app.api_keys where revoked_at is null), (select count(*) from app.api_keys),
                (select count(*) from app.trust_rules where revoked_at is null), (select count(*) from app.trust_rules))
            """));
        var owner = There(app, api.AsPerson(tenant.OwnerPerson));
        Assert.Equal(Convert.ToBase64String(hashKey), (await owner.SendAsync("POST", tenant.Route("archives/secret-hash-key")).ReadAsync<SecretHashKey>()).Key);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Fact]
    public async Task What_is_here_already_damaged_or_of_another_version_is_refused_and_nothing_is_stored()
    {
        var tenant = await api.NewFilledTenantAsync();
        var bytes = await FetchAsync(tenant);
        var migrator = api.Database.AsMigrator(await api.Database.CloneAsync());

        Assert.Contains("here already", await RefusalAsync<InvalidOperationException>(api.Database.AsMigrator(api.DatabaseName), bytes), StringComparison.Ordinal);
        Assert.Contains("not what the manifest says", await RefusalAsync<FormatException>(migrator, Changed(bytes, "tables/projects.jsonl", text => text.Replace("shop", "stop", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.Contains("bring both to the same version", await RefusalAsync<InvalidOperationException>(migrator, Changed(bytes, "manifest.json", text => text.Replace("\"schema\": \"", "\"schema\": \"9", StringComparison.Ordinal))), StringComparison.Ordinal);
        Assert.Contains("cut off", await RefusalAsync<FormatException>(migrator, bytes[..(bytes.Length / 2)]), StringComparison.Ordinal);

        await Archiving.ImportAsync(migrator, bytes);   // nothing is in its way
        Assert.Contains("here already", await RefusalAsync<InvalidOperationException>(migrator, bytes), StringComparison.Ordinal);
    }

    /// <summary>Whoever makes an archive writes only what belongs to its own tenant.</summary>
    [Fact]
    public async Task A_row_of_another_tenant_is_refused_by_the_database()
    {
        var (tenant, other) = (await api.NewFilledTenantAsync(), await api.NewTenantAsync());
        var bytes = await FetchAsync(tenant);
        var database = await api.Database.CloneAsync();
        await Archiving.ImportAsync(api.Database.AsMigrator(database), await FetchAsync(other));
        var planted = Forged(bytes, "tables/rule_weaknesses.jsonl", text => text.Replace($"{tenant.Id}", $"{other.Id}", StringComparison.Ordinal));

        var refusal = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Archiving.ImportAsync(api.Database.AsMigrator(database), planted));

        Assert.Equal("42501", refusal.SqlState);
        Assert.Equal(1L, await api.Database.ScalarAsync<long>(database, "select count(*) from app.tenants"));
    }

    private static async Task<IReadOnlyList<FindingItem>> ItemsAsync(HttpClient person, TestTenant tenant) =>
        (await person.GetFromJsonAsync<Page<FindingItem>>(tenant.Route("findings"), Ct))!.Items;

    private static async Task<string> RefusalAsync<T>(string connection, byte[] archive) where T : Exception =>
        (await Assert.ThrowsAsync<T>(() => Archiving.ImportAsync(connection, archive))).Message;

    private static byte[] Changed(byte[] archive, string path, Func<string, string> change)
    {
        var copy = new MemoryStream();
        copy.Write(archive);
        using (var zip = new ZipArchive(copy, ZipArchiveMode.Update, leaveOpen: true))
        {
            string text;
            using (var reader = new StreamReader(zip.GetEntry(path)!.Open()))
                text = reader.ReadToEnd();
            Assert.NotEqual(text, change(text));
            zip.GetEntry(path)!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(path).Open());
            writer.Write(change(text));
        }
        return copy.ToArray();
    }

    /// <summary>Changed by somebody who makes the manifest fit.</summary>
    private static byte[] Forged(byte[] archive, string path, Func<string, string> change)
    {
        var changed = Changed(archive, path, change);
        string Digest(byte[] of)
        {
            using var zip = new ZipArchive(new MemoryStream(of));
            using var body = zip.GetEntry(path)!.Open();
            return Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(body));
        }
        return Changed(changed, "manifest.json", text => text.Replace(Digest(archive), Digest(changed), StringComparison.Ordinal));
    }

    private static HttpClient There(WebApplication app, HttpClient client)
    {
        client.BaseAddress = new Uri(app.Urls.Single());
        return client;
    }

    private static class Elsewhere
    {
        public static async Task<byte[]> FetchAsync(HttpClient owner, TestTenant tenant)
        {
            var asked = await owner.SendAsync("POST", tenant.Route("archives")).ReadAsync<Api.Features.Archives.Archive>(System.Net.HttpStatusCode.Accepted);
            while ((await owner.SendAsync("GET", tenant.Route("archives")).ReadAsync<Api.Features.Archives.ArchiveList>()).Items[0].FinishedAt is null)
                await Task.Delay(100, Ct);
            var link = await owner.SendAsync("POST", tenant.Route($"archives/{asked.Id}/link")).ReadAsync<Api.Features.Archives.ArchiveLink>();
            return await owner.GetByteArrayAsync(link.Path, Ct);
        }
    }
}
