namespace SecureObs.Cli.Terraform;

/// <summary>A resource that an expression is made from, as the configuration names it.</summary>
/// <param name="Module">Its module's path.</param>
/// <param name="Key">Of the instance that is asked for.</param>
/// <param name="Keyed">Whose key may be meant when none is asked for.</param>
/// <param name="Modules">Instances of modules that are asked for, by their place on the path.</param>
internal sealed record ReferenceTarget(string Module, string Resource, string? Key, KeyOf? Keyed, IReadOnlyList<(int Depth, string Key)> Modules);

/// <summary>Whose <c>each.key</c> or <c>count.index</c> an expression has in it: the resource's own, or that of a module's call.</summary>
/// <param name="Module">The path of the module that is called; null for the resource's own.</param>
/// <param name="Asked">The key of the module's instance that was asked for on the way.</param>
internal sealed record KeyOf(string? Module, string? Asked = null)
{
    public static KeyOf Own { get; } = new((string?)null);

    /// <param name="module">The path of the source's module.</param>
    /// <returns>Null when there is none, or when the source is not in that module.</returns>
    public string? Of(Instance source, string module) =>
        Asked ?? (Module is null ? source.Key
        : ModuleScope.Depth(Module) is var depth && ModuleScope.Shared(module, Module) == depth ? source.Modules[depth - 1]
        : null);
}
