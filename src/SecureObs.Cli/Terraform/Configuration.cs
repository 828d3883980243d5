namespace SecureObs.Cli.Terraform;

/// <summary>What the configuration of a module says about which attribute is made from what, before <c>count</c> and <c>for_each</c>.</summary>
internal sealed class ConfigModule
{
    /// <summary>By <c>type.name</c>, data sources with <c>data.</c> before it.</summary>
    public Dictionary<string, IReadOnlyList<ConfigExpression>> Resources { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ConfigCall> Calls { get; } = new(StringComparer.Ordinal);

    /// <summary>What each output is made from.</summary>
    public Dictionary<string, IReadOnlyList<string>> Outputs { get; } = new(StringComparer.Ordinal);

    /// <summary>The call of that name, made when there is none yet.</summary>
    public ConfigCall Call(string name) => Calls.TryGetValue(name, out var call) ? call : Calls[name] = new();
}

/// <param name="Path">The attribute, blocks with their positions.</param>
/// <param name="References">Of what Terraform lists the most specific: <c>a.b.id</c> without the <c>a.b</c> beside it.</param>
internal sealed record ConfigExpression(string Path, IReadOnlyList<string> References);

internal sealed class ConfigCall
{
    /// <summary>What each variable of the module is given.</summary>
    public Dictionary<string, IReadOnlyList<string>> Inputs { get; } = new(StringComparer.Ordinal);

    public ConfigModule Module { get; } = new();
}
