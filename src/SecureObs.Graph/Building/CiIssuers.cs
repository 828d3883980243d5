namespace SecureObs.Graph.Building;

/// <summary>Issuers of the tokens of CI systems.</summary>
internal static class CiIssuers
{
    private static readonly string[] Hosts =
        ["token.actions.githubusercontent.com", "gitlab.com", "vstoken.dev.azure.com", "login.microsoftonline.com", "app.terraform.io", "oidc.circleci.com", "agent.buildkite.com", "api.bitbucket.org"];

    public static bool Has(string? issuer) => issuer is not null && Hosts.Any(host => issuer.Contains(host, StringComparison.OrdinalIgnoreCase));
}
