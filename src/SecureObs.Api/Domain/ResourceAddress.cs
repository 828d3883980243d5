using System.Text.RegularExpressions;
using SecureObs.Api.Platform.Database;

namespace SecureObs.Api.Domain;

/// <summary>Addresses of resources. Scanners of configuration name the block: its findings are those of each of its instances.</summary>
internal static partial class ResourceAddress
{
    /// <summary>What findings about a resource may name: it, and its block.</summary>
    public static string[] Names(string address) => [.. new[] { StoredText.Of(address), Keys().Replace(StoredText.Of(address), "") }.Distinct()];

    /// <summary>A condition on nodes as n: those that a finding with this address is about.</summary>
    public static FormattableString IsOf(string address) => $"({address} in (n.address, pg_catalog.regexp_replace(n.address, '\\[[^]]*\\]', '', 'g')))";

    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.NonBacktracking)]
    private static partial Regex Keys();
}
