namespace SecureObs.Bench.Identity;

/// <summary>A way to tell which findings of a newer report are findings of an older one of the same scanner.</summary>
internal interface IIdentityWay
{
    /// <summary>For the table, a few words.</summary>
    string Name { get; }

    /// <summary>Positions of findings that are the same; no position twice.</summary>
    /// <param name="old">In the order of the report. So is <paramref name="new"/>.</param>
    IReadOnlyList<(int Old, int New)> Match(IReadOnlyList<PairFinding> old, IReadOnlyList<PairFinding> @new);
}
