using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using SecureObs.Api.Platform.Database;
using SecureObs.Api.Tests.Infrastructure;
using SecureObs.Local.Start;

namespace SecureObs.Api.Tests.Platform;

public sealed class ManagementPortTests(TestApi api)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Isolation_is_told_on_the_management_port_alone()
    {
        var name = await api.Database.CloneAsync();
        await using var host = await Host.StartAsync(api, name);

        await host.Watch.CheckAsync(Ct);
        Assert.Equal((HttpStatusCode.OK, "held"), await host.IsolationAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await host.Public.GetAsync("/health/isolation", Ct)).StatusCode);

        await api.Database.ExecuteAsync(name, "drop policy tenant_isolation on app.findings");
        await host.Watch.CheckAsync(Ct);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "broken"), await host.IsolationAsync());
        Assert.Contains("I07 every_tenant_table_has_its_policy: app.findings", await (await host.Management.GetAsync("/health/isolation", Ct)).Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);

        // A newer version changed the schema meanwhile: it knows what belongs there.
        await api.Database.ExecuteAsync(name, "insert into migrations.applied (name, checksum) values ('9999_teams.sql', '\\x00')");
        await host.Watch.CheckAsync(Ct);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "unknown"), await host.IsolationAsync());
    }

    /// <summary>A client writes the Host header, so it proves nothing.</summary>
    [Fact]
    public async Task The_host_header_does_not_open_it()
    {
        await using var host = await Host.StartAsync(api, api.DatabaseName);
        host.Public.DefaultRequestHeaders.Host = host.Management.BaseAddress!.Authority;

        var response = await host.Public.GetAsync("/health/isolation", Ct);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(await BodyAsync(await host.Public.GetAsync("/api/nothing", Ct)), await BodyAsync(response));
    }

    [Theory]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/health/ready", HttpStatusCode.OK)]
    [InlineData("/", HttpStatusCode.NotFound)]
    [InlineData("/index.html", HttpStatusCode.NotFound)]
    [InlineData("/api/me", HttpStatusCode.NotFound)]
    [InlineData("/api/auth-config", HttpStatusCode.NotFound)]
    public async Task The_management_port_serves_only_what_is_marked_for_it(string path, HttpStatusCode expected)
    {
        await using var host = await Host.StartAsync(api, api.DatabaseName);

        Assert.Equal(expected, (await host.Management.GetAsync(path, Ct)).StatusCode);
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task The_public_port_keeps_its_health(string path)
    {
        await using var host = await Host.StartAsync(api, api.DatabaseName);

        Assert.Equal(HttpStatusCode.OK, (await host.Public.GetAsync(path, Ct)).StatusCode);
    }

    [Fact]
    public async Task Without_a_management_port_there_is_no_such_page() =>
        Assert.Equal(HttpStatusCode.NotFound, (await api.Anonymous().GetAsync("/health/isolation", Ct)).StatusCode);

    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("9090")]
    public void An_address_that_is_none_is_refused(string url) => Assert.Contains("Management:Url",
        Assert.Throws<InvalidOperationException>(() => api.Build(api.Database.AsApi(api.DatabaseName), settings: new Dictionary<string, string?> { ["Management:Url"] = url })).Message,
        StringComparison.Ordinal);

    private static async Task<string> BodyAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("title").GetString()!;

    private sealed class Host(WebApplication app, int port) : IAsyncDisposable
    {
        public HttpClient Management { get; } = new() { BaseAddress = new($"http://127.0.0.1:{port}") };
        public HttpClient Public { get; } = new() { BaseAddress = new(app.Urls.Single(url => new Uri(url).Port != port)) };
        public IsolationWatch Watch => app.Services.GetRequiredService<IsolationWatch>();

        public static async Task<Host> StartAsync(TestApi api, string database)
        {
            var port = Ports.Free();
            var app = api.Build(api.Database.AsApi(database), settings: new Dictionary<string, string?> { ["Management:Url"] = $"http://127.0.0.1:{port}" });
            await app.StartAsync(Ct);
            return new(app, port);
        }

        public async Task<(HttpStatusCode, string?)> IsolationAsync()
        {
            var response = await Management.GetAsync("/health/isolation", Ct);
            return (response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("status").GetString());
        }

        public async ValueTask DisposeAsync()
        {
            Management.Dispose();
            Public.Dispose();
            await app.DisposeAsync();
        }
    }
}
