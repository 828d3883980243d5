using System.Text.Json.Nodes;

namespace SecureObs.Cli.Terraform.Hcl;

/// <summary>A resource or data source of one instance of a module, in the words of a plan.</summary>
/// <param name="Mode"><c>managed</c> or <c>data</c>.</param>
internal sealed record StaticResource(ModuleInstance Module, string Mode, string Type, string Name, MapExpression Body)
{
    private static readonly string[] NoAttributes = ["count", "for_each", "provider", "depends_on", "lifecycle", "provisioner", "connection", "dynamic"];

    public string Address(Instance instance) =>
        $"{(Module.Address.Length == 0 ? "" : Module.Address + ".")}{(Mode == "data" ? "data." : "")}{Type}.{Name}{instance.Key}";

    /// <summary>
    /// One instance in the form of an entry of <c>resource_changes</c> (developer.hashicorp.com/terraform/internals/json-format). What would be
    /// done to it nobody knows without a state: it has no actions, but that a data source is read.
    /// </summary>
    public JsonObject Change(Instance instance)
    {
        var allowed = (Mode == "data" ? Allowlist.OfData(Type) : Allowlist.Of(Type)) ?? new();
        var (after, unknown, sensitive) = new ValueJson().Of(ResourceBody.Of(Body, Context.Of(Module, instance), allowed));
        // That they are there, and nothing of them.
        if (after is JsonObject arguments)
            foreach (var (argument, _) in Body.Named.Where(argument => !allowed.Below.ContainsKey(argument.Name) && !NoAttributes.Contains(argument.Name)))
                arguments[argument] = true;
        var change = new JsonObject { ["after"] = after, ["after_unknown"] = unknown, ["after_sensitive"] = sensitive };
        if (Mode == "data")
            change["actions"] = new JsonArray("read");
        return new()
        {
            ["address"] = Address(instance),
            ["module_address"] = Module.Address.Length == 0 ? null : Module.Address,
            ["mode"] = Mode,
            ["type"] = Type,
            ["name"] = Name,
            ["provider_name"] = Provider(),
            ["change"] = change,
        };
    }

    /// <summary>As a plan has it: by the provider's local name, which is the first word of the type when no other is said.</summary>
    private string Provider()
    {
        var local = Body.At("provider") is TraversalExpression said ? said.Root : Type.Split('_')[0];
        if (local == "terraform")
            return "terraform.io/builtin/terraform";
        var source = Module.Module.Providers.GetValueOrDefault(local, "hashicorp/" + local);
        return source.Count(character => character == '/') < 2 ? "registry.terraform.io/" + source : source;
    }
}
