using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SecureObs.Api.Platform.Authentication;

namespace SecureObs.Api.Tests.Infrastructure;

/// <summary>
/// Answers the two look-ups that the API makes at Microsoft, with a key of this test run. Every validation is the
/// product's own: only the transport to login.microsoftonline.com is replaced.
/// </summary>
internal sealed class EntraStandIn
{
    public const string ClientId = "11111111-1111-4111-8111-111111111111";
    public static readonly Guid Directory = new("72f988bf-86f1-41af-91ab-2d7cd011db47");

    public RsaSecurityKey Key { get; } = new(RSA.Create(2048)) { KeyId = "entra-of-tests" };

    /// <summary>What happens to a look-up before it is answered: nothing, unless a test lets Microsoft be out of reach.</summary>
    public Func<CancellationToken, Task> Reach { get; set; } = _ => Task.CompletedTask;

    public void Attach(WebApplicationBuilder builder)
    {
        builder.Services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options => options.BackchannelHttpHandler = new Metadata(this));
        builder.Services.AddHttpClient(Credentials.MetadataClient).ConfigurePrimaryHttpMessageHandler(() => new Metadata(this));
    }

    /// <summary>An access token as Entra v2.0 issues it; arguments bend one thing at a time.</summary>
    public string Token(
        Guid person, Guid? directory = null, string name = "Test Person", string username = "test@contoso.example", string? scope = "access_as_user",
        string audience = ClientId, string? issuer = null, SecurityKey? key = null, bool withObjectId = true, int expiresInMinutes = 60)
    {
        var tenant = directory ?? Directory;
        var claims = new Dictionary<string, object>
        {
            ["tid"] = tenant.ToString(),
            ["sub"] = person.ToString("N"),
            ["ver"] = "2.0",
            ["name"] = name,
            ["preferred_username"] = username,
        };
        if (withObjectId)
            claims["oid"] = person.ToString();
        if (scope is not null)
            claims["scp"] = scope;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? $"https://login.microsoftonline.com/{tenant}/v2.0",
            Audience = audience,
            Claims = claims,
            IssuedAt = DateTime.UtcNow.AddHours(-2),
            NotBefore = DateTime.UtcNow.AddHours(-2),
            Expires = DateTime.UtcNow.AddMinutes(expiresInMinutes),
            SigningCredentials = new(key ?? Key, SecurityAlgorithms.RsaSha256),
        });
    }

    private sealed class Metadata(EntraStandIn entra) : HttpMessageHandler
    {
        private const string Issuer = "https://login.microsoftonline.com/{tenantid}/v2.0";

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await entra.Reach(cancellationToken);
            var address = request.RequestUri!;
            object? body = address is not { Scheme: "https", Host: "login.microsoftonline.com" } ? null
                : address.AbsolutePath.EndsWith("/openid-configuration", StringComparison.Ordinal)
                    ? new { issuer = Issuer, jwks_uri = "https://login.microsoftonline.com/common/discovery/v2.0/keys" }
                : address.AbsolutePath.EndsWith("/keys", StringComparison.Ordinal) ? new { keys = new[] { PublicKey() } } : null;
            return body is null ? new HttpResponseMessage(HttpStatusCode.NotFound) : new HttpResponseMessage { Content = JsonContent.Create(body) };
        }

        private object PublicKey()
        {
            var parameters = entra.Key.Rsa.ExportParameters(false);
            return new
            {
                kty = "RSA",
                use = "sig",
                kid = entra.Key.KeyId,
                n = Base64UrlEncoder.Encode(parameters.Modulus),
                e = Base64UrlEncoder.Encode(parameters.Exponent),
                issuer = Issuer,
            };
        }
    }
}
