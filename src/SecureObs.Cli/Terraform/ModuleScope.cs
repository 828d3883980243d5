namespace SecureObs.Cli.Terraform;

/// <summary>A module at its place in the configuration.</summary>
/// <param name="Path">The names of the modules on the way, with dots between them; empty for the root.</param>
internal sealed record ModuleScope(ConfigModule Module, string Path, ModuleScope? Outer)
{
    /// <summary>By what name its call stands in the outer module.</summary>
    public string Name => Path[(Path.LastIndexOf('.') + 1)..];

    public ModuleScope Called(string name) => new(Module.Calls[name].Module, Path.Length == 0 ? name : $"{Path}.{name}", this);

    public static int Depth(string path) => path.Length == 0 ? 0 : path.AsSpan().Count('.') + 1;

    /// <summary>How many modules from the root on both paths have.</summary>
    public static int Shared(string path, string other) =>
        path == other ? Depth(path)
        : path.Length == 0 || other.Length == 0 ? 0
        : path.Split('.').Zip(other.Split('.')).TakeWhile(pair => pair.First == pair.Second).Count();
}
