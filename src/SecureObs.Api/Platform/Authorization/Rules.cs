using Microsoft.AspNetCore.Authorization;
using SecureObs.Api.Platform.Authentication;
using SecureObs.Api.Platform.Transport;

namespace SecureObs.Api.Platform.Authorization;

/// <summary>
/// The rules that an endpoint can have, by name. An endpoint without one is denied to everybody; the approved list of
/// endpoints shows the rule of each.
/// </summary>
internal static class Rules
{
    /// <summary>Anybody who signed in.</summary>
    public const string Person = "person";

    /// <summary>A member of the tenant in the route, of any role.</summary>
    public const string Member = "member";

    /// <summary>An admin or owner of the tenant in the route.</summary>
    public const string Admin = "admin";

    /// <summary>An owner of the tenant in the route.</summary>
    public const string Owner = "owner";

    /// <summary>An API key; when the route names a project, one that reaches it.</summary>
    public const string ApiKey = "api-key";

    /// <summary>The same, of a key that may export findings.</summary>
    public const string ExportingKey = "exporting-key";

    /// <summary>Whoever signed the body itself: nobody signs in, and the endpoint asks for the signature before anything else.</summary>
    public const string SignedBody = "signed-body";

    /// <summary>Nobody, but whoever reaches the management port.</summary>
    public const string Management = "management";

    public static IServiceCollection AddRules(this IServiceCollection services, ManagementPort management)
    {
        services.AddSingleton(management);
        services.AddScoped<Caller>();
        services.AddScoped<PersonVisit>();
        services.AddScoped<MemberLock>();
        services.AddScoped<IAuthorizationHandler, TenantRoleHandler>();
        services.AddScoped<IAuthorizationHandler, ApiKeyScopeHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalHandler>();
        services.AddAuthorizationBuilder()
            .AddPolicy(Person, policy => SignedIn(policy))
            .AddPolicy(Member, policy => SignedIn(policy).AddRequirements(new TenantRoleRequirement(TenantRole.Member)))
            .AddPolicy(Admin, policy => SignedIn(policy).AddRequirements(new TenantRoleRequirement(TenantRole.Admin)))
            .AddPolicy(Owner, policy => SignedIn(policy).AddRequirements(new TenantRoleRequirement(TenantRole.Owner)))
            .AddPolicy(ApiKey, policy => WithKey(policy, new ApiKeyScopeRequirement(MayExport: false)))
            .AddPolicy(ExportingKey, policy => WithKey(policy, new ApiKeyScopeRequirement(MayExport: true)))
            .AddPolicy(SignedBody, policy => policy.RequireAssertion(_ => true))
            .AddPolicy(Management, policy => policy.AddRequirements(new ManagementRequirement(management)))
            .SetDefaultPolicy(Nobody)
            .SetFallbackPolicy(Nobody);
        return services;
    }

    /// <summary>Whether an endpoint of this rule is called with an API key.</summary>
    public static bool TakesKeys(string? rule) => rule is ApiKey or ExportingKey;

    /// <summary>For endpoints that name no rule, also those that only ask for "authorization".</summary>
    private static AuthorizationPolicy Nobody => new AuthorizationPolicyBuilder(Credentials.PersonScheme).RequireAssertion(_ => false).Build();

    private static AuthorizationPolicyBuilder WithKey(AuthorizationPolicyBuilder policy, ApiKeyScopeRequirement scope) => policy
        .AddAuthenticationSchemes(ApiKeyHandler.SchemeName)
        .RequireAuthenticatedUser()
        .AddRequirements(scope);

    private static AuthorizationPolicyBuilder SignedIn(AuthorizationPolicyBuilder policy) => policy
        .AddAuthenticationSchemes(Credentials.PersonScheme)
        .RequireAuthenticatedUser()
        .RequireAssertion(context => context.User.IsPerson());
}
