using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using SecureObs.Graph.Model;

namespace SecureObs.Graph.Paths;

/// <summary>By what a path is known again in another analysis: its resources without the keys of <c>count</c> and <c>for_each</c>, and what happens between them.</summary>
internal static partial class PathShape
{
    /// <returns>32 hexadecimal digits.</returns>
    public static string Of(IReadOnlyList<GraphEdge> hops)
    {
        var text = new StringBuilder(Block(hops[0].Source));
        foreach (var hop in hops)
            text.Append('\n').Append((int)hop.Verb).Append(' ').Append(Block(hop.Target));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }

    /// <summary>The address of the block that an instance is made of.</summary>
    public static string Block(string address) => address.Contains('[', StringComparison.Ordinal) ? Key().Replace(address, "") : address;

    [GeneratedRegex("""\[(?:[0-9]+|"(?:[^"\\]|\\.)*")\]""", RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
