namespace SecureObs.Cli.Terraform;

/// <summary>Follows the references of one expression until they are resources.</summary>
internal sealed class ReferenceSearch(InstanceIndex instances, Action<string> note)
{
    private const int MostSteps = 256;

    private readonly HashSet<(string Path, string Reference, KeyOf? Keyed)> seen = [];
    private readonly HashSet<(string Module, string Resource, string? Key, KeyOf? Keyed, string Modules)> known = [];
    private readonly List<ReferenceTarget> found = [];

    public IReadOnlyList<ReferenceTarget> Found => found;

    /// <param name="own">Whose keys are meant when the expression has its own in it.</param>
    public void Follow(ConfigExpression expression, ModuleScope scope, KeyOf own)
    {
        // Where for_each goes over another resource with for_each, both have the same keys.
        var keyed = HasKey(expression.References) || expression.Path is "for_each" ? own : null;
        foreach (var reference in expression.References)
            Resolve(reference, scope, keyed, [], 0);
    }

    private void Resolve(string reference, ModuleScope scope, KeyOf? keyed, IReadOnlyList<(int Depth, string Key)> modules, int steps)
    {
        // Also ends what leads in a circle.
        if (steps > MostSteps || !seen.Add((scope.Path, reference, keyed)))
            return;
        switch (TerraformAddress.Steps(reference))
        {
            case [{ Name: "var" }, var variable, ..]:
                Given(variable.Name, scope, keyed, modules, steps);
                break;
            case [{ Name: "module" }, var called, var output, ..] when scope.Module.Calls.TryGetValue(called.Name, out var call):
                IReadOnlyList<(int, string)> asked = called.Key is { } key ? [.. modules, (ModuleScope.Depth(scope.Path), key)] : modules;
                foreach (var one in call.Module.Outputs.GetValueOrDefault(output.Name) ?? [])
                    Resolve(one, scope.Called(called.Name), keyed, asked, steps + 1);
                break;
            case [{ Name: "module" }, var unread, ..] when !scope.Module.Calls.ContainsKey(unread.Name):
                note("a module that was not read");
                break;
            case [{ Name: "module" }, ..]:
                note("a module as a whole");
                break;
            case [{ Name: "local" }, ..]:
                note("a local value, of which a plan does not say what it is made from");
                break;
            case [{ Name: "each" or "count" or "self" or "path" or "terraform" }, ..]:
                break;
            case [{ Name: "data" }, var type, var name, ..]:
                Add(scope, $"data.{type.Name}.{name.Name}", name.Key, keyed, modules);
                break;
            case [var type, var name, ..]:
                Add(scope, $"{type.Name}.{name.Name}", name.Key, keyed, modules);
                break;
        }
    }

    /// <summary>A variable is what the call of the module gives; when it gives nothing, a default, which is made from nothing.</summary>
    private void Given(string variable, ModuleScope scope, KeyOf? keyed, IReadOnlyList<(int Depth, string Key)> modules, int steps)
    {
        if (scope.Outer is not { } outer)
        {
            note("a variable of the root module");
            return;
        }
        if (outer.Module.Calls[scope.Name].Inputs.GetValueOrDefault(variable) is not { } given)
            return;
        var depth = ModuleScope.Depth(outer.Path);
        var asked = modules.LastOrDefault(step => step.Depth == depth).Key;
        foreach (var one in given)
            Resolve(one, outer, HasKey(given) ? new(scope.Path, asked) : keyed, [.. modules.Where(step => step.Depth < depth)], steps + 1);
    }

    private void Add(ModuleScope scope, string resource, string? key, KeyOf? keyed, IReadOnlyList<(int Depth, string Key)> modules)
    {
        if (!scope.Module.Resources.ContainsKey(resource) && instances.Of(scope.Path, resource) is null)
            note("a resource that the configuration does not have");
        else if (known.Add((scope.Path, resource, key, keyed, string.Join('|', modules))))
            found.Add(new(scope.Path, resource, key, keyed, modules));
    }

    private static bool HasKey(IReadOnlyList<string> references) =>
        references.Any(each => each.StartsWith("count.", StringComparison.Ordinal) || each.StartsWith("each.", StringComparison.Ordinal));
}
