using Microsoft.AspNetCore.Builder;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>A second API over the same database, with other settings than the one that tests share.</summary>
internal sealed class OtherApi(WebApplication app) : IAsyncDisposable
{
    public Uri Address => new(app.Urls.Single());

    public IServiceProvider Services => app.Services;

    public static async Task<OtherApi> StartAsync(
        TestApi api, Dictionary<string, string?> settings, Action<WebApplication>? map = null, string? webRoot = null)
    {
        var app = api.Build(api.Database.AsApi(api.DatabaseName), settings: settings, map: map, webRoot: webRoot);
        await app.StartAsync();
        return new(app);
    }

    /// <summary>Follows no redirect; headers are given as name and value in turn.</summary>
    public HttpClient Client(params string[] headers)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        foreach (var header in headers.Chunk(2))
            client.DefaultRequestHeaders.TryAddWithoutValidation(header[0], header[1]);
        return client;
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? body = null, params string[] headers)
    {
        using var client = Client(headers);
        return await client.SendAsync(new(method, path) { Content = body }, TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> GetAsync(string path, params string[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
