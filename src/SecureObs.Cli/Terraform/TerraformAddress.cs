using System.Text;

namespace SecureObs.Cli.Terraform;

/// <summary>Addresses of Terraform (developer.hashicorp.com/terraform/cli/state/resource-addressing), taken apart without knowing types.</summary>
internal static class TerraformAddress
{
    /// <summary>Without the keys of <c>count</c> and <c>for_each</c>: <c>module.a["x.y"].b.c[0]</c> becomes <c>module.a.b.c</c>.</summary>
    public static string WithoutKeys(string address)
    {
        var bare = new StringBuilder(address.Length);
        foreach (var step in Steps(address))
            bare.Append(bare.Length == 0 ? "" : ".").Append(step.Name);
        return bare.ToString();
    }

    /// <summary>A resource's address by its parts: <c>module.a["x"].data.b.c[0]</c>. Null when it is none.</summary>
    public static ResourceAddress? Resource(string address)
    {
        var steps = Steps(address);
        var modules = new List<(string Name, string? Key)>();
        for (; steps is [{ Name: "module", Key: null }, var module, ..]; steps = [.. steps.Skip(2)])
            modules.Add(module);
        return steps switch
        {
            [{ Name: "data", Key: null }, { Key: null } type, var name] => new(modules, true, type.Name, name.Name, name.Key),
            [{ Key: null } type, var name] => new(modules, false, type.Name, name.Name, name.Key),
            _ => null,
        };
    }

    /// <summary>The names between dots, each with the key behind it as it stands there: <c>0</c>, <c>"x.y"</c>; null without one.</summary>
    public static IReadOnlyList<(string Name, string? Key)> Steps(string address)
    {
        var steps = new List<(string, string?)>();
        for (var at = 0; at < address.Length;)
        {
            var start = at;
            while (at < address.Length && address[at] is not ('.' or '['))
                at++;
            var name = address[start..at];
            string? key = null;
            // `a[0][1]` has its first key; further ones are positions in a value.
            while (at < address.Length && address[at] == '[')
            {
                var end = KeyEnd(address, at);
                key ??= address[(at + 1)..Math.Max(at + 1, end)];
                at = Math.Min(address.Length, end + 1);
            }
            steps.Add((name, key));
            if (at < address.Length && address[at] == '.')
                at++;
            else if (at < address.Length && at == start)
                at++;   // nothing that is an address: go on nevertheless
        }
        return steps;
    }

    /// <summary>Where the bracket closes, quotes and what is escaped in them passed over.</summary>
    private static int KeyEnd(string address, int open)
    {
        var quoted = false;
        for (var at = open + 1; at < address.Length; at++)
        {
            if (quoted && address[at] == '\\')
                at++;
            else if (address[at] == '"')
                quoted = !quoted;
            else if (!quoted && address[at] == ']')
                return at;
        }
        return address.Length;
    }
}

/// <param name="Modules">From the root on, each with the key of its instance.</param>
internal sealed record ResourceAddress(IReadOnlyList<(string Name, string? Key)> Modules, bool IsData, string Type, string Name, string? Key)
{
    /// <summary>The modules' names alone: <c>a.b</c>; empty for the root.</summary>
    public string Module => string.Join('.', Modules.Select(module => module.Name));

    /// <summary>As the configuration of its module names it.</summary>
    public string InConfiguration => IsData ? $"data.{Type}.{Name}" : $"{Type}.{Name}";

    /// <summary>Of a resource with this address: what stands before it. State has no member for it. Null in the root module.</summary>
    public string? ModuleAddress(string address)
    {
        var own = Key is null ? $".{InConfiguration}" : $".{InConfiguration}[{Key}]";
        return Modules.Count > 0 && address.EndsWith(own, StringComparison.Ordinal) ? address[..^own.Length] : null;
    }
}
