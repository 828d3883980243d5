using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SecureObs.Bench.Terraform;

/// <summary>The configuration of the large plan: which attribute is made from what.</summary>
internal static class LargeConfiguration
{
    public static void Write(Utf8JsonWriter json, int cells)
    {
        var (azure, aws) = (CellShape.Azure, CellShape.Aws);
        var calls = new JsonObject { [azure.Module] = Call(azure, ["azurerm_resource_group.app", "each.key"], keyed: true) };
        for (var zone = 0; zone < cells; zone++)
            calls[$"{aws.Module}{zone}"] = Call(aws, [$"aws_kms_key.app{zone}.arn", $"aws_kms_key.app{zone}"], keyed: false);
        List<JsonNode?> roots = [Resource(azure, azure.Root, "app", null), .. Enumerable.Range(0, cells).Select(zone => Resource(aws, aws.Root, $"app{zone}", null))];
        new JsonObject { ["root_module"] = new JsonObject { ["resources"] = new JsonArray([.. roots]), ["module_calls"] = calls } }.WriteTo(json);
    }

    /// <param name="group">What the cell's variable <c>group</c> is made from.</param>
    private static JsonObject Call(CellShape shape, string[] group, bool keyed)
    {
        var outer = new JsonObject { ["resources"] = Resources(shape, inner: false, keyed), ["module_calls"] = new JsonObject { ["net"] = Given(["var.group"], Net(shape, keyed)) } };
        var call = Given(group, outer);
        if (keyed)
            call["for_each_expression"] = new JsonObject { ["references"] = new JsonArray("var.cells") };
        return call;
    }

    private static JsonObject Given(string[] group, JsonObject module) => new()
    {
        ["source"] = "./cell",
        ["expressions"] = new JsonObject { ["group"] = Made(group) },
        ["module"] = module,
    };

    private static JsonObject Net(CellShape shape, bool keyed)
    {
        var outputs = new JsonObject();
        foreach (var (name, kind) in shape.Kinds.Where(kind => kind.Inner).SelectMany(kind => Names(kind, keyed).Select(name => (name, kind))))
            outputs[name] = new JsonObject { ["expression"] = Made([$"{kind.Type}.{name}"]) };
        return new() { ["outputs"] = outputs, ["resources"] = Resources(shape, inner: true, keyed) };
    }

    private static JsonArray Resources(CellShape shape, bool inner, bool keyed) => new([..
        from kind in shape.Kinds where kind.Inner == inner from name in Names(kind, keyed) select Resource(shape, kind, name, keyed ? null : name[1..])]);

    private static IEnumerable<string> Names(CellKind kind, bool keyed) => keyed || kind.Count == 1 ? [kind.Name] : Enumerable.Range(0, kind.Count).Select(at => $"{kind.Name}{at}");

    /// <param name="number">Of those without for_each.</param>
    private static JsonObject Resource(CellShape shape, CellKind kind, string name, string? number)
    {
        var expressions = new JsonObject { ["name"] = new JsonObject { ["constant_value"] = "x" } };
        foreach (var (path, to) in kind.Made)
            Put(expressions, path, Made(To(shape, kind, to, number)));
        return new() { ["mode"] = "managed", ["type"] = kind.Type, ["name"] = name, ["expressions"] = expressions };
    }

    private static string[] To(CellShape shape, CellKind from, string to, string? number)
    {
        if (to == shape.Root.Name)
            return ["var.group"];
        var target = shape.Kinds.Single(kind => kind.Name == to);
        var name = number is null || target.Count == 1 ? target.Name : target.Name + number;
        string[] references = target.Inner && !from.Inner ? [$"module.net.{name}", "module.net"] : [$"{target.Type}.{name}.id", $"{target.Type}.{name}"];
        return number is null && target.Count > 1 ? [.. references.TakeLast(1).Where(_ => !target.Inner || from.Inner).DefaultIfEmpty(references[0]), "each.key"] : references;
    }

    private static JsonObject Made(params IEnumerable<string> references) => new() { ["references"] = new JsonArray([.. references.Select(each => JsonValue.Create(each))]) };

    /// <param name="path"><c>name</c>, or <c>block[n].name</c>.</param>
    private static void Put(JsonObject expressions, string path, JsonNode value)
    {
        if (path.Split('[', ']') is not [var block, var number, var name])
        {
            expressions[path] = value;
            return;
        }
        var (blocks, at) = (expressions[block] as JsonArray ?? [], int.Parse(number, CultureInfo.InvariantCulture));
        expressions[block] ??= blocks;
        while (blocks.Count <= at)
            blocks.Add((JsonNode)new JsonObject());
        blocks[at]![name[1..]] = value;
    }
}
