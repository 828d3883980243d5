using SecureObs.Graph.Building;

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

    private static bool Refers(this PlanResource owner, string path)
    {
        var plain = GraphDraft.WithoutPositions(path);
        return owner.References.Any(reference => reference.Plain == plain || reference.Plain.StartsWith(plain + ".", StringComparison.Ordinal));
    }
}
