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
