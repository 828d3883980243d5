using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Npgsql;
using SecureObs.Admin.Importing;
using SecureObs.Api.Features.Archives;
using SecureObs.Api.Tests.Infrastructure;
using Archive = SecureObs.Api.Features.Archives.Archive;

namespace SecureObs.Api.Tests.Features.Archives;

/// <summary>An owner who asks for an archive, fetches it and takes it elsewhere.</summary>
internal static class Archiving
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Asks for one and waits until the job has written it.</summary>
    public static Task<Archive> ArchiveAsync(this TestTenant tenant) => tenant.Owner.ArchiveAsync(tenant.Id);

    public static async Task<Archive> ArchiveAsync(this HttpClient owner, Guid tenant)
    {
        var asked = await owner.SendAsync("POST", $"/api/tenants/{tenant}/archives").ReadAsync<Archive>(HttpStatusCode.Accepted);
        while (true)
        {
            var list = await owner.SendAsync("GET", $"/api/tenants/{tenant}/archives").ReadAsync<ArchiveList>();
            if (list.Items.Single(item => item.Id == asked.Id) is { FinishedAt: not null } done)
                return done;
            await Task.Delay(100, Ct);
        }
    }

    public static async Task<string> LinkAsync(this TestTenant tenant, Guid archive) =>
        (await tenant.Owner.SendAsync("POST", tenant.Route($"archives/{archive}/link")).ReadAsync<ArchiveLink>()).Path;

    /// <summary>The bytes of a link, in pieces of so many.</summary>
    public static async Task<byte[]> FetchAsync(this HttpClient anybody, string link, int piece)
    {
        var all = new MemoryStream();
        for (long? length = null; length is null || all.Length < length;)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, link) { Headers = { Range = new RangeHeaderValue(all.Length, all.Length + piece - 1) } };
            using var response = await anybody.SendAsync(request, Ct);
            Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
            length = response.Content.Headers.ContentRange!.Length;
            await response.Content.CopyToAsync(all, Ct);
        }
        return all.ToArray();
    }

    /// <summary>What the manifest says of each file, e.g. <c>tables/findings.jsonl</c>: its rows and digest.</summary>
    public static Dictionary<string, string> Files(byte[] archive)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        using var manifest = zip.GetEntry("manifest.json")!.Open();
        return JsonSerializer.Deserialize<Manifest>(manifest, JsonSerializerOptions.Web)!.Files.ToDictionary(file => file.Path, file => $"{file.Rows} {file.Sha256}");
    }

    /// <summary>Restores it into a database, as an operator would.</summary>
    public static async Task<List<string>> ImportAsync(string connectionString, byte[] archive, byte[]? hashKey = null)
    {
        var (path, told) = (Path.GetTempFileName(), new List<string>());
        try
        {
            await File.WriteAllBytesAsync(path, archive, Ct);
            using var opened = new SecureObs.Admin.Importing.Archive(path);
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(Ct);
            await new TenantImport(opened, hashKey, told.Add).RunAsync(connection, Ct);
            return told;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
