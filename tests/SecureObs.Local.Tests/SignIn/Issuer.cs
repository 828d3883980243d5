using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using SecureObs.Local.SignIn;
using SecureObs.Local.Start;

namespace SecureObs.Local.Tests.SignIn;

/// <summary>The issuer alone on a free port, and a browser's part of the code flow.</summary>
internal sealed class Issuer : IAsyncDisposable
{
    public const string Redirect = "http://localhost:5080/redirect.html";
    public const string Scope = $"openid offline_access api://{ApiClient}/access_as_user";
    public const string ApiClient = "11111111-1111-4111-8111-111111111111";
    public const string SpaClient = "22222222-2222-4222-8222-222222222222";
    public const string Verifier = "a-code-verifier-of-at-least-forty-three-characters";
    private readonly WebApplication app;

    private Issuer(WebApplication app, string origin)
    {
        this.app = app;
        Origin = origin;
        Browser = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = true }) { BaseAddress = new(origin) };
    }

    public string Origin { get; }

    public HttpClient Browser { get; }

    public DevIssuer Issued => app.Services.GetRequiredService<DevIssuer>();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<Issuer> StartAsync()
    {
        var origin = $"http://localhost:{Ports.Free()}";
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(origin);
        builder.TrustDevIssuer(new(origin, ApiClient, SpaClient, [Redirect], ["http://localhost:5080/"]));
        var app = builder.Build();
        // As the API does: when the answer starts, whatever the endpoint has set.
        app.Use((context, next) =>
        {
            context.Response.OnStarting(() =>
            {
                context.Response.Headers.ContentSecurityPolicy = "form-action 'self'";
                context.Response.Headers["Cross-Origin-Resource-Policy"] = "same-origin";
                return Task.CompletedTask;
            });
            return next(context);
        });
        app.MapDevIssuer();
        await app.StartAsync(Ct);
        return new(app, origin);
    }

    public static string Challenge(string verifier) =>
        WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    public static string Authorize(params (string Name, string? Value)[] changes)
    {
        var query = new Dictionary<string, string?>
        {
            ["client_id"] = SpaClient,
            ["response_type"] = "code",
            ["redirect_uri"] = Redirect,
            ["scope"] = Scope,
            ["state"] = "a state & more",
            ["nonce"] = "a-nonce",
            ["code_challenge"] = Challenge(Verifier),
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes)
            query[name] = value;
        return QueryHelpers.AddQueryString("/common/oauth2/v2.0/authorize", query);
    }

    public Task<HttpResponseMessage> ChooseAsync(DemoPerson person, string? address = null) => Browser.PostAsync(
        address ?? Authorize(), new FormUrlEncodedContent([new("person", person.ObjectId.ToString())]), Ct);

    public static Dictionary<string, string> FieldsOf(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        var address = response.Headers.Location!.OriginalString;
        Assert.StartsWith(Redirect + "#", address, StringComparison.Ordinal);
        return QueryHelpers.ParseQuery(address[(Redirect.Length + 1)..]).ToDictionary(f => f.Key, f => f.Value.ToString());
    }

    public async Task<string> CodeAsync(DemoPerson person) => FieldsOf(await ChooseAsync(person))["code"];

    public async Task<(HttpStatusCode Status, JsonElement Body)> TokenAsync(params (string Name, string Value)[] fields)
    {
        var form = new Dictionary<string, string> { ["client_id"] = SpaClient, ["redirect_uri"] = Redirect, ["code_verifier"] = Verifier };
        foreach (var (name, value) in fields)
            form[name] = value;
        var response = await Browser.PostAsync("/common/oauth2/v2.0/token", new FormUrlEncodedContent(form), Ct);
        return (response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync(Ct)));
    }

    public async Task<JsonElement> JsonAsync(string path) => JsonElement.Parse(await Browser.GetStringAsync(path, Ct));

    public static JsonElement ClaimsOf(string token) => JsonElement.Parse(Base64UrlEncoder.Decode(token.Split('.')[1]));

    public async ValueTask DisposeAsync()
    {
        Browser.Dispose();
        await app.DisposeAsync();
    }
}
