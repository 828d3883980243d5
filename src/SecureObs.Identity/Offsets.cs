namespace SecureObs.Identity;

/// <summary>How far lines of a file moved, told by those that are surely the same.</summary>
internal sealed class Offsets
{
    private readonly (int Old, int New)[] sure;

    /// <param name="sure">Line numbers of before and now.</param>
    public Offsets(IEnumerable<(int Old, int New)> sure) => this.sure = [.. sure.Distinct().OrderBy(pair => pair.Old).ThenBy(pair => pair.New)];

    /// <summary>1 when the line is where its neighbours went, towards 0 the farther it is from there.</summary>
    public double Closeness(int old, int @new)
    {
        const double lines = 8;
        return 1 / (1 + (Math.Abs(@new - old - Around(old)) / lines));
    }

    /// <summary>Whether no pair would be above on one side and below on the other.</summary>
    public bool Keeps(int old, int @new) =>
        sure.All(pair => pair.Old == old || pair.New == @new || (pair.Old < old) == (pair.New < @new));

    /// <summary>The offset of the nearest.</summary>
    private int Around(int old) => sure is [] ? 0 : sure.MinBy(pair => Math.Abs(pair.Old - old)) is var nearest ? nearest.New - nearest.Old : 0;
}
