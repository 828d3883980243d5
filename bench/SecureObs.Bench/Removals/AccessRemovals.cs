namespace SecureObs.Bench.Removals;

/// <summary>Who may come in, and what they reach.</summary>
internal static class AccessRemovals
{
    private const string Rules = "SecureObs.Api/Platform/Authorization/Rules.cs";
    private const string Credentials = "SecureObs.Api/Platform/Authentication/Credentials.cs";
    private const string TokenForm = "SecureObs.Api/Platform/Authentication/TokenForm.cs";
    private const string MemberRole = "SecureObs.Api/Features/Members/SetMemberRole.cs";
    private const string Transaction = "SecureObs.Api/Platform/Tenancy/TenantTransaction.cs";

    public static Removal[] All { get; } =
    [
        new("an endpoint without a rule is denied", Rules, ".SetFallbackPolicy(Nobody)", ".SetFallbackPolicy(null)", "UnruledEndpointTests"),
        new("\"some authorization\" is no rule", Rules, ".SetDefaultPolicy(Nobody)", "", "UnruledEndpointTests"),
        new("a token carries our scope", Rules, "\n        .RequireAssertion(context => context.User.IsPerson())", "", "BadTokenTests"),
        new("a role that is too low is refused", "SecureObs.Api/Platform/Authorization/TenantRoleHandler.cs",
            "membership.Role < (short)requirement.Least", "membership.Role < 0", "EndpointMatrixTests"),
        new("a key reaches its own project alone", "SecureObs.Api/Platform/Authorization/ApiKeyScopeHandler.cs",
            "&& caller.Reaches(projectId)", "", "EndpointMatrixTests"),
        new("only a key that may exports", "SecureObs.Api/Platform/Authorization/ApiKeyScopeHandler.cs",
            "requirement.MayExport && ", "!requirement.MayExport && ", "EndpointMatrixTests ExportTests"),
        new("one signing algorithm", Credentials, "options.TokenValidationParameters.ValidAlgorithms = [\"RS256\"];", "", "BadTokenTests"),
        new("only the key that the token names", Credentials, "options.TokenValidationParameters.TryAllIssuerSigningKeys = false;", "", "BadTokenTests"),
        new("a token is of the type for access", TokenForm, "type == Type && ", "", "BadTokenTests"),
        new("an unknown extension refuses the token", TokenForm, "&& !web.TryGetHeaderValue<object>(\"crit\", out _)", "", "BadTokenTests"),
        new("no token lives for ever", TokenForm, "&& web.ValidTo - web.ValidFrom <= LongestLife", "", "BadTokenTests"),
        new("a person is named once by tid and oid", Credentials, ".Take(2).ToList() is [var claim]", ".Take(2).ToList() is [var claim, ..]", "BadTokenTests"),
        new("a typo in a key costs no look-up", "SecureObs.Api/Platform/Authentication/ApiKeySecret.cs",
            "return TokenFormat.Matches(Marker, trimmed);", "return true;", "BadKeyTests"),
        new("two keys are none", "SecureObs.Api/Platform/Authentication/ApiKeyHandler.cs", "is not [{ } text]", "is not [{ } text, ..]", "BadKeyTests"),
        new("changes of members come one after the other", "SecureObs.Api/Platform/Authorization/MemberLock.cs",
            " for no key update", "", "MemberRaceTests"),
        new("the role is asked again under the lock", "SecureObs.Api/Platform/Authorization/MemberLock.cs",
            "now < least ?", "now < TenantRole.Member ?", "MemberRaceTests"),
        new("the last owner stays", "SecureObs.Api/Features/Members/MemberRule.cs", "&& owners <= 1", "&& owners <= 0", "MembersTests"),
        new("only an owner changes owners", "SecureObs.Api/Features/Members/MemberRule.cs",
            "caller != TenantRole.Owner && (from", "caller < TenantRole.Admin && (from", "MembersTests"),
        new("an invitation works once", "SecureObs.Api/Features/Invitations/AcceptInvitation.cs",
            "\n                || (invitation.AcceptedBy is { } other && other != actor)", "", "InvitationsTests MemberRaceTests"),
        new("who loses a role loses his open invitations", MemberRole, "if (to < from)", "if (to < TenantRole.Member)", "MembersTests InvitationsTests"),
        new("row-level security has the tenant of the transaction", Transaction,
            "select app.set_tenant({tenantId})", "select app.set_tenant({System.Guid.NewGuid()})", "ForgottenFilterTests IngestTests"),
        new("the API starts as its own role alone", "SecureObs.Api/Platform/Database/StartupGuard.cs",
            "roles != $\"{DatabaseSetup.ApiRole}/{DatabaseSetup.ApiRole}\"", "roles.Length == 0", "StartupGuardTests"),
        new("the API does not start on broken isolation", "SecureObs.Api/Platform/Database/StartupGuard.cs",
            "violations.Count > 0", "violations.Count > 1_000_000", "DatabaseLintTests"),
    ];
}
