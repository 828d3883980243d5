using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using SecureObs.Api.Features.Tenants;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform;

public sealed class CredentialTests(TestApi api)
{
    private static readonly Guid PersonalAccounts = new("9188040d-6c67-4c5b-b112-36a304b66dad");
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<HttpStatusCode> MeAsync(string token)
    {
        var client = api.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return (await client.GetAsync("/api/me", Ct)).StatusCode;
    }

    [Fact]
    public async Task Work_and_personal_accounts_sign_in()
    {
        Assert.Equal(HttpStatusCode.OK, await MeAsync(api.Entra.Token(Guid.NewGuid())));
        Assert.Equal(HttpStatusCode.OK, await MeAsync(api.Entra.Token(Guid.NewGuid(), directory: PersonalAccounts)));
    }

    [Fact]
    public async Task A_bad_token_is_refused()
    {
        var person = Guid.NewGuid();
        var stranger = new RsaSecurityKey(RSA.Create(2048)) { KeyId = api.Entra.Key.KeyId };
        var good = api.Entra.Token(person);

        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(api.Entra.Token(person, key: stranger)));
        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(api.Entra.Token(person, audience: Guid.NewGuid().ToString())));
        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(api.Entra.Token(person, issuer: $"https://login.microsoftonline.com/{PersonalAccounts}/v2.0")));
        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(api.Entra.Token(person, issuer: $"http://localhost:5081/{EntraStandIn.Directory}/v2.0")));
        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(api.Entra.Token(person, expiresInMinutes: -5)));
        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(api.Entra.Token(person, scope: null)));
        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(good[..^8]));
        Assert.Equal(HttpStatusCode.Forbidden, await MeAsync(api.Entra.Token(person, scope: "other")));
        Assert.Equal(HttpStatusCode.Forbidden, await MeAsync(api.Entra.Token(person, withObjectId: false)));
    }

    /// <summary>The rules of an endpoint are all asked; the one that asks the database must not when another has refused.</summary>
    [Fact]
    public async Task A_token_without_the_scope_never_reaches_the_database()
    {
        var (tenant, stranger) = (await api.NewTenantAsync(), Guid.NewGuid());
        var client = api.Anonymous();
        client.DefaultRequestHeaders.Authorization = new("Bearer", api.Entra.Token(stranger, scope: "other"));

        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(tenant.Route("projects"), Ct)).StatusCode);
        Assert.Equal(0L, await api.Database.ScalarAsync<long>(api.DatabaseName, $"select count(*) from work.people where object_id = '{stranger}'"));
    }

    [Fact]
    public async Task The_same_address_in_two_directories_is_two_people()
    {
        var tenant = await api.NewTenantAsync();
        var twin = api.Anonymous();
        twin.DefaultRequestHeaders.Authorization = new("Bearer", api.Entra.Token(tenant.OwnerPerson, directory: PersonalAccounts, username: "owner@contoso.example"));

        Assert.Empty((await twin.GetFromJsonAsync<MeResponse>("/api/me", Ct))!.Tenants);
        Assert.Equal(tenant.Id, Assert.Single((await tenant.Owner.GetFromJsonAsync<MeResponse>("/api/me", Ct))!.Tenants).Id);
    }

    [Theory]
    [InlineData("Production", "AzureAd:Instance", "http://localhost:5081/")]
    [InlineData("Staging", "AzureAd:Instance", "http://localhost:5081/")]
    [InlineData("Production", "AzureAd:Instance", "https://evil.example/")]
    [InlineData("Production", "AzureAd:Instance", "https://login.microsoftonline.com.evil.example/")]
    [InlineData("Development", "AzureAd:Instance", "https://evil.example/")]
    [InlineData("Development", "AzureAd:Instance", "http://192.0.2.1:5081/")]
    [InlineData("Production", "AzureAd:Authority", "http://localhost:5081/common")]
    [InlineData("Production", "AzureAd:MetadataAddress", "http://localhost:5081/x")]
    [InlineData("Production", "AzureAd:ClientId", "not-a-guid")]
    public void An_issuer_that_is_not_microsofts_is_refused_at_start(string environment, string key, string value) => Assert.Contains(
        "Refusing to start",
        Assert.Throws<InvalidOperationException>(() => api.Build("Host=unused", environment, new Dictionary<string, string?> { [key] = value })).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_key_reads_back_with_white_space_and_not_with_a_typo()
    {
        var text = ApiKeySecret.Generate().Reveal();
        var typo = text[..20] + (text[20] == 'a' ? 'b' : 'a') + text[21..];

        Assert.Matches("^sobs_[0-9A-Za-z]{8}_[0-9A-Za-z]{49}$", text);
        Assert.True(ApiKeySecret.TryParse($" {text}\n", out var secret));
        Assert.Equal(text, secret.Reveal());
        Assert.DoesNotContain(text[14..], secret.ToString(), StringComparison.Ordinal);
        Assert.False(ApiKeySecret.TryParse(typo, out _));
        Assert.False(ApiKeySecret.TryParse(text[..^1], out _));
        Assert.False(ApiKeySecret.TryParse(null, out _));
    }
}
