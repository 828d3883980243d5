using SecureObs.Graph.Building;

namespace SecureObs.Graph.Aws.Policies;

/// <summary>Finds the resources that statements may be about, without comparing each statement with each resource of a large plan.</summary>
internal sealed class NameIndex
{
    private readonly ArnForm form;
    private readonly Dictionary<PlanResource, ResourceName> byResource;
    private readonly ILookup<string, ResourceName> byName;

    /// <param name="form">Of all of them.</param>
    public NameIndex(ArnForm form, IEnumerable<PlanResource> resources)
    {
        this.form = form;
        All = [.. resources.Select(each => new ResourceName(each, form))];
        byResource = All.ToDictionary(each => each.Resource);
        byName = All.ToLookup(each => each.Key, StringComparer.Ordinal);
    }

    public IReadOnlyList<ResourceName> All { get; }

    /// <summary>Those that <see cref="ResourceName.In"/> can be true of, and perhaps others.</summary>
    public IEnumerable<ResourceName> Candidates(IReadOnlyList<Statement> statements)
    {
        var found = new HashSet<ResourceName>();
        foreach (var statement in statements)
        {
            if (statement.Resources.IsNegated)
                return All;
            found.UnionWith(statement.Linked.Select(each => byResource.GetValueOrDefault(each)).OfType<ResourceName>());
            foreach (var pattern in statement.Resources.Names)
            {
                if (pattern == "*")
                    return All;
                if (Arn.Parse(pattern) is not { } arn || !Glob.Matches(arn.Service, form.Service))
                    continue;
                if (ResourceName.KeysOf(arn, form) is not { } keys)
                    return All;
                found.UnionWith(keys.SelectMany(key => byName[key]));
            }
        }
        return found;
    }
}
