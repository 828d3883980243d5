using System.Reflection;

namespace SecureObs.Cli.Terraform;

/// <summary>What an attribute may hold. What does not look like it does not leave the machine, whatever the list says.</summary>
internal enum AttributeKind
{
    /// <summary>true or false.</summary>
    Flag,
    Number,
    /// <summary>A word of the provider: an enum's value, a size, an action.</summary>
    Word,
    /// <summary>A name that somebody chose for a resource.</summary>
    Name,
    /// <summary>A region or zone.</summary>
    Place,
    /// <summary>An address, a range of them, a service tag.</summary>
    Net,
    /// <summary>A port or a range of them.</summary>
    Port,
    /// <summary>An id of something else.</summary>
    Id,
    /// <summary>A policy as JSON text: reduced to effects, actions, resources and principals.</summary>
    Policy,
    /// <summary>An action of a policy, as in <see cref="Policy"/>.</summary>
    Action,
    /// <summary>A resource or a principal of a policy, as in <see cref="Policy"/>.</summary>
    Principal,
    /// <summary>What a condition of a policy asks of, as in <see cref="Policy"/>.</summary>
    Condition,
}

/// <summary>The attributes of a type that may leave, as a tree: a leaf has a kind, a block has further ones.</summary>
internal sealed class AllowedAttribute
{
    public AttributeKind? Kind { get; set; }

    public Dictionary<string, AllowedAttribute> Below { get; } = new(StringComparer.Ordinal);
}

/// <summary>
/// Which attributes of which resource types may leave the machine: Allowlist/*.txt, one file for each provider. What is not in it stays.
/// A data source has the list of its type, and its id, which is known.
/// docs/terraform-allowlist.json is made of it.
/// </summary>
internal static class Allowlist
{
    /// <summary>Counted up with every change of the files; a test knows what each version was.</summary>
    public const int Version = 3;

    private static readonly Lazy<IReadOnlyDictionary<string, AllowedAttribute>> Loaded = new(Load);

    public static IReadOnlyDictionary<string, AllowedAttribute> Types => Loaded.Value;

    public static AllowedAttribute? Of(string type) => Types.GetValueOrDefault(type);

    public static AllowedAttribute? OfData(string type) => Of(type) is { } resource ? WithId(resource) : null;

    private static AllowedAttribute WithId(AllowedAttribute resource)
    {
        var data = new AllowedAttribute();
        foreach (var (name, below) in resource.Below)
            data.Below[name] = below;
        data.Below.TryAdd("id", new() { Kind = AttributeKind.Id });
        return data;
    }

    private static Dictionary<string, AllowedAttribute> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var types = new Dictionary<string, AllowedAttribute>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("allowlist/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            AllowedAttribute? type = null;
            while (reader.ReadLine() is { } line)
            {
                if (line.Length == 0 || line[0] == '#')
                    continue;
                if (line[0] != ' ')
                    types.Add(line, type = new());
                else
                    Add(type ?? throw new FormatException($"{name}: an attribute before any type"), line.Trim().Split(' '));
            }
        }
        return types;
    }

    private static void Add(AllowedAttribute to, string[] words)
    {
        // A point that is part of a name has a \ before it.
        foreach (var step in words[0].Replace("\\.", "\n", StringComparison.Ordinal).Split('.').Select(step => step.Replace('\n', '.')))
            to = to.Below.TryGetValue(step, out var known) ? known : to.Below[step] = new();
        to.Kind = Enum.Parse<AttributeKind>(words[1], ignoreCase: true);
    }
}
