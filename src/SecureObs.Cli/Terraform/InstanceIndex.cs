namespace SecureObs.Cli.Terraform;

/// <summary>The instances of the resources of a plan, found by what the configuration calls them and by the keys that are meant.</summary>
internal sealed class InstanceIndex
{
    private readonly Dictionary<(string Module, string Resource), Instances> all = [];

    public InstanceIndex(IEnumerable<string> addresses)
    {
        foreach (var address in addresses)
        {
            if (TerraformAddress.Resource(address) is not { } parts)
                continue;
            var key = (parts.Module, parts.InConfiguration);
            if (!all.TryGetValue(key, out var known))
                all[key] = known = new();
            known.All.Add(new(address, [.. parts.Modules.Select(module => module.Key)], parts.Key));
        }
    }

    /// <param name="module">The names of the modules, without keys.</param>
    /// <returns>Null when the plan has none.</returns>
    public Instances? Of(string module, string resource) => all.GetValueOrDefault((module, resource));
}

/// <param name="Modules">The key of each module on the way; null for one without.</param>
/// <param name="Key">Its own.</param>
internal sealed record Instance(string Address, IReadOnlyList<string?> Modules, string? Key)
{
    /// <summary>Which instances of the outermost modules it is in.</summary>
    /// <param name="depth">How many of them; it is in as many at least.</param>
    public string Place(int depth) => depth == 0 ? "" : string.Join('|', Modules.Take(depth));
}

/// <summary>Those of one resource.</summary>
internal sealed class Instances
{
    private readonly Dictionary<int, Dictionary<string, Place>> places = [];

    public List<Instance> All { get; } = [];

    /// <summary>Those in the same instances of the outermost modules as the source.</summary>
    /// <param name="depth">How many modules both are in.</param>
    public Place Near(Instance source, int depth)
    {
        if (!places.TryGetValue(depth, out var known))
            places[depth] = known = All.GroupBy(each => each.Place(depth)).ToDictionary(group => group.Key, group => new Place([.. group]), StringComparer.Ordinal);
        return known.GetValueOrDefault(source.Place(depth), Place.Empty);
    }
}

/// <summary>Instances of one resource that are near to another one.</summary>
internal sealed class Place(IReadOnlyList<Instance> all)
{
    public static Place Empty { get; } = new([]);

    private readonly Lazy<ILookup<string, Instance>> byKey = new(() => all.Where(each => each.Key is not null).ToLookup(each => each.Key!, StringComparer.Ordinal));

    public IReadOnlyList<Instance> All => all;

    public IReadOnlyList<Instance> Of(string key) => [.. byKey.Value[key]];
}
