using SecureObs.Graph.Building;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Google;

/// <summary>
/// Attributes as somebody wrote them. The provider may compute most of those that are left out, so that a plan calls them unknown
/// (developer.hashicorp.com/terraform/plugin/sdkv2/schemas/schema-behaviors#computed). Where nothing is referred to either, nothing was written, and the service's own
/// default holds.
/// </summary>
internal static class GoogleSettings
{
    public static Fact<string> Written(this PlanResource owner, Block block, string name) => owner.IsLeftOut(block, name) ? Fact<string>.Absent : block.Text(name);

    public static Fact<bool> WrittenFlag(this PlanResource owner, Block block, string name) => owner.IsLeftOut(block, name) ? Fact<bool>.Absent : block.Flag(name);

    /// <summary>Unknown as a whole, and made from nothing.</summary>
    public static bool IsLeftOut(this PlanResource owner, Block block, string name)
    {
        var path = block.Says(name).Path;
        return block.IsUnknown(name) && !owner.StayedAt(path) && !owner.Refers(path);
    }

    /// <summary>The last part of an id, such as <c>default</c> of <c>projects/p/global/networks/default</c>.</summary>
    public static string LastPart(string id) => id[(id.LastIndexOf('/') + 1)..];

    /// <summary>What the attribute of a block is made from; also by references that say no positions.</summary>
    public static IReadOnlyList<Link> References(this PlanResource owner, Block block, string name, params string[] types)
    {
        var path = block.Says(name).Path;
        var plain = GraphDraft.WithoutPositions(path);
        var found = owner.References.Where(reference => types.Contains(reference.Target.Type)).ToList();
        var here = found.Where(reference => reference.Path == path || reference.Path.StartsWith(path + "[", StringComparison.Ordinal)).ToList();
        return [.. (here.Count > 0 ? here : found.Where(reference => reference.Path == plain)).Select(reference => new Link(reference.Target, Evidence.Observed, new(owner.Address, reference.Path))).DistinctBy(link => link.Target)];
    }

    private static bool Refers(this PlanResource owner, string path)
    {
        var plain = GraphDraft.WithoutPositions(path);
        return owner.References.Any(reference => reference.Plain == plain || reference.Plain.StartsWith(plain + ".", StringComparison.Ordinal));
    }
}
