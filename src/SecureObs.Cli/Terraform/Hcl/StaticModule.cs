namespace SecureObs.Cli.Terraform.Hcl;

/// <summary>What the files of one directory declare (developer.hashicorp.com/terraform/language/files), before anything is evaluated.</summary>
internal sealed class StaticModule
{
    /// <summary>Absolute, links followed.</summary>
    public required string Directory { get; init; }

    public Dictionary<string, MapExpression> Variables { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, Expression> Locals { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, MapExpression> Outputs { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, MapExpression> Calls { get; } = new(StringComparer.Ordinal);

    /// <summary>By type and name.</summary>
    public Dictionary<(string Type, string Name), MapExpression> Resources { get; } = [];
    public Dictionary<(string Type, string Name), MapExpression> Data { get; } = [];

    /// <summary>Where providers come from by their local names: <c>hashicorp/azurerm</c>.</summary>
    public Dictionary<string, string> Providers { get; } = new(StringComparer.Ordinal);

    /// <summary>The modules that were read, by the names of their calls.</summary>
    public Dictionary<string, StaticModule> Called { get; } = new(StringComparer.Ordinal);

    public bool IsEmpty => Variables.Count + Locals.Count + Outputs.Count + Calls.Count + Resources.Count + Data.Count == 0;

    /// <summary>What a file declares. Of two that declare the same the later one's arguments are taken: so override files work.</summary>
    public void Add(Expression file)
    {
        foreach (var (name, body) in Entries(file))
        {
            if (name is "locals")
                foreach (var (local, value) in Blocks(body).SelectMany(block => block.Named))
                    Locals[local] = value;
            else if (name is "resource" or "data")
                AddResources(body, name is "data" ? Data : Resources);
            else if (name is "terraform")
                AddProviders(body);
            else if ((name switch { "variable" => Variables, "output" => Outputs, "module" => Calls, _ => null }) is { } declared)
                foreach (var (label, block) in Labelled(body))
                    declared[label] = Merged(declared.GetValueOrDefault(label), block);
        }
    }

    /// <summary>A block by itself (one object) or several (a list of them): JSON has both.</summary>
    public static IEnumerable<MapExpression> Blocks(Expression? body) => body switch
    {
        MapExpression block => [block],
        ListExpression list => list.Items.OfType<MapExpression>(),
        _ => [],
    };

    private static IEnumerable<(string Name, Expression Value)> Entries(Expression body) => Blocks(body).SelectMany(block => block.Named);

    private static IEnumerable<(string Label, MapExpression Body)> Labelled(Expression body) =>
        Entries(body).SelectMany(entry => Blocks(entry.Value).Select(block => (entry.Name, block)));

    private static void AddResources(Expression body, Dictionary<(string, string), MapExpression> resources)
    {
        foreach (var (type, named) in Entries(body))
            foreach (var (name, block) in Labelled(named))
                resources[(type, name)] = Merged(resources.GetValueOrDefault((type, name)), block);
    }

    private void AddProviders(Expression body)
    {
        foreach (var (name, provider) in Entries(body).Where(entry => entry.Name == "required_providers").SelectMany(entry => Entries(entry.Value)))
            if (provider is MapExpression said && said.At("source") is LiteralExpression { Value: string source })
                Providers[name] = source;
    }

    private static MapExpression Merged(MapExpression? before, MapExpression after) =>
        before is null ? after : new([.. before.Items.Where(item => item.Key is not LiteralExpression { Value: string name } || after.At(name) is null), .. after.Items]);
}
