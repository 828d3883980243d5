using System.Net;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SecureObs.Local.SignIn;

namespace SecureObs.Local.Tests.SignIn;

public sealed class DevIssuerTests : IAsyncLifetime
{
    private Issuer issuer = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => issuer = await Issuer.StartAsync();

    public ValueTask DisposeAsync() => issuer.DisposeAsync();

    [Fact]
    public async Task A_chosen_person_gets_tokens_that_the_published_keys_verify()
    {
        var answer = Issuer.FieldsOf(await issuer.ChooseAsync(DemoPerson.Ada));
        Assert.Equal("a state & more", answer["state"]);

        var (status, tokens) = await issuer.TokenAsync(("grant_type", "authorization_code"), ("code", answer["code"]));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(tokens.GetProperty("client_info").GetString(), answer["client_info"]);
        Assert.Equal("a-nonce", Issuer.ClaimsOf(tokens.GetProperty("id_token").GetString()!).GetProperty("nonce").GetString());
        var access = tokens.GetProperty("access_token").GetString()!;
        var keys = new JsonWebKeySet(await issuer.Browser.GetStringAsync("/common/discovery/v2.0/keys", Ct));
        var valid = await new JsonWebTokenHandler().ValidateTokenAsync(access, new()
        {
            IssuerSigningKeys = keys.GetSigningKeys(),
            ValidAlgorithms = ["RS256"],
            ValidAudience = Issuer.ApiClient,
            ValidIssuer = $"{issuer.Origin}/{DemoPerson.Ada.DirectoryId}/v2.0",
        });
        Assert.True(valid.IsValid, valid.Exception?.Message);
        Assert.Equal("access_as_user", valid.Claims["scp"]);
        Assert.Equal(DemoPerson.Ada.ObjectId.ToString(), valid.Claims["oid"]);
        Assert.Equal(DemoPerson.Ada.DirectoryId.ToString(), valid.Claims["tid"]);
    }

    [Fact]
    public async Task The_issuer_of_common_is_a_template_and_of_a_directory_its_own()
    {
        var common = await issuer.JsonAsync("/common/v2.0/.well-known/openid-configuration");
        var own = await issuer.JsonAsync($"/{DemoPerson.Fay.DirectoryId}/v2.0/.well-known/openid-configuration");
        Assert.Equal($"{issuer.Origin}/{{tenantid}}/v2.0", common.GetProperty("issuer").GetString());
        Assert.Equal($"{issuer.Origin}/{DemoPerson.Fay.DirectoryId}/v2.0", own.GetProperty("issuer").GetString());
    }

    [Theory]
    [InlineData("redirect_uri", "http://localhost:5080/redirect.html?x=1")]
    [InlineData("redirect_uri", "http://localhost:5080/")]
    [InlineData("redirect_uri", null)]
    [InlineData("client_id", Issuer.ApiClient)]
    public async Task Nothing_is_sent_to_an_address_that_is_not_registered(string parameter, string? value)
    {
        var response = await issuer.ChooseAsync(DemoPerson.Ada, Issuer.Authorize((parameter, value)));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(response.Headers.Location);
    }

    [Theory]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge", "too-short", "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("scope", "profile", "invalid_scope")]
    public async Task A_faulty_request_is_told_to_the_page_that_asked(string parameter, string? value, string error)
    {
        var response = await issuer.ChooseAsync(DemoPerson.Ada, Issuer.Authorize((parameter, value)));
        Assert.Equal(error, Issuer.FieldsOf(response)["error"]);
    }

    [Fact]
    public async Task A_code_works_once()
    {
        var code = await issuer.CodeAsync(DemoPerson.Ada);
        await issuer.TokenAsync(("grant_type", "authorization_code"), ("code", code));
        var (status, body) = await issuer.TokenAsync(("grant_type", "authorization_code"), ("code", code));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_grant"), (status, body.GetProperty("error").GetString()));
    }

    [Theory]
    [InlineData("code_verifier", "another-verifier-of-at-least-forty-three-characters")]
    [InlineData("redirect_uri", "http://localhost:5080/")]
    [InlineData("client_id", Issuer.ApiClient)]
    public async Task A_code_is_worth_nothing_to_whom_it_was_not_given(string field, string value)
    {
        var code = await issuer.CodeAsync(DemoPerson.Ada);
        var (status, _) = await issuer.TokenAsync(("grant_type", "authorization_code"), ("code", code), (field, value));
        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task A_refresh_token_works_once_and_is_replaced()
    {
        var code = await issuer.CodeAsync(DemoPerson.Fay);
        var (_, first) = await issuer.TokenAsync(("grant_type", "authorization_code"), ("code", code));
        var refresh = first.GetProperty("refresh_token").GetString()!;

        var (renewed, second) = await issuer.TokenAsync(("grant_type", "refresh_token"), ("refresh_token", refresh));
        var (again, _) = await issuer.TokenAsync(("grant_type", "refresh_token"), ("refresh_token", refresh));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (renewed, again));
        Assert.NotEqual(refresh, second.GetProperty("refresh_token").GetString());
    }

    [Fact]
    public async Task A_silent_request_answers_from_the_session_until_sign_out()
    {
        var silent = Issuer.Authorize(("prompt", "none"));
        Assert.Equal("login_required", Issuer.FieldsOf(await issuer.Browser.GetAsync(silent, Ct))["error"]);

        await issuer.ChooseAsync(DemoPerson.Mia);
        Assert.Contains("code", Issuer.FieldsOf(await issuer.Browser.GetAsync(silent, Ct)));
        var other = Issuer.Authorize(("prompt", "none"), ("login_hint", DemoPerson.Ada.Username));
        Assert.Equal("login_required", Issuer.FieldsOf(await issuer.Browser.GetAsync(other, Ct))["error"]);

        await issuer.Browser.GetAsync("/common/oauth2/v2.0/logout", Ct);
        Assert.Equal("login_required", Issuer.FieldsOf(await issuer.Browser.GetAsync(silent, Ct))["error"]);
    }

    [Fact]
    public async Task Sign_out_returns_to_registered_pages_only()
    {
        var home = await issuer.Browser.GetAsync("/common/oauth2/v2.0/logout?state=s&post_logout_redirect_uri=http://localhost:5080/", Ct);
        var stranger = await issuer.Browser.GetAsync("/common/oauth2/v2.0/logout?post_logout_redirect_uri=https://evil.example/", Ct);
        Assert.Equal("http://localhost:5080/?state=s", home.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, stranger.StatusCode);
    }

    [Fact]
    public async Task The_page_offers_every_person_under_a_strict_policy()
    {
        var response = await issuer.Browser.GetAsync(Issuer.Authorize(), Ct);
        var page = await response.Content.ReadAsStringAsync(Ct);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();

        Assert.All(DemoPerson.All, person => Assert.Contains(person.Name, page, StringComparison.Ordinal));
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_site_cannot_sign_anybody_in()
    {
        issuer.Browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "cross-site");
        var response = await issuer.ChooseAsync(DemoPerson.Ada);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Only_registered_pages_may_read_tokens()
    {
        string?[] allowed = [];
        foreach (var origin in (string[])["http://localhost:5080", "https://evil.example"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Options, "/common/oauth2/v2.0/token");
            request.Headers.Add("Origin", origin);
            var response = await issuer.Browser.SendAsync(request, Ct);
            allowed = [.. allowed, response.Headers.TryGetValues("Access-Control-Allow-Origin", out var o) ? o.Single() : null];
        }

        Assert.Equal(["http://localhost:5080", null], allowed);
    }

    [Fact]
    public async Task Another_name_for_this_machine_gets_no_answer()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Issuer.Authorize());
        request.Headers.Host = "rebound.example";
        Assert.Equal(HttpStatusCode.NotFound, (await issuer.Browser.SendAsync(request, Ct)).StatusCode);
    }
}
