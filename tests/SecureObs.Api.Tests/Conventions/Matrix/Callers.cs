using System.Net;
using SecureObs.Api.Platform.Authorization;

namespace SecureObs.Api.Tests.Conventions.Matrix;

/// <summary>Everybody who may come, as seen from the tenant that is called.</summary>
public enum Caller
{
    Anonymous,
    Stranger,
    Member,
    Admin,
    Owner,
    OwnerElsewhere,
    TenantKey,
    ProjectKey,
    ExportingKey,
    KeyOfAnotherProject,
    KeyOfAnotherTenant,
    RevokedKey,
    ExpiredKey,
}

/// <summary>What the words of the rules mean, said a second time: the product's own code is not asked.</summary>
internal static class Callers
{
    public static readonly Caller[] All = Enum.GetValues<Caller>();

    private static readonly Caller[] People = [Caller.Stranger, Caller.Member, Caller.Admin, Caller.Owner, Caller.OwnerElsewhere];
    private static readonly Caller[] GoodKeys = [Caller.TenantKey, Caller.ProjectKey, Caller.ExportingKey, Caller.KeyOfAnotherProject, Caller.KeyOfAnotherTenant];

    public static bool IsPerson(this Caller caller) => People.Contains(caller);

    /// <summary>The refusal that the caller must meet; null when it must be let in.</summary>
    /// <param name="namesSomething">Whether the call names something of the tenant, e.g. a project, by its id.</param>
    public static HttpStatusCode? Refusal(string rule, Caller caller, bool namesSomething) => rule switch
    {
        EndpointFacts.Anonymous or Rules.SignedBody => null,
        Rules.Management => HttpStatusCode.NotFound,   // all callers come by the public port
        Rules.Person => caller.IsPerson() ? null : HttpStatusCode.Unauthorized,
        Rules.Member => InTenant(caller, Caller.Member),
        Rules.Admin => InTenant(caller, Caller.Admin),
        Rules.Owner => InTenant(caller, Caller.Owner),
        Rules.ApiKey or Rules.ExportingKey when !GoodKeys.Contains(caller) => HttpStatusCode.Unauthorized,
        Rules.ApiKey or Rules.ExportingKey when namesSomething && caller is (Caller.KeyOfAnotherProject or Caller.KeyOfAnotherTenant) => HttpStatusCode.NotFound,
        Rules.ExportingKey when caller is not Caller.ExportingKey => HttpStatusCode.Forbidden,
        Rules.ApiKey or Rules.ExportingKey => null,
        _ => throw new InvalidOperationException($"The rule '{rule}' is new: say here what it means for each caller."),
    };

    private static HttpStatusCode? InTenant(Caller caller, Caller least) => caller switch
    {
        _ when !caller.IsPerson() => HttpStatusCode.Unauthorized,
        Caller.Stranger or Caller.OwnerElsewhere => HttpStatusCode.NotFound,
        _ => caller < least ? HttpStatusCode.Forbidden : null,
    };
}
