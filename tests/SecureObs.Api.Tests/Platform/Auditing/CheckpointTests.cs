using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SecureObs.Api.Features.Audit;
using SecureObs.Api.Platform.Auditing.Checkpoints;
using SecureObs.Api.Platform.Auditing.Sealing;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Audit;

namespace SecureObs.Api.Tests.Platform.Auditing;

/// <summary>The newest checkpoint leaves the database for a place that the database's administrator does not reach.</summary>
public sealed class CheckpointTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A store that keeps what is put, behind a header that only the operator knows.</summary>
    private static async Task<(WebApplication Store, List<(string Path, string Body)> Objects)> StartStoreAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var store = builder.Build();
        var objects = new List<(string, string)>();
        store.MapPut("/container/{**name}", async (HttpRequest request) =>
        {
            if (request.Headers["x-ms-blob-type"] != "BlockBlob" || request.Headers["x-secret"] != "of the file" || request.Query["sig"] != "sas")
                return Results.Unauthorized();
            using var reader = new StreamReader(request.Body);
            var body = await reader.ReadToEndAsync(Ct);
            lock (objects)
                objects.Add((request.Path, body));
            return Results.Created();
        });
        await store.StartAsync(Ct);
        return (store, objects);
    }

    [Fact]
    public async Task Directory_and_object_store_get_the_newest_checkpoint_once_and_it_verifies()
    {
        var (store, objects) = await StartStoreAsync();
        await using var _ = store;
        var directory = Directory.CreateTempSubdirectory("checkpoints-").FullName;
        var headers = Path.Combine(directory, "headers");
        await File.WriteAllTextAsync(headers, "x-secret: of the file\n", Ct);
        var database = await api.Database.CloneAsync();
        await using var app = api.Build(api.Database.AsApi(database), settings: new Dictionary<string, string?>
        {
            ["Audit:Checkpoints:Directory"] = Path.Combine(directory, "kept"),
            ["Audit:Checkpoints:ObjectStore:Url"] = store.Urls.First() + "/container?sig=sas",
            ["Audit:Checkpoints:ObjectStore:Headers:x-ms-blob-type"] = "BlockBlob",
            ["Audit:Checkpoints:ObjectStore:HeadersFile"] = headers,
        });
        var tenant = Guid.CreateVersion7();
        await api.Database.ExecuteAsync(database, $"insert into app.tenants (id, name, created_at) values ('{tenant}', 'Test', now())");
        await WriteAndSealAsync(app, database, tenant);
        await WriteAndSealAsync(app, database, tenant);
        var sender = app.Services.GetRequiredService<CheckpointSender>();
        await sender.SendDueAsync(atOnce: false, Ct);
        await sender.SendDueAsync(atOnce: true, Ct);

        var line = Assert.Single(await File.ReadAllLinesAsync(Path.Combine(directory, "kept", $"{tenant}.jsonl"), Ct));
        var checkpoint = Checkpoint.Parse(line);
        Assert.Equal((tenant, 2), (checkpoint.TenantId, checkpoint.No));
        Assert.True(checkpoint.Verify(api.Keys()));
        var kept = Assert.Single(objects);
        Assert.Equal(line, kept.Body);
        Assert.Matches(new Regex($"^/container/{tenant}/000000000002-[0-9a-f]{{16}}[.]json$"), kept.Path);

        // Within the minute only the end of the process sends another one.
        await WriteAndSealAsync(app, database, tenant);
        await sender.SendDueAsync(atOnce: false, Ct);
        Assert.Single(objects);
        await sender.SendDueAsync(atOnce: true, Ct);
        Assert.Equal(2, objects.Count);
        Assert.Equal(0, await api.Database.ScalarAsync<long>(database, "select count(*) from work.checkpoints_due"));
    }

    [Fact]
    public async Task A_webhook_is_the_owners_public_https_and_told_of_failures()
    {
        var tenant = await api.NewTenantAsync();
        var route = tenant.Route("audit/webhook");
        Assert.Null((await tenant.Owner.GetFromJsonAsync<CheckpointWebhookResponse>(route, Ct))!.Url);
        foreach (var url in new[] { "http://audit.example/", "https://127.0.0.1/", "https://2130706433/", "https://0x7f.1/", "https://0177.0.0.1/", "https://[::1]/", "https://[::ffff:10.0.0.1]/", "https://user@audit.example/", "nonsense" })
            Assert.Equal(HttpStatusCode.BadRequest, (await tenant.Owner.PutAsJsonAsync(route, new CheckpointWebhookRequest(url), Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await tenant.Admin.PutAsJsonAsync(route, new CheckpointWebhookRequest("https://audit.example/hook"), Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await tenant.Owner.PutAsJsonAsync(route, new CheckpointWebhookRequest("https://localhost/hook"), Ct)).StatusCode);
        Assert.Equal("https://localhost/hook", (await tenant.Owner.GetFromJsonAsync<CheckpointWebhookResponse>(route, Ct))!.Url);

        await api.WriteEntryAsync(tenant);
        while ((await tenant.BlocksAsync()).Count == 0)
            await api.SealAsync();
        await api.Services.GetRequiredService<CheckpointSender>().SendDueAsync(atOnce: true, Ct);

        var status = (await tenant.Admin.GetFromJsonAsync<AuditStatus>(tenant.Route("audit/status"), Ct))!;
        var webhook = Assert.Single(status.Checkpoints, checkpoint => checkpoint.Place is CheckpointPlace.Webhook);
        Assert.Equal(("the host name leads to an address that is not public", null), (webhook.Failure, webhook.No));
        Assert.NotNull(webhook.FailingSince);

        Assert.Equal(HttpStatusCode.NoContent, (await tenant.Owner.DeleteAsync(route, Ct)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await tenant.Owner.DeleteAsync(route, Ct)).StatusCode);
        Assert.Null((await tenant.Owner.GetFromJsonAsync<CheckpointWebhookResponse>(route, Ct))!.Url);
    }

    private async Task WriteAndSealAsync(WebApplication app, string database, Guid tenant)
    {
        await api.Database.ExecuteAsync(database, $$"""
            insert into app.audit (tenant_id, id, at, actor_kind, actor_id, action, subject_id, data)
            values ('{{tenant}}', gen_random_uuid(), now(), 3, '{{Guid.Empty}}', 'test.done', gen_random_uuid(), '{}')
            """);
        while (await app.Services.GetRequiredService<Sealer>().SealAsync(tenant, null, Ct) == 0)
            await Task.Delay(20, Ct);
    }
}
