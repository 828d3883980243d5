using System.Text.Json;

namespace SecureObs.Bench.Terraform;

/// <summary>
/// Writes a plan as <c>terraform show -json</c> does, of as many resources and references as one analysis may have. Azure cells are 50 instances
/// of one module, with for_each in it; AWS zones are 50 calls of a module without any, so that the configuration is long too.
/// </summary>
/// <param name="padding">Characters in attributes that stay, of each resource, three times: planned, changed, and in earlier state.</param>
internal sealed class LargePlan(int padding)
{
    public const int Resources = 2 * Cells * 200;
    public const int References = 2 * Cells * 1_000;
    private const int Cells = 50;

    private readonly string pad = new('x', padding);

    /// <summary>One resource of the plan.</summary>
    private readonly record struct One(CellShape Shape, CellKind Kind, string? Module, string Address, string Name, string? Key);

    public void Write(string path)
    {
        using var file = File.Create(path);
        using var json = new Utf8JsonWriter(file);
        json.WriteStartObject();
        json.WriteString("format_version", "1.2");
        json.WriteString("terraform_version", "1.9.8");
        json.WriteStartObject("planned_values");
        Values(json);
        json.WriteStartArray("resource_changes");
        foreach (var one in All())
            Change(json, one);
        json.WriteEndArray();
        json.WriteStartObject("prior_state");
        if (padding > 0)
        {
            json.WriteStartObject("values");
            Values(json);
        }
        json.WriteEndObject();
        json.WritePropertyName("configuration");
        LargeConfiguration.Write(json, Cells);
        json.WriteEndObject();
    }

    private static IEnumerable<One> All() => Enumerable.Range(0, Cells).SelectMany(cell =>
        Cell(CellShape.Azure, $"module.cell[\"c{cell}\"]", $"[\"c{cell}\"]", keyed: true).Concat(Cell(CellShape.Aws, $"module.zone{cell}", $"{cell}", keyed: false)));

    private static IEnumerable<One> Cell(CellShape shape, string module, string suffix, bool keyed)
    {
        yield return Of(shape, shape.Root, null, suffix, keyed);
        foreach (var kind in shape.Kinds)
            for (var at = 0; at < kind.Count; at++)
                yield return Of(shape, kind, kind.Inner ? module + ".module.net" : module, keyed ? $"[\"k{at}\"]" : $"{at}", keyed);
    }

    private static One Of(CellShape shape, CellKind kind, string? module, string suffix, bool keyed)
    {
        var isAlone = kind.Count == 1 && kind != shape.Root;
        var (name, key) = isAlone ? (kind.Name, null) : keyed ? (kind.Name, suffix) : (kind.Name + suffix, null);
        return new(shape, kind, module, $"{(module is null ? "" : module + ".")}{kind.Type}.{name}{key}", name, key);
    }

    private void Values(Utf8JsonWriter json)
    {
        json.WriteStartObject("root_module");
        json.WriteStartArray("resources");
        foreach (var one in All().Where(one => one.Module is null))
            Planned(json, one);
        json.WriteEndArray();
        json.WriteStartArray("child_modules");
        foreach (var cell in All().Where(one => one.Module is not null).GroupBy(one => one.Module))
        {
            // The inner module stands beside the outer one here, which readers of plans do not mind.
            json.WriteStartObject();
            json.WriteString("address", cell.Key);
            json.WriteStartArray("resources");
            foreach (var one in cell)
                Planned(json, one);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Planned(Utf8JsonWriter json, One one)
    {
        json.WriteStartObject();
        Head(json, one);
        json.WritePropertyName("values");
        Known(json, one);
        json.WriteStartObject("sensitive_values");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void Change(Utf8JsonWriter json, One one)
    {
        json.WriteStartObject();
        Head(json, one);
        json.WriteStartObject("change");
        json.WriteStartArray("actions");
        json.WriteStringValue("create");
        json.WriteEndArray();
        json.WriteNull("before");
        json.WritePropertyName("after");
        Known(json, one);
        json.WriteStartObject("after_unknown");
        json.WriteBoolean("id", true);
        json.WriteEndObject();
        json.WriteStartObject("after_sensitive");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Head(Utf8JsonWriter json, One one)
    {
        json.WriteString("address", one.Address);
        if (one.Module is not null)
            json.WriteString("module_address", one.Module);
        json.WriteString("mode", "managed");
        json.WriteString("type", one.Kind.Type);
        json.WriteString("name", one.Name);
        if (one.Key is { } key)
            json.WriteString("index", key[2..^2]);
        json.WriteString("provider_name", $"registry.terraform.io/hashicorp/{one.Shape.Provider}");
    }

    private void Known(Utf8JsonWriter json, One one)
    {
        using var values = JsonDocument.Parse(one.Kind.Values);
        json.WriteStartObject();
        foreach (var value in values.RootElement.EnumerateObject())
            value.WriteTo(json);
        if (padding > 0)
            json.WriteString("user_data", pad);
        json.WriteEndObject();
        if (json.BytesPending > 1 << 20)
            json.Flush();
    }
}
