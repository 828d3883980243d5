using System.Text.Json;
using SecureObs.Cli.Importing.Reading;

namespace SecureObs.Cli.Importing.Sarif;

/// <summary>The taxonomies of a run, to which rules and results refer by id or by position (3.54 reportingDescriptorReference).</summary>
internal sealed class SarifTaxa
{
    private readonly Dictionary<(int Taxonomy, int Taxon), string> ids = [];
    private readonly Dictionary<int, string> names = [];

    public void AddName(int taxonomy, string name) => names[taxonomy] = name;

    public void Add(int taxonomy, int taxon, string id) => ids[(taxonomy, taxon)] = id;

    /// <returns>Such as <c>CWE-79</c>; null for what cannot be resolved.</returns>
    public string? Name(JsonElement reference)
    {
        var taxonomy = reference.At("toolComponent", "index").Number();
        var id = reference.Text("id") ?? (ids.TryGetValue((taxonomy ?? 0, reference.At("index").Number() ?? -1), out var found) ? found : null);
        var name = reference.Text("toolComponent", "name") ?? (names.TryGetValue(taxonomy ?? 0, out var named) ? named : null);
        // The taxa of the CWE taxonomy may be bare numbers.
        return id is not null && id.All(char.IsAsciiDigit) && name?.Contains("CWE", StringComparison.OrdinalIgnoreCase) == true ? $"CWE-{id}" : id;
    }
}
