using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Aws.Policies;

/// <summary>One statement of a policy, as far as it is known.</summary>
/// <param name="Says">Where it stands.</param>
internal sealed record Statement(bool Allows, Patterns Actions, Patterns Resources, Principals Principals, Conditions Conditions, Basis Says)
{
    /// <summary>What the statement is about, by reference: the resources of which ARNs are made in its resources.</summary>
    public IReadOnlyList<PlanResource> Linked { get; init; } = [];

    /// <summary>Whether it is about an action, no condition looked at.</summary>
    public Evidence? IsAbout(string action) => Actions.Match(action, ignoreCase: true);
}

/// <summary>Names with wildcards; of what is left out of it (<c>NotAction</c>) when <paramref name="IsNegated"/>.</summary>
/// <param name="IsUnknown">There are others, which are not known.</param>
internal sealed record Patterns(IReadOnlyList<string> Names, bool IsNegated = false, bool IsUnknown = false)
{
    public static readonly Patterns Any = new(["*"]);
    public static readonly Patterns None = new([]);
    public static readonly Patterns Unknown = new([], IsUnknown: true);

    public bool IsAny => !IsNegated && Names.Contains("*");

    /// <returns>Observed, unknown-dependent, or null: it is not in it.</returns>
    public Evidence? Match(string name, bool ignoreCase = false)
    {
        var isNamed = Names.Any(each => Glob.Matches(each, name, ignoreCase));
        if (isNamed)
            return IsNegated ? null : Evidence.Observed;
        return IsUnknown ? Evidence.UnknownDependent : IsNegated ? Evidence.Observed : null;
    }
}

/// <summary>Who a statement of a trust or resource policy is about.</summary>
/// <param name="Accounts">Under <c>AWS</c>: ARNs, account numbers, <c>*</c>.</param>
/// <param name="Linked">By reference: roles, users, OIDC providers, or <c>data.aws_caller_identity</c> for the account itself.</param>
/// <param name="IsNegated"><c>NotPrincipal</c>.</param>
internal sealed record Principals(
    IReadOnlyList<string> Accounts, IReadOnlyList<string> Services, IReadOnlyList<string> Federated, IReadOnlyList<PlanResource> Linked, bool IsNegated = false, bool IsUnknown = false)
{
    public static readonly Principals None = new([], [], [], []);

    /// <summary>Everybody, also without an account.</summary>
    public bool IsEverybody => !IsNegated && Accounts.Contains("*");
}

/// <summary>The conditions of a statement: their keys in lower case, as the values stay on the machine.</summary>
/// <param name="IsThere">Also when no key of them is known.</param>
internal sealed record Conditions(bool IsThere, IReadOnlyList<string> Keys)
{
    public static readonly Conditions None = new(false, []);

    /// <summary>
    /// Keys that anybody can fulfil who may make the request: that it uses TLS, that what is written is encrypted or has an ACL.
    /// </summary>
    private static readonly HashSet<string> Harmless =
    [
        "aws:securetransport", "s3:tlsversion", "s3:x-amz-acl", "s3:x-amz-server-side-encryption", "s3:signatureversion",
    ];

    /// <summary>Whoever has the right otherwise can fulfil them.</summary>
    public bool IsHarmless => IsThere && Keys.Count > 0 && Keys.All(Harmless.Contains);

    /// <summary>They keep somebody out who has the right otherwise, by values that are not known here.</summary>
    public bool Restrict => IsThere && !IsHarmless;
}
