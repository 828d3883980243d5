using System.Text.Json;
using SecureObs.Cli.Importing.Reading;

namespace SecureObs.Cli.Importing.Sarif;

/// <summary>What the results of a run refer to: the tool, its rules, files by position, base addresses, taxonomies.</summary>
internal sealed class SarifRun
{
    private const int Driver = -1;

    private readonly Dictionary<(int Component, int Index), SarifRule> rules = [];
    private readonly Dictionary<string, SarifRule> byId = [];
    private readonly Dictionary<int, JsonElement> files = [];
    private Dictionary<string, JsonElement> bases = [];
    private ReportTool? tool;

    public string? ToolName { get; set; }
    public string? Version { get; set; }
    public string? SemanticVersion { get; set; }
    /// <summary>An invocation (3.20.14) says that the tool failed: what it did not find is not gone.</summary>
    public bool Failed { get; set; }
    public SarifTaxa Taxa { get; } = new();
    public SarifOverrides Overrides { get; } = new();

    /// <param name="key">What the caller calls the tool; null to take its own name.</param>
    public ReportTool Tool(string? key) => tool ??= new(key ?? ToolKeys.Of(ToolName), SemanticVersion ?? Version,
        Failed ? "its report says that it did not end successfully" : null);

    public void AddRule(int? extension, int index, JsonElement rule)
    {
        var read = SarifRule.Read(rule, Taxa);
        rules[(extension ?? Driver, index)] = read;
        if (read.Id is { } id)
            byId.TryAdd(id, read);
    }

    public void AddFile(int index, JsonElement location) => files[index] = location.Clone();

    public void AddBases(JsonElement originals) =>
        bases = originals.Members().GroupBy(each => each.Name).ToDictionary(each => each.Key, each => each.Last().Value.Clone());

    /// <summary>By position, which must fit the id where there is one, or by id: of <c>CA1000/1</c> also <c>CA1000</c> (3.27.5).</summary>
    public SarifRule? Rule(JsonElement result, string? id)
    {
        var component = result.At("rule", "toolComponent", "index").Number() ?? Driver;
        if ((result.At("rule", "index").Number() ?? result.At("ruleIndex").Number()) is { } index && rules.TryGetValue((component, index), out var rule)
            && (id is null || rule.Id is null || id == rule.Id || id.StartsWith(rule.Id + "/", StringComparison.Ordinal)))
            return rule;
        for (var prefix = id; !string.IsNullOrEmpty(prefix); prefix = prefix.LastIndexOf('/') is > 0 and var slash ? prefix[..slash] : null)
        {
            if (byId.TryGetValue(prefix, out var named))
                return named;
        }
        return null;
    }

    /// <summary>The path of an artifact location (3.4), unescaped; relative to the outermost base whose place nobody told.</summary>
    public string? Path(JsonElement location)
    {
        if (!location.At("uri").Exists() && location.At("index").Number() is { } index && files.TryGetValue(index, out var file))
            location = file;
        if (location.Text("uri") is not { } uri)
            return null;
        // Bases may refer to bases; a circle ends it.
        for (var (name, depth) = (location.Text("uriBaseId"), 0); name is not null && depth < 10 && !IsAbsolute(uri); depth++)
        {
            if (!bases.TryGetValue(name, out var of))
                break;
            if (of.Text("uri") is { } outer)
                uri = outer.TrimEnd('/') + "/" + uri;
            name = of.Text("uriBaseId");
        }
        return IsAbsolute(uri) ? uri : Uri.UnescapeDataString(uri);
    }

    private static bool IsAbsolute(string uri) => uri.StartsWith("file:", StringComparison.OrdinalIgnoreCase) || uri.Contains("://", StringComparison.Ordinal);
}
