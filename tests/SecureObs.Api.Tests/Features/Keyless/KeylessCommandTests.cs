using SecureObs.Api.Features.Keyless;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Features.Keyless;

/// <summary>The command in a pipeline that has no key, on each platform that offers a token.</summary>
public sealed class KeylessCommandTests(TestApi api)
{
    private const string Sarif = """
        {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"any"}},"results":[{"ruleId":"R1","level":"error","message":{"text":"m"},
        "locations":[{"physicalLocation":{"artifactLocation":{"uri":"a.py"},"region":{"startLine":1}}}]}]}]}
        """;

    [Fact]
    public async Task On_GitHub_it_asks_for_a_token_by_itself()
    {
        var tenant = await api.NewTenantAsync();
        await tenant.TrustAsync(api.Rule() with { Audience = api.Address.GetLeftPart(UriPartial.Authority) });
        using var command = Command();
        command.Variables["ACTIONS_ID_TOKEN_REQUEST_URL"] = $"{api.Issuer.Url}/github-token?v=1";
        command.Variables["ACTIONS_ID_TOKEN_REQUEST_TOKEN"] = "of-the-job";

        await ImportsAndGatesAsync(tenant, command);
    }

    [Fact]
    public async Task On_Azure_DevOps_it_asks_for_that_of_a_service_connection()
    {
        var tenant = await api.NewTenantAsync();
        await tenant.TrustAsync(new("Builds", TrustPlatform.AzureDevOps, api.Issuer.Url, "api://AzureADTokenExchange", Trusting.Claims(("sub", "sc://octo/shop/connection"))));
        using var command = Command();
        command.Variables["SYSTEM_OIDCREQUESTURI"] = $"{api.Issuer.Url}/azure-token";
        command.Variables["SYSTEM_ACCESSTOKEN"] = "of-the-job";
        command.Variables["SECUREOBS_SERVICE_CONNECTION_ID"] = "connection";

        await ImportsAndGatesAsync(tenant, command);
    }

    /// <summary>GitLab gives a job one token: the commands of the job share what the first one got for it.</summary>
    [Fact]
    public async Task A_token_that_is_given_is_good_for_all_commands_of_the_job()
    {
        var tenant = await api.NewTenantAsync();
        await tenant.TrustAsync(new("Builds", TrustPlatform.Generic, api.Issuer.Url, Trusting.Audience, Trusting.Claims(("sub", "job"))));
        using var command = Command();
        command.Variables["SECUREOBS_ID_TOKEN"] = api.Issuer.Token(("sub", "job"));

        await ImportsAndGatesAsync(tenant, command);

        Assert.Equal(1L, await CredentialsAsync(tenant));
        // Near its end it is renewed, by whichever command comes next.
        await RewriteHeldAsync(command.Variables["SECUREOBS_ID_TOKEN"]!, text => text.Replace(Expiry(text), $"{DateTimeOffset.UtcNow.AddMinutes(1):O}", StringComparison.Ordinal));
        Assert.Equal(3, (await command.RunAsync(["gate", .. Run(tenant)])).ExitCode);   // blocked, by what was found
        Assert.Equal(2L, await CredentialsAsync(tenant));
    }

    [Fact]
    public async Task A_pipeline_that_is_not_trusted_is_told_so_in_one_line()
    {
        var tenant = await api.NewTenantAsync();
        using var command = Command();
        command.Variables["SECUREOBS_ID_TOKEN"] = api.Issuer.Token();

        var (exitCode, _, error) = await command.RunAsync(["gate", .. Run(tenant)]);

        Assert.Equal(1, exitCode);
        Assert.StartsWith("error: the API refused the token of this pipeline (401): ", error, StringComparison.Ordinal);
        Assert.Equal(1, error.Count(character => character == '\n'));
    }

    [Fact]
    public async Task Without_key_and_token_it_says_what_to_do()
    {
        var tenant = await api.NewTenantAsync();
        using var command = Command();
        command.Variables["ACTIONS_ID_TOKEN_REQUEST_URL"] = $"{api.Issuer.Url}/github-token?v=1";   // and no token to ask with: the job may not

        var (exitCode, _, error) = await command.RunAsync(["gate", .. Run(tenant)]);

        Assert.Equal((1, "error: SECUREOBS_API_KEY is not set. Give the pipeline an API key of the project, or let it ask its CI system for a token.\n"), (exitCode, error));
    }

    private Command Command() => new(api, "");

    private static string[] Run(TestTenant tenant) => ["--project-id", $"{tenant.ProjectId}", "--tenant-id", $"{tenant.Id}", "--pipeline-run-id", Trusting.Run];

    private async Task ImportsAndGatesAsync(TestTenant tenant, Command command)
    {
        var imported = await command.RunAsync(["import", command.Write("report.sarif", Sarif), .. Run(tenant), "--branch", "main"]);
        Assert.True(imported.ExitCode == 0, imported.Error);
        Assert.Equal(1L, await api.Database.ScalarAsync<long>(api.DatabaseName, $"select count(*) from app.findings where tenant_id = '{tenant.Id}'"));
        var gate = await command.RunAsync(["gate", .. Run(tenant)]);
        Assert.True(gate.ExitCode is 0 or 3, gate.Error);
    }

    private Task<long> CredentialsAsync(TestTenant tenant) => api.Database.ScalarAsync<long>(api.DatabaseName, $"select count(*) from app.run_credentials where tenant_id = '{tenant.Id}'");

    private static string Expiry(string text) => System.Text.Json.JsonDocument.Parse(text).RootElement.GetProperty("expiresAt").GetString()!;

    private static async Task RewriteHeldAsync(string token, Func<string, string> change)
    {
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token)))[..32];
        var file = Path.Combine(Path.GetTempPath(), $"secureobs-credential-{digest}");
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        await File.WriteAllTextAsync(file, change(await File.ReadAllTextAsync(file)));
    }
}
