using System.Text.Json;
using SecureObs.Cli.Importing.Reading;

namespace SecureObs.Cli.Terraform;

/// <summary>
/// The data sources of <c>prior_state</c>: those that could be read before the plan stand there alone. Terraform before 0.14 wrote their addresses
/// without the module's, which follows after them, and without the key.
/// </summary>
internal sealed class EarlierState(Action<JsonElement, string> take)
{
    /// <summary>Modules in modules, so deep.</summary>
    public const int MostModules = 16;

    /// <summary>Two for each depth: resources, and the address of their module.</summary>
    public static IReadOnlyList<string> Paths { get; } =
    [
        .. from depth in Enumerable.Range(0, MostModules)
           from path in new[] { "resources[]", "address" }
           select $"prior_state.values.root_module.{string.Concat(Enumerable.Repeat("child_modules[].", depth))}{path}",
    ];

    private readonly List<(int Depth, JsonElement Resource, string Address)> waiting = [];

    /// <param name="path">Position in <see cref="Paths"/>.</param>
    public void Take(int path, JsonElement value)
    {
        var (depth, what) = Math.DivRem(path, 2);
        if (what == 1)
            Module(depth, value.Text());
        else if (value.Text("mode") is "data" && value.Text("address") is { } address && TerraformAddress.Resource(address) is { } parts)
        {
            var whole = parts.Key is null && value.At("index") is { ValueKind: JsonValueKind.Number or JsonValueKind.String } key ? $"{address}[{key.GetRawText()}]" : address;
            if (parts.Modules.Count >= depth)
                take(value, whole);
            else
                waiting.Add((depth, value.Clone(), whole));
        }
    }

    private void Module(int depth, string? module)
    {
        foreach (var (_, resource, address) in waiting.Where(each => each.Depth == depth && module is not null))
            take(resource, $"{module}.{address}");
        waiting.RemoveAll(each => each.Depth >= depth);
    }
}
