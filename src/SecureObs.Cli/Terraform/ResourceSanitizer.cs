using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SecureObs.Cli.Importing.Reading;
using SecureObs.Contracts;

namespace SecureObs.Cli.Terraform;

/// <summary>Why something of a resource stays on the machine.</summary>
/// <param name="Path">By names of the provider's schema alone; never a key of a map, never a value.</param>
internal sealed record Dropped(string Address, string Path, string Why);

/// <summary>
/// One resource of a plan, reduced to what the allowlist lets through. What Terraform calls sensitive or unknown is obeyed first, at every
/// depth; then the value must look like what the list says; nothing else of the resource is looked at.
/// </summary>
internal sealed partial class ResourceSanitizer
{
    private const int MostItems = 256;
    private const int MostDepth = 8;

    public const string NotListed = "not on the allowlist";
    public const string UnknownType = "no attribute of this type is on the allowlist";
    public const string Sensitive = "Terraform calls it sensitive";
    public const string Unfit = "its value does not look like what it should be, or like a secret";
    public const string TooMany = "more entries than are sent";

    private static readonly HashSet<string> Actions = ["create", "update", "delete", "no-op", "read"];

    private readonly List<Dropped> dropped = [];

    public IReadOnlyList<Dropped> Dropped => dropped;

    /// <param name="change">An entry of <c>resource_changes</c>.</param>
    /// <returns>Null when it is none.</returns>
    public TopologyResource? Change(JsonElement change) =>
        Read(change, change.At("change", "after"), change.At("change", "after_unknown"), change.At("change", "after_sensitive"));

    /// <param name="planned">A resource of <c>planned_values</c>, which says nothing of what is unknown.</param>
    /// <returns>Null when it is none.</returns>
    public TopologyResource? Planned(JsonElement planned) => Read(planned, planned.At("values"), default, planned.At("sensitive_values"));

    /// <param name="data">A data source of <c>prior_state</c>. Of what is managed there nothing is taken.</param>
    /// <param name="address">In full, which it does not say itself always.</param>
    /// <returns>Null when it is none.</returns>
    public TopologyResource? ReadBefore(JsonElement data, string address) =>
        data.Text("mode") is "data" ? Read(data, data.At("values"), default, data.At("sensitive_values"), address) : null;

    private TopologyResource? Read(JsonElement change, JsonElement values, JsonElement unknown, JsonElement sensitive, string? whole = null)
    {
        var (address, type, name, mode) = (whole ?? change.Text("address"), change.Text("type"), change.Text("name"), change.Text("mode") ?? "managed");
        if (address is null || type is null || name is null || mode is not ("managed" or "data") ||
            TerraformAddress.Resource(address) is not { } parts || !Fits(parts, mode, type, name))
        {
            dropped.Add(new("(an entry)", "", "it is no resource of a plan"));
            return null;
        }
        var paths = new Paths(address, [], []);
        var safe = new JsonObject();
        if ((mode is "data" ? Allowlist.OfData(type) : Allowlist.Of(type)) is not { } allowed)
            dropped.Add(new(address, "*", UnknownType));
        else if (values.ValueKind is JsonValueKind.Object || unknown.ValueKind is JsonValueKind.Object)
            safe = Block(allowed, values, unknown, sensitive, "", paths, 0);
        return new(address, parts.ModuleAddress(address), mode, type, name, Provider(change.Text("provider_name")),
            mode is "data" ? ["read"] : [.. change.At("change", "actions").Texts().Where(Actions.Contains).Distinct()], safe, paths.Unknown, paths.Redacted);
    }

    /// <summary>What was found on the way through one resource.</summary>
    private sealed record Paths(string Address, List<string> Unknown, List<string> Redacted);

    private JsonObject Block(AllowedAttribute allowed, JsonElement values, JsonElement unknown, JsonElement sensitive, string at, Paths paths, int depth)
    {
        var safe = new JsonObject();
        foreach (var (name, below) in allowed.Below)
        {
            var path = at.Length == 0 ? name : $"{at}.{name}";
            if (Value(below, values.At(name), unknown.At(name), sensitive.At(name), path, paths, depth) is { } value)
                safe[name] = value;
        }
        // Of the names beside them only those at the top are told: below there may be keys of a map.
        if (at.Length == 0)
            foreach (var (name, value) in values.Members())
                if (!allowed.Below.ContainsKey(name) && value.Exists() && Identifier().IsMatch(name))
                    dropped.Add(new(paths.Address, name, NotListed));
        return safe;
    }

    private JsonNode? Value(AllowedAttribute allowed, JsonElement value, JsonElement unknown, JsonElement sensitive, string path, Paths paths, int depth)
    {
        if (Masks.IsSensitive(value, sensitive))
            return Redact(path, Sensitive, paths);
        if (unknown.ValueKind is JsonValueKind.True)
        {
            paths.Unknown.Add(path);
            return null;
        }
        if (depth > MostDepth)
            return null;
        if (value.ValueKind is JsonValueKind.Array || (!value.Exists() && unknown.ValueKind is JsonValueKind.Array))
            return List(allowed, value, unknown, sensitive, path, paths, depth);
        if (allowed.Below.Count > 0)
            return value.ValueKind is JsonValueKind.Object || unknown.ValueKind is JsonValueKind.Object
                ? Block(allowed, value, unknown, sensitive, path, paths, depth + 1) : null;
        if (!value.Exists() || allowed.Kind is not { } kind)
            return null;
        return SafeValue.Of(value, kind, path) ?? Redact(path, Unfit, paths);
    }

    /// <summary>A list of values loses those that stay, which are named by their places in the plan; a list of blocks keeps an empty one.</summary>
    private JsonArray List(AllowedAttribute allowed, JsonElement value, JsonElement unknown, JsonElement sensitive, string path, Paths paths, int depth)
    {
        var (values, unknowns, sensitives) = (value.Items().ToList(), unknown.Items().ToList(), sensitive.Items().ToList());
        var safe = new JsonArray();
        for (var at = 0; at < Math.Max(values.Count, unknowns.Count); at++)
        {
            if (at == MostItems)
            {
                dropped.Add(new(paths.Address, path, TooMany));
                break;
            }
            if (Value(allowed, values.ElementAtOrDefault(at), unknowns.ElementAtOrDefault(at), sensitives.ElementAtOrDefault(at), $"{path}[{at}]", paths, depth + 1) is { } item)
                safe.Add(item);
            else if (allowed.Below.Count > 0)
                safe.Add((JsonNode)new JsonObject());   // a block keeps its place: paths of unknown values count the blocks
        }
        return safe;
    }

    private JsonNode? Redact(string path, string why, Paths paths)
    {
        paths.Redacted.Add(path);
        dropped.Add(new(paths.Address, path, why));
        return null;
    }

    /// <summary>Names of modules, the type and the name are words, whatever the keys between them are.</summary>
    private static bool Fits(ResourceAddress parts, string mode, string type, string name) =>
        parts.Type == type && parts.Name == name && parts.IsData == mode is "data"
        && Identifier().IsMatch(type) && Identifier().IsMatch(name) && parts.Modules.All(module => Identifier().IsMatch(module.Name));

    private static string? Provider(string? name) => name is not null && ProviderName().IsMatch(name) ? name : null;

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_-]{0,255}\z", RegexOptions.CultureInvariant)]
    internal static partial Regex Identifier();

    [GeneratedRegex(@"\A[A-Za-z0-9.-]{1,100}(/[A-Za-z0-9._-]{1,100}){0,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ProviderName();
}
