using System.Text.Json;
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
/// Reads <c>terraform show -json</c> in two goes and holds one resource at a time: of a plan of 500 MB only what may leave and the
/// configuration's references stay in memory.
/// </summary>
internal static class PlanReader
{
    public const int MostResources = 20_000;
    public const int MostReferences = 100_000;

    private static readonly string[] Head = ["format_version", "terraform_version", "resource_changes[]"];
    private static readonly JsonPaths First = new([.. Head, .. EarlierState.Paths, .. ConfigurationReader.Paths]);

    private static readonly JsonPaths Second =
        new([.. Enumerable.Range(0, EarlierState.MostModules).Select(depth => $"planned_values.root_module.{string.Concat(Enumerable.Repeat("child_modules[].", depth))}resources[]")]);

    /// <param name="plan">Seekable; UTF-8 or UTF-16.</param>
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
        var (format, terraform, configuration) = ((string?)null, (string?)null, new ConfigurationReader());
        var (changes, states) = (new Sanitized(), new Sanitized());
        var earlier = new EarlierState((data, address) => states.Add(data, each => states.Sanitizer.ReadBefore(each, address)));
        using (var stream = source.Open())
        using (var walk = new JsonWalk(stream, First))
        {
            while (walk.Next())
            {
                if (walk.Path is 0)
                    format = walk.Value.Text();
                else if (walk.Path is 1)
                    terraform = Version(walk.Value.Text());
                else if (walk.Path is 2)
                    changes.Add(walk.Value, changes.Sanitizer.Change);
                else if (walk.Path < Head.Length + EarlierState.Paths.Count)
                    earlier.Take(walk.Path - Head.Length, walk.Value);
                else
                    configuration.Take(walk.Path - Head.Length - EarlierState.Paths.Count, walk.Names, walk.Value);
            }
        }
        if (format is null || !IsKnown(format))
            throw Refused(format is null ? "it has no format_version: write it with terraform show -json" : $"its format {OneLine.Of(format, 20)} is not known, 0.1 to 1.x are");
        Planned(source, changes, states);

        List<TopologyResource> resources = [.. changes.Resources, .. states.Resources.Where(each => !changes.Has(each.Address))];
        if (resources.Count > MostResources)
            throw TooMany();
        List<Dropped> dropped = [.. changes.Sanitizer.Dropped, .. states.Sanitizer.Dropped.Where(each => !changes.Has(each.Address))];
        dropped.AddRange(NetworkTags.Limit(resources));
        var resolver = new ReferenceResolver(configuration.Root, resources);
        var references = References(resolver);
        return new(format, terraform, [.. resources, .. resolver.DataSources], references, resolver.Unresolved, dropped);
    }

    /// <summary>What is planned stands before the changes, which say more of the same. Tools that write plans themselves may write no changes.</summary>
    private static void Planned(ReportSource source, Sanitized changes, Sanitized states)
    {
        using var stream = source.Open();
        using var walk = new JsonWalk(stream, Second);
        while (walk.Next())
            if (walk.Value.Text("address") is not { } address || !(changes.Has(address) || states.Has(address)))
                states.Add(walk.Value, states.Sanitizer.Planned);
    }

    /// <exception cref="CommandFailure">There are more than an analysis may have.</exception>
    internal static List<TopologyReference> References(ReferenceResolver resolver)
    {
        List<TopologyReference> references = [.. resolver.All().Take(MostReferences + 1)];
        return references.Count <= MostReferences ? references : throw Refused($"it has more than {MostReferences} references, which one analysis may have: analyse its parts");
    }

    /// <summary>Resources by their addresses; of one that is there twice the last.</summary>
    private sealed class Sanitized
    {
        private readonly Dictionary<string, TopologyResource> resources = new(StringComparer.Ordinal);

        public ResourceSanitizer Sanitizer { get; } = new();

        public IEnumerable<TopologyResource> Resources => resources.Values;

        public bool Has(string address) => resources.ContainsKey(address);

        public void Add(JsonElement resource, Func<JsonElement, TopologyResource?> sanitize)
        {
            if (sanitize(resource) is not { } safe)
                return;
            // What is left of an earlier replacement has the address of what there will be.
            if (!resource.At("deposed").Exists() || !Has(safe.Address))
                resources[safe.Address] = safe;
            if (resources.Count > MostResources)
                throw TooMany();
        }
    }

    private static CommandFailure TooMany() => Refused($"it has more than {MostResources} resources, which one analysis may have: analyse its parts");

    private static bool IsKnown(string format) => format.Split('.') is ["0" or "1", { Length: > 0 and <= 4 } minor] && minor.All(char.IsAsciiDigit);

    private static string? Version(string? version) => version is { Length: <= 40 } && version.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or '+') ? version : null;

    private static CommandFailure Refused(string why, Exception? cause = null) => new(ExitCode.Failed, $"the Terraform plan cannot be read: {why}", cause);
}
