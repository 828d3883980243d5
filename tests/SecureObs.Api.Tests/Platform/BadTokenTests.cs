using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform;

/// <summary>Whoever cannot prove to be a person of Entra ID for this API is refused, and the database never hears of it.</summary>
public sealed class BadTokenTests(TestApi api, OneTenant shared) : IClassFixture<OneTenant>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Bad => [.. BadTokens.All.Keys];

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_bad_token_is_refused_and_asks_the_database_nothing(string name)
    {
        var tenant = shared.Tenant;
        var (bad, forge) = (BadTokens.All[name], Forge(tenant.OwnerPerson));
        using var watch = new DatabaseWatch();

        foreach (var path in new[] { "/api/me", tenant.Route("projects"), tenant.Route("api-keys") })
        {
            var asked = watch.Follow(out var trace);
            var target = bad.Query is { } query ? $"{path}?{query(forge)}" : path;
            var status = await RawRequest.GetAsync(api.Address, target, [$"traceparent: {trace}", .. bad.Headers(forge)], Ct);

            // A server that refuses a request before it has read it may be gone before its answer is.
            Assert.Equal(bad.Status, status == 0 && bad.Status == 431 ? 431 : status);
            Assert.Empty(watch.StatementsOf(asked));
        }
    }

    /// <summary>Whoever sends what is no token could else fill the log.</summary>
    [Fact]
    public async Task What_is_no_token_writes_no_error_into_the_log()
    {
        Assert.Equal(401, await RawRequest.GetAsync(api.Address, "/api/me", ["Authorization: Bearer no-token"], Ct));

        Assert.Contains("JwtBearerHandler", api.Logs.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Error Microsoft.IdentityModel", api.Logs.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_is_long() => Assert.True(BadTokens.All.Count >= 100, $"{BadTokens.All.Count} rows");

    /// <summary>What the bad ones differ from. It also shows that statements are counted.</summary>
    [Theory]
    [InlineData("Bearer", EntraDirectory, "access_as_user")]
    [InlineData("bearer", EntraDirectory, "access_as_user")]
    [InlineData("Bearer", PersonalAccounts, "access_as_user")]
    [InlineData("Bearer", EntraDirectory, "other access_as_user openid")]
    public async Task A_good_token_is_let_in(string scheme, string directory, string scope)
    {
        var forge = Forge(Guid.NewGuid());
        var token = forge.With(("tid", directory), ("iss", $"https://login.microsoftonline.com/{directory}/v2.0"), ("scp", scope));
        using var watch = new DatabaseWatch();
        var asked = watch.Follow(out var trace);

        Assert.Equal(200, await RawRequest.GetAsync(api.Address, "/api/me", [$"traceparent: {trace}", $"Authorization: {scheme} {token}"], Ct));
        Assert.Contains(watch.StatementsOf(asked), statement => statement.Contains("recognise_person", StringComparison.Ordinal));
    }

    private const string EntraDirectory = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    private const string PersonalAccounts = "9188040d-6c67-4c5b-b112-36a304b66dad";

    private TokenForge Forge(Guid person) => new(api.Entra.Key.Rsa, api.Entra.Key.KeyId, person);
}
