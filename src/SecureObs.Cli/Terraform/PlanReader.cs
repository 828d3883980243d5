using SecureObs.Cli.Drivers;
using SecureObs.Cli.Importing.Reading;
using SecureObs.Contracts;

namespace SecureObs.Cli.Terraform;

/// <summary>A plan, reduced: what leaves, and what stays with the reason.</summary>
internal sealed record SanitizedPlan(
    string FormatVersion, string? TerraformVersion, IReadOnlyList<TopologyResource> Resources, IReadOnlyList<TopologyReference> References,
    IReadOnlyDictionary<string, int> Unresolved, IReadOnlyList<Dropped> Dropped)
{
    /// <summary>What else could not be told, in words without data.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Whether it was made of configuration alone.</summary>
    public bool IsStatic { get; init; }
}

/// <summary>
/// Reads <c>terraform show -json</c> in one go and holds one resource at a time: of a plan of 500 MB only what may leave and the
/// configuration's references stay in memory.
/// </summary>
internal static class PlanReader
{
    public const int MostResources = 20_000;
    public const int MostReferences = 100_000;

    /// <summary>Modules in modules, so deep.</summary>
    private static readonly string[] Planned =
        [.. Enumerable.Range(0, 16).Select(depth => $"planned_values.root_module.{string.Concat(Enumerable.Repeat("child_modules[].", depth))}resources[]")];

    /// <exception cref="CommandFailure">It is no plan of a known format, or larger than an analysis may be.</exception>
    public static SanitizedPlan Read(Stream plan)
    {
        try
        {
            return ReadPlan(new ReportSource(plan));
        }
        catch (UnreadableReportException unreadable)
        {
            throw Refused(unreadable.Message, unreadable);
        }
    }

    private static SanitizedPlan ReadPlan(ReportSource source)
    {
        var (changes, changed) = (new ResourceSanitizer(), new Dictionary<string, TopologyResource>(StringComparer.Ordinal));
        var (plans, planned) = (new ResourceSanitizer(), new Dictionary<string, TopologyResource>(StringComparer.Ordinal));
        var (format, terraform, configuration) = ((string?)null, (string?)null, new ConfigModule());
        using var stream = source.Open();
        using var walk = new JsonWalk(stream, new JsonPaths(["format_version", "terraform_version", "configuration.root_module", "resource_changes[]", .. Planned]));
        while (walk.Next())
        {
            if (walk.Path is 0)
                format = walk.Value.Text();
            else if (walk.Path is 1)
                terraform = Version(walk.Value.Text());
            else if (walk.Path is 2)
                configuration = ConfigModule.Read(walk.Value);
            else if (walk.Path is 3 && changes.Change(walk.Value) is { } change)
                changed[change.Address] = change;
            else if (walk.Path > 3 && plans.Planned(walk.Value) is { } plan)
                planned[plan.Address] = plan;
            if (Math.Max(changed.Count, planned.Count) > MostResources)
                throw Refused($"it has more than {MostResources} resources, which one analysis may have: analyse its parts");
        }
        if (format is null || !IsKnown(format))
            throw Refused(format is null ? "it has no format_version: write it with terraform show -json" : $"its format {OneLine.Of(format, 20)} is not known, 0.1 to 1.x are");

        // Tools that write plans themselves may write no changes.
        List<TopologyResource> resources = [.. changed.Values, .. planned.Values.Where(each => !changed.ContainsKey(each.Address))];
        List<Dropped> dropped = [.. changes.Dropped, .. plans.Dropped.Where(each => !changed.ContainsKey(each.Address))];
        var resolver = new ReferenceResolver(configuration, resources);
        var references = Distinct(resolver);
        return new(format, terraform, [.. resources, .. resolver.DataSources], references, resolver.Unresolved, dropped);
    }

    /// <exception cref="CommandFailure">There are more than an analysis may have.</exception>
    internal static IReadOnlyList<TopologyReference> Distinct(ReferenceResolver resolver)
    {
        var references = new HashSet<TopologyReference>();
        foreach (var reference in resolver.All())
            if (references.Add(reference) && references.Count > MostReferences)
                throw Refused($"it has more than {MostReferences} references, which one analysis may have: analyse its parts");
        return [.. references];
    }

    private static bool IsKnown(string format) => format.Split('.') is ["0" or "1", { Length: > 0 and <= 4 } minor] && minor.All(char.IsAsciiDigit);

    private static string? Version(string? version) => version is { Length: <= 40 } && version.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '+') ? version : null;

    private static CommandFailure Refused(string why, Exception? cause = null) => new(ExitCode.Failed, $"the Terraform plan cannot be read: {why}", cause);
}
