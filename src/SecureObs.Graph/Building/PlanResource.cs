using SecureObs.Contracts;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Building;

/// <summary>A resource or data source of a topology that will be there after the plan, with what it refers to.</summary>
internal sealed class PlanResource : Block
{
    private readonly HashSet<string> unknown;
    private readonly HashSet<string> stayed;
    private readonly TopologyResource resource;

    public PlanResource(TopologyResource resource) : base(null, resource.SafeAttributes ?? [], "")
    {
        this.resource = resource;
        // What stayed on the machine is as good as unknown here.
        stayed = [.. resource.RedactedAttributePaths ?? []];
        unknown = [.. resource.UnknownAttributePaths ?? [], .. stayed];
    }

    public string Address => resource.Address;
    public string Type => resource.Type;
    public bool IsData => resource.Mode == "data";
    public string? Module => resource.ModuleAddress;

    /// <summary>What it refers to, and by which attribute: the path, and the path without positions.</summary>
    public List<(string Path, string Plain, PlanResource Target)> References { get; } = [];

    /// <summary>What refers to it; the paths are those of the source.</summary>
    public List<(string Path, string Plain, PlanResource Source)> ReferredBy { get; } = [];

    /// <summary>That it is there.</summary>
    public Basis Itself => new(Address, "");

    public bool IsUnknownAt(string path) => unknown.Contains(path);

    /// <summary>It has a value, which stayed on the machine.</summary>
    public bool StayedAt(string path) => stayed.Contains(path);

    public bool IsUnknownAtOrBelow(string path) => unknown.Contains(path) || unknown.Any(each => each.StartsWith(path, StringComparison.Ordinal) && each.Length > path.Length && each[path.Length] is '[' or '.');

    public override string ToString() => Address;
}
