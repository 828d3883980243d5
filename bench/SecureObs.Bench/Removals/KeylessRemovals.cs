namespace SecureObs.Bench.Removals;

/// <summary>What keeps a pipeline without a key from being anybody, and from reaching more than its run.</summary>
internal static class KeylessRemovals
{
    private const string Keyless = "SecureObs.Api/Features/Keyless/";
    private const string Token = Keyless + "WorkloadToken.cs";
    private const string Exchange = Keyless + "ExchangeToken.cs";
    private const string Rules = Keyless + "TrustRuleRequest.cs";
    private const string Imports = "SecureObs.Api/Features/Findings/LargeImports/ImportProgress.cs";
    private const string Caller = "SecureObs.Api/Platform/Authorization/Caller.cs";
    private const string Migration = "../db/migrations/0031_keyless.sql";

    public static Removal[] All { get; } =
    [
        new("a token is made for this reader alone", Exchange, "token.IsFor(rule.Audience) && ", "", "ExchangeTests"),
        new("a token is signed by its issuer", Token, "if (!await Handler.IsSignedAsync", "if (await keys.FindAsync(Issuer, keyId, ct) is null && !await Handler.IsSignedAsync", "ExchangeTests"),
        new("a token begins, ends and lives shortly", Token, "begins > DateTimeOffset.UnixEpoch && begins <= now + Skew && now < to + Skew && to - begins <= LongestLife", "to != begins", "ExchangeTests"),
        new("an extension that nobody understands refuses a token", Token, " || token.TryGetHeaderValue<object>(\"crit\", out _)", "", "ExchangeTests"),
        new("a token says a claim once", Keyless + "TokenClaims.cs", "if (!names.Add(claim.Name))", "if (names.Add(claim.Name) && names.Count < 0)", "ExchangeTests TrustRuleTests"),
        new("a token is exchanged once", Keyless + "RunCredential.cs", "return await tx.FirstAsync<bool>($\"select true from app.run_credentials where tenant_id = {tx.TenantId} and id = {Id}\", ct);", "return true;", "ExchangeTests"),
        new("pull requests stay out", Keyless + "TrustMatch.cs", "if (!rule.PullRequests && ", "if (rule.Id == Guid.Empty && ", "ExchangeTests"),
        new("a token is good for the run that it names", Exchange, " && IsOfRun(rule, token.Claims, run)", "", "ExchangeTests"),
        new("a star trusts nobody else's pipelines", Rules, " && !value.Contains('*', StringComparison.Ordinal)", "", "TrustRuleTests"),
        new("an issuer is asked over https alone", Rules, "!settings.MayTrust(request.Issuer)", "request.Issuer.Length == 0", "TrustRuleTests"),
        new("nobody is made to look around in the network", Keyless + "IssuerKeys.cs", "settings.IsOwn(issuer) ? own : anybody) { RequireHttps = !settings.IsOwn(issuer) }", "own) { RequireHttps = false }", "IssuerKeysTests"),
        new("nobody queues for an issuer that is away", Keyless + "IssuerKeys.cs", "away is { } last && now - last.At < AwayFor", "away is { } last && AwayFor < TimeSpan.Zero", "IssuerKeysTests"),
        new("an issuer speaks for itself", Keyless + "IssuerKeys.cs", "document.Issuer == name ? [.. document.SigningKeys] : []", "[.. document.SigningKeys]", "IssuerKeysTests"),
        new("a credential reaches one run", Caller, "if (OnlyRun is not null && OnlyRun != pipelineRunId)", "if (OnlyRun is { Length: 0 })", "ReachTests"),
        new("a credential reaches one branch", Caller, "OnlyBranch is not null && !string.IsNullOrEmpty(branch) && OnlyBranch != branch", "OnlyBranch is { Length: 0 }", "ReachTests"),
        new("a credential reads imports of its run alone", Imports, "{import} and ({reach.OnlyRun}::text is null or i.run = {reach.OnlyRun})", "{import}", "ReachTests"),
        new("a credential moves imports of its run alone", Imports, " and ({reach.OnlyRun}::text is null or i.run = {reach.OnlyRun}) and i.rows", " and i.rows", "ReachTests"),
        new("an import is of the run that began it", Imports, "{reach.Project}, {reach.OnlyRun}, {after", "{reach.Project}, {(string?)null}, {after", "ReachTests"),
        new("a credential is over after a quarter of an hour", Migration, "c.expires_at > at and ", "", "ExchangeTests"),
        new("a revoked rule takes its credentials along", Migration, "c.expires_at > at and r.revoked_at is null and", "c.expires_at > at and", "ExchangeTests"),
        new("a credential is renewed while its token is good", Keyless + "RenewCredential.cs", "|| before.RenewableUntil <= now.UtcDateTime", "", "ExchangeTests"),
        new("scanners do not get what opens the API", "SecureObs.Cli/Running/ToolProcess.cs", "start.Environment.Remove(secret);", "_ = secret;", "StopTests") { Project = "SecureObs.Cli.Tests" },
    ];
}
