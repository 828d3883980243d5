using System.Text;

namespace SecureObs.Cli.Importing.Reading;

/// <summary>
/// Paths of values to look for, ready to be compared with while walking: bit n stands for the n-th path. A step may be <c>*</c>, any name,
/// where no path has a name in the same object.
/// </summary>
internal sealed class JsonPaths
{
    public const int Most = 128;

    /// <summary>Any name.</summary>
    public const string Any = "*";

    private readonly string[][] paths;
    private readonly List<(UInt128 Bit, byte[] Name, string Text)>[] names;
    private readonly UInt128[] items, ending, beyond;

    public JsonPaths(params IReadOnlyList<string> paths)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(paths.Count, Most);
        this.paths = [.. paths.Select(path => path.Replace("[]", ".[]", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries))];
        var depths = this.paths.Max(path => path.Length) + 1;
        names = [.. Enumerable.Range(0, depths).Select(depth => Each(path => path.Length > depth && path[depth] != "[]").Select(at => (Bit(at), Encoding.UTF8.GetBytes(this.paths[at][depth]), this.paths[at][depth])).ToList())];
        items = Of(depths, (path, depth) => path.Length > depth && path[depth] == "[]");
        ending = Of(depths, (path, depth) => path.Length == depth);
        beyond = Of(depths, (path, depth) => path.Length > depth);
        All = this.paths.Length == Most ? UInt128.MaxValue : Bit(this.paths.Length) - UInt128.One;
    }

    public UInt128 All { get; }

    /// <summary>What may be named inside of an object at this depth.</summary>
    public IReadOnlyList<(UInt128 Bit, byte[] Name, string Text)> Names(int depth) => names[depth];

    /// <summary>The paths that go on with items of a list at this depth.</summary>
    public UInt128 Items(int depth) => items[depth];

    public UInt128 EndingAt(int depth) => ending[depth];

    public UInt128 Beyond(int depth) => beyond[depth];

    private IEnumerable<int> Each(Func<string[], bool> has) => Enumerable.Range(0, paths.Length).Where(at => has(paths[at]));

    private UInt128[] Of(int depths, Func<string[], int, bool> has) =>
        [.. Enumerable.Range(0, depths).Select(depth => Each(path => has(path, depth)).Aggregate(UInt128.Zero, (bits, at) => bits | Bit(at)))];

    private static UInt128 Bit(int at) => UInt128.One << at;
}
