using System.Buffers;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using SecureObs.Api.Domain;
using SecureObs.Api.Features.ApiKeys;
using SecureObs.Api.Features.Archives;
using SecureObs.Api.Features.Erasure;
using SecureObs.Api.Features.Findings;
using SecureObs.Api.Features.Notifications.Channels;
using SecureObs.Api.Features.Projects;
using SecureObs.Api.Features.Tenants;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Platform.Tenancy;
using SecureObs.Api.Tests.Features.Archives;
using SecureObs.Api.Tests.Features.Erasure;
using SecureObs.Api.Tests.Features.Notifications;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform;

/// <summary>
/// Distinctive words go in wherever a request can carry something, then everything that came out is searched: the bytes that
/// the real exporters sent, the console, the logs, the database with its audit. Logging is as configured in production.
/// It runs alone: spans and metrics are the whole process's, and an exporter whose queue is full of other tests' spans drops some.
/// </summary>
[Collection(nameof(Alone))]
public sealed class CanaryTests(TestApi api) : IAsyncLifetime
{
    private readonly LogCapture logs = new();
    private readonly StringWriter console = new();
    private TextWriter sharedConsole = null!;
    private readonly TextWriter screen = Console.Out;
    private readonly List<string> canaries = [];
    private OtlpReceiver receiver = null!;
    private WebApplication app = null!;
    private TestTenant tenant = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        receiver = await OtlpReceiver.StartAsync();
        tenant = await api.NewTenantAsync();
        app = ApiApp.Build(new() { EnvironmentName = "Testing", ContentRootPath = Repository.Path("src/SecureObs.Api") }, builder =>
        {
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ConnectionStrings:SecureObs"] = api.Database.AsApi(api.DatabaseName),
                ["AllowedHosts"] = "127.0.0.1",
                ["Transport:AllowPlainHttp"] = "true",
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["Telemetry:Console"] = "true",
            });
            builder.Configuration.AddInMemoryCollection(api.Database.Settings);
            builder.Logging.ClearProviders().AddProvider(logs);
            api.Entra.Attach(builder);
        }, web =>
        {
            web.MapGet("/fails/{what}", (string what) => Fail(what)).AllowAnonymous();
            web.MapGet("/violates/{what}", (string what, TenantTransactions transactions) =>
                transactions.RunAsync(tenant.Id, tx => tx.ExecuteAsync($"select {what}::jsonb", default), default)).AllowAnonymous();
        });
        sharedConsole = TextWriter.Synchronized(console);
        Console.SetOut(sharedConsole);
        await app.StartAsync(Ct);
        await SendEverythingAsync();
        await LiveAndEndAsync();
        app.Services.GetRequiredService<TracerProvider>().ForceFlush();
        app.Services.GetRequiredService<MeterProvider>().ForceFlush();
        app.Services.GetRequiredService<LoggerProvider>().ForceFlush();
    }

    /// <summary>The console is given back last: an app that stops still has things to say.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Console.SetOut(screen);
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task No_canary_is_in_telemetry_logs_or_database()
    {
        var serverLog = await File.ReadAllTextAsync(api.Database.Cluster.LogFile, Ct);
        var dump = await api.DumpAsync();
        var outputs = new Dictionary<string, string>
        {
            ["traces"] = receiver.Text("traces"),
            ["metrics"] = receiver.Text("metrics"),
            ["logs"] = receiver.Text("logs"),
            ["console"] = ConsoleText(),
            ["log lines"] = logs.Text,
        };

        // Each output is one: it tells the requests.
        Assert.Contains("/api/tenants/{tenantId}/findings", outputs["traces"], StringComparison.Ordinal);
        Assert.Contains("select f.id", outputs["traces"], StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", outputs["metrics"], StringComparison.Ordinal);
        Assert.Contains("db.client", outputs["metrics"], StringComparison.Ordinal);
        Assert.Contains("/api/tenants/{tenantId}/findings", outputs["logs"], StringComparison.Ordinal);
        Assert.Contains("System.InvalidOperationException < System.FormatException", outputs["logs"], StringComparison.Ordinal);
        Assert.Contains("/api/tenants/{tenantId}/findings", outputs["console"], StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", outputs["console"], StringComparison.Ordinal);
        Assert.Contains("/fails/{what}", outputs["log lines"], StringComparison.Ordinal);
        Assert.Contains(tenant.Id.ToString(), dump, StringComparison.Ordinal);

        foreach (var (output, text) in outputs)
            AssertNone(canaries, text, output, StringComparison.OrdinalIgnoreCase);
        AssertNone([.. canaries.Where(IsSecret)], dump + serverLog, "database or its log", StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", outputs["traces"], StringComparison.Ordinal);
    }

    /// <summary>The application goes on writing: its writer locks itself for each write, and so does this (TextWriter.Synchronized).</summary>
    private string ConsoleText()
    {
        lock (sharedConsole)
            return console.ToString();
    }

    /// <summary>Comments and names are there to be stored; these are not.</summary>
    private static bool IsSecret(string canary) => !canary.Contains("Kept", StringComparison.Ordinal);

    /// <summary>All of them in one pass: outputs have many megabytes.</summary>
    private static void AssertNone(List<string> canaries, string text, string output, StringComparison comparison)
    {
        var at = text.AsSpan().IndexOfAny(SearchValues.Create([.. canaries], comparison));
        Assert.True(at < 0, at < 0 ? "" : $"A canary is in {output}: {text.Substring(Math.Max(0, at - 120), Math.Min(300, text.Length - Math.Max(0, at - 120)))}");
    }

    private string Canary(string place)
    {
        var canary = $"canary{place}{Guid.NewGuid():N}";
        canaries.Add(canary);
        return canary;
    }

    private async Task SendEverythingAsync()
    {
        var key = (await tenant.NewKeyAsync(tenant.ProjectId)).Key;
        canaries.Add(key);
        var pipeline = Client("X-Api-Key", key);
        var person = Client("Authorization", "Bearer " + api.Entra.Token(tenant.AdminPerson, name: "Ada Admin"));
        canaries.Add(person.DefaultRequestHeaders.GetValues("Authorization").Single()[40..]);

        await IngestAsync(pipeline);
        await person.GetAsync(tenant.Route($"findings?text={Canary("Query")}&unknown={Canary("Query")}"), Ct);
        await person.GetAsync($"/api/{Canary("Route")}/{Canary("Route")}?x={Canary("Query")}", Ct);
        await person.GetAsync(tenant.Route($"findings/{Canary("Route")}"), Ct);
        await person.PostAsJsonAsync(tenant.Route("api-keys"), new { name = Canary("KeptName"), projectId = Canary("Body") }, Ct);
        await person.PostAsJsonAsync(tenant.Route("api-keys"), new { name = Canary("KeptName") }, Ct);
        await person.PostAsync(tenant.Route("api-keys"), new StringContent($"{{ broken {Canary("Body")}", Encoding.UTF8, "application/json"), Ct);
        var finding = (await person.GetFromJsonAsync<Page<FindingItem>>(tenant.Route("findings"), Ct))!.Items[0];
        await person.PutAsJsonAsync(tenant.Route($"findings/{finding.Id}/status"), new SetFindingStatusRequest(FindingStatus.WontFix, Canary("KeptComment")), Ct);

        // Its name leads to this machine, where nothing is sent.
        var channel = await person.SendAsync("POST", tenant.Channels(), new CreateChannelRequest(Canary("KeptName"), ChannelKind.Webhook, $"https://localhost/{Canary("Address")}?x={Canary("Address")}", Notified.All))
            .ReadAsync<CreatedChannel>(HttpStatusCode.Created);
        Secret(channel.SigningKey!);
        Assert.Equal("200", await person.SendAsync("POST", tenant.Channels($"/{channel.Id}/test")).SaysAsync());
        await person.SendAsync("POST", tenant.Channels(), new { name = "x", kind = "slack", address = $"http://localhost/{Canary("Address")}", events = Notified.All });

        await pipeline.GetAsync($"/fails/{Canary("Error")}", Ct);
        await pipeline.GetAsync($"/violates/{Canary("Error")}", Ct);
        await pipeline.SendAsync(new(new HttpMethod(Canary("Method")), "/api/me"), Ct);
        await Client("X-Api-Key", Secret(ApiKeySecret.Generate().Reveal())).GetAsync($"/api/projects/{tenant.ProjectId}/scanners/active", Ct);
        await Client("X-Api-Key", Canary("Header")).GetAsync($"/api/projects/{tenant.ProjectId}/scanners/active", Ct);
        await Client("Authorization", "Bearer " + Canary("Header")).GetAsync("/api/me", Ct);
        await Client("Authorization", "Basic " + Canary("Header")).GetAsync("/api/me", Ct);
    }

    /// <summary>
    /// An organisation from birth to erasure, all words of which are canaries: names and texts are stored, come back in an
    /// archive, and nothing of them is left.
    /// </summary>
    private async Task LiveAndEndAsync()
    {
        var person = Guid.NewGuid();
        var owner = Client("Authorization", "Bearer " + api.Entra.Token(person, name: Canary("Gone"), username: $"{Canary("Gone")}@contoso.example"));
        var name = Canary("Gone");
        var going = (await owner.SendAsync("POST", "/api/tenants", new { name }).ReadAsync<CreatedTenant>(HttpStatusCode.Created)).Id;
        var project = (await owner.SendAsync("POST", $"/api/tenants/{going}/projects", new { name = Canary("Gone") }).ReadAsync<ProjectItem>(HttpStatusCode.Created)).Id;
        var key = await owner.SendAsync("POST", $"/api/tenants/{going}/api-keys", new { name = Canary("Gone"), projectId = project }).ReadAsync<CreatedApiKey>(HttpStatusCode.Created);
        await Client("X-Api-Key", Secret(key.Key)).IngestAsync("gitleaks", Rows.Gitleaks(project, Canary("Gone"), Canary("Gone"), Canary("Gone")));
        await owner.SendAsync("PUT", $"/api/tenants/{going}/retention", new { days = Canary("Body") });
        await owner.SendAsync("POST", $"/api/tenants/{going}/billing/checkout", new { plan = Canary("Body") });
        await owner.SendAsync("POST", "/api/stripe/webhook", new { id = Canary("Body") });

        var archive = await owner.ArchiveAsync(going);
        var link = (await owner.SendAsync("POST", $"/api/tenants/{going}/archives/{archive.Id}/link").ReadAsync<ArchiveLink>()).Path;
        Secret(link.Split('/')[^1]);
        using (var zip = new ZipArchive(new MemoryStream(await owner.GetByteArrayAsync(link, Ct))))
        using (var findings = new StreamReader(zip.GetEntry("tables/findings.jsonl")!.Open()))
            Assert.Contains("canaryGone", await findings.ReadToEndAsync(Ct), StringComparison.Ordinal);
        await owner.SendAsync("GET", $"/api/archives/{Canary("Route")}");

        Assert.Equal("400 name-differs", await owner.SendAsync("POST", $"/api/tenants/{going}/deletion", new { name = Canary("Body") }).SaysAsync());
        Assert.Equal("200", await owner.SendAsync("POST", $"/api/tenants/{going}/deletion", new { name }).SaysAsync());
        await api.PassWeekAsync(going);
        await app.Services.GetRequiredService<ErasureRound>().RunAsync(Ct);
        Assert.Equal(["work.tombstones"], await api.TablesWithAsync($"{going}"));
        Assert.Empty(await api.TablesWithAsync($"{person}"));
    }

    /// <summary>What scanners find, in clear as older clients send it, and a scanner's name in the route.</summary>
    private async Task IngestAsync(HttpClient pipeline)
    {
        await pipeline.IngestAsync("gitleaks", Rows.Gitleaks(tenant.ProjectId, Canary("KeptRun"), $"password = \"{Canary("Found")}\"", Canary("KeptPath")));
        var row = Rows.Universal(tenant.ProjectId, "1", rule: "B105");
        (row["codeSnippet"], row["rawPayload"], row["description"]) = ($"token = '{Canary("Found")}'", Canary("Raw"), Canary("KeptText"));
        await pipeline.IngestAsync("universal", row);
        var opened = await pipeline.PostAsJsonAsync($"/api/projects/{tenant.ProjectId}/runs", new { pipelineRunId = Canary("KeptRun"), branch = Canary("KeptBranch") }, Ct);
        var run = (await opened.Content.ReadFromJsonAsync<Contracts.OpenedRun>(Ct))!.RunId;
        var reported = await pipeline.PutAsJsonAsync($"/api/projects/{tenant.ProjectId}/runs/{run}/results/{Canary("KeptScan")}",
            new { status = "failed", message = Canary("KeptMessage") }, Ct);
        Assert.Equal(HttpStatusCode.NoContent, reported.StatusCode);
    }

    private string Secret(string secret)
    {
        canaries.Add(secret);
        return secret;
    }

    /// <summary>Each header that travels through tracing or that logs like to show has a canary of its own.</summary>
    private HttpClient Client(string header, string value)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, ActivityHeadersPropagator = null }) { BaseAddress = new(app.Urls.Single()) };
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        foreach (var name in new[] { "Cookie", "User-Agent", "Referer", "X-Forwarded-For", "X-Canary", "X-Request-Id", "baggage", "Origin" })
            client.DefaultRequestHeaders.TryAddWithoutValidation(name, name is "Cookie" or "baggage" ? $"a={Canary("Header")}" : Canary("Header"));
        client.DefaultRequestHeaders.TryAddWithoutValidation("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        client.DefaultRequestHeaders.TryAddWithoutValidation("tracestate", $"a={Canary("Header")}");
        return client;
    }

    private static IResult Fail(string what)
    {
        try
        {
            throw new FormatException($"The input string '{what}' was not in a correct format.");
        }
        catch (FormatException cause)
        {
            throw new InvalidOperationException($"Cannot read {what}.", cause);
        }
    }
}
