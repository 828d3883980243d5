using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace SecureObs.Api.Platform.Authentication;

/// <summary>
/// Authenticates a pipeline by the header <c>X-Api-Key</c>: a key, or what it got for its own token. The database is asked on
/// every request, so revoking works from the next one on.
/// </summary>
internal sealed class ApiKeyHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    TimeProvider clock,
    Doors doors) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string Header = "X-Api-Key";
    public const string TenantClaim = "secureobs:tenant";
    public const string KeyClaim = "secureobs:api-key";
    public const string ProjectClaim = "secureobs:project";
    public const string ExportClaim = "secureobs:may-export";
    public const string RuleClaim = "secureobs:trust-rule";
    public const string RunClaim = "secureobs:run";
    public const string BranchClaim = "secureobs:branch";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // Two keys are none: whoever stands in between may read the other one.
        if (Request.Headers[Header] is not [{ } text])
            return AuthenticateResult.NoResult();
        if (RunCredentialSecret.TryParse(text, out var credential))
            return await doors.AuthenticateRunCredentialAsync(credential.Hash(), clock.GetUtcNow(), Context.RequestAborted) is { } run
                ? AuthenticateResult.Success(new(Principal(run), SchemeName))
                : AuthenticateResult.Fail("Unknown or expired run credential.");
        if (!ApiKeySecret.TryParse(text, out var secret))
            return AuthenticateResult.Fail("Not an API key.");
        return await doors.AuthenticateApiKeyAsync(secret.Hash(), clock.GetUtcNow(), Context.RequestAborted) is { } key
            ? AuthenticateResult.Success(new(Principal(key), SchemeName))
            : AuthenticateResult.Fail("Unknown, revoked or expired API key.");
    }

    private static ClaimsPrincipal Principal(AuthenticatedKey key)
    {
        var identity = new ClaimsIdentity(
            [new(TenantClaim, key.TenantId.ToString()), new(KeyClaim, key.ApiKeyId.ToString())], SchemeName);
        if (key.ProjectId is { } project)
            identity.AddClaim(new(ProjectClaim, project.ToString()));
        if (key.MayExport)
            identity.AddClaim(new(ExportClaim, "true"));
        return new(identity);
    }

    private static ClaimsPrincipal Principal(AuthenticatedRun run)
    {
        var identity = new ClaimsIdentity(
            [
                new(TenantClaim, run.TenantId.ToString()), new(KeyClaim, run.CredentialId.ToString()), new(ProjectClaim, run.ProjectId.ToString()),
                new(RuleClaim, run.RuleId.ToString()), new(RunClaim, run.Run),
            ], SchemeName);
        if (run.Branch is { } branch)
            identity.AddClaim(new(BranchClaim, branch));
        return new(identity);
    }
}
