using SecureObs.Graph.Model;

namespace SecureObs.Graph.Aws;

/// <summary>Something that holds, how sure that is, and the attributes that say so. What does not hold is null.</summary>
internal sealed record Claim(Evidence Evidence, IReadOnlyList<Basis> Basis)
{
    public static Claim Observed(params IReadOnlyList<Basis> basis) => new(Evidence.Observed, basis);
    public static Claim Inferred(params IReadOnlyList<Basis> basis) => new(Evidence.Inferred, basis);
    public static Claim Unknown(params IReadOnlyList<Basis> basis) => new(Evidence.UnknownDependent, basis);

    /// <summary>Both are needed: as sure as the weaker one.</summary>
    public Claim And(Claim other) => new(Weaker(Evidence, other.Evidence), [.. Basis.Concat(other.Basis).Distinct()]);

    /// <summary>No surer than this.</summary>
    public Claim AtMost(Evidence evidence) => this with { Evidence = Weaker(Evidence, evidence) };

    /// <summary>One of them is enough: the surest, the first of equal ones; null when none holds.</summary>
    public static Claim? Surest(IEnumerable<Claim?> claims)
    {
        Claim? best = null;
        foreach (var each in claims)
            if (each is not null && (best is null || each.Evidence < best.Evidence))
                best = each;
        return best;
    }

    public static Evidence Weaker(Evidence one, Evidence other) => one > other ? one : other;
}
