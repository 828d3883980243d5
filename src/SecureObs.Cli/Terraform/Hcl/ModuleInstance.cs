namespace SecureObs.Cli.Terraform.Hcl;

/// <summary>One instance of a module: its variables have values. Everything in it is evaluated when somebody asks, once.</summary>
internal sealed class ModuleInstance
{
    private readonly Dictionary<object, Value> values = [];
    private readonly Dictionary<(string Kind, string Type, string Name), Expansion> expansions = [];
    private readonly Dictionary<(string Call, string Key), ModuleInstance> children = [];
    private readonly Func<string, Value?> given;

    /// <param name="address">Empty for the root, else <c>module.net["a"]</c>.</param>
    /// <param name="given">What a variable is given; null leaves it its default.</param>
    public ModuleInstance(StaticModule module, string address, Func<string, Value?> given, Evaluation evaluation)
    {
        (Module, Address, this.given, Evaluation) = (module, address, given, evaluation);
    }

    public StaticModule Module { get; }

    public string Address { get; }

    public Evaluation Evaluation { get; }

    public Value Variable(string name) => Once(("var", name), () =>
    {
        if (!Module.Variables.TryGetValue(name, out var declared))
            return Value.Unknown;
        var value = given(name);
        if (value is null or Scalar { Content: null } && declared.At("nullable") is LiteralExpression { Value: false })
            value = null;
        value ??= declared.At("default") is { } standard ? Evaluator.Of(standard, Context.Of(this)) : Value.Unknown;
        return value.Marked(IsSensitive(declared));
    });

    public Value Local(string name) => Once(("local", name), () => Module.Locals.TryGetValue(name, out var local) ? Evaluator.Of(local, Context.Of(this)) : Value.Unknown);

    public Value Output(string name) => Once(("output", name), () => Module.Outputs.TryGetValue(name, out var output) && output.At("value") is { } value
        ? Evaluator.Of(value, Context.Of(this)).Marked(IsSensitive(output)) : Value.Unknown);

    /// <summary>A module that this one calls: its outputs, or its instances with theirs.</summary>
    public Value CalledModule(string name) => Expand("module", "", name) is { IsKnown: true } expansion && Module.Called.ContainsKey(name)
        ? Deferred(expansion, instance => new DeferredValue(null, Child(name, instance).Output)) : Value.Unknown;

    /// <summary>A resource of this module: its arguments as they are written, where they may leave the machine; the others may be secrets of the provider.</summary>
    public Value Resource(string type, string name) => Module.Resources.TryGetValue((type, name), out var body) && Expand("resource", type, name) is { IsKnown: true } expansion
        ? Deferred(expansion, instance => new DeferredValue(null, attribute => Argument(type, name, body, attribute, instance))) : Value.Unknown;

    /// <param name="kind"><c>resource</c>, <c>data</c> or <c>module</c>, which has no type.</param>
    public Expansion Expand(string kind, string type, string name)
    {
        if (expansions.TryGetValue((kind, type, name), out var known))
            return known;
        var body = kind switch { "module" => Module.Calls.GetValueOrDefault(name), "data" => Module.Data.GetValueOrDefault((type, name)), _ => Module.Resources.GetValueOrDefault((type, name)) };
        Expansion made = new([Instance.Single], IsKnown: false);
        // Stays undecided when it is asked for in a circle.
        Evaluation.Guarded((this, kind, type, name), () =>
        {
            made = Expansion.Of(body ?? MapExpression.Empty, Context.Of(this));
            return Value.Null;
        });
        return expansions[(kind, type, name)] = made;
    }

    public ModuleInstance Child(string call, Instance instance)
    {
        if (!children.TryGetValue((call, instance.Key), out var child))
        {
            var (body, context) = (Module.Calls[call], Context.Of(this, instance));
            children[(call, instance.Key)] = child = new(
                Module.Called[call], $"{(Address.Length == 0 ? "" : Address + ".")}module.{call}{instance.Key}", name => body.At(name) is { } input ? Evaluator.Of(input, context) : null, Evaluation);
        }
        return child;
    }

    private static DeferredValue Deferred(Expansion expansion, Func<Instance, Value> of) => expansion.HasKeys
        ? new(expansion.Keys, key => expansion.Find(key) is { } instance ? of(instance) : Value.Unknown)
        : new(null, key => of(Instance.Single).At(key));

    private Value Argument(string type, string name, MapExpression body, string attribute, Instance instance) =>
        Allowlist.Of(type)?.Below.GetValueOrDefault(attribute) is { Kind: not null } && body.At(attribute) is { } argument
            ? Once((type, name, attribute, instance.Key), () => Evaluator.Of(argument, Context.Of(this, instance))) : Value.Unknown;

    private Value Once(object what, Func<Value> evaluate)
    {
        if (!values.TryGetValue(what, out var value))
            values[what] = value = Evaluation.Guarded((this, what), evaluate);
        return value;
    }

    private static bool IsSensitive(MapExpression declared) => Says(declared.At("sensitive")) || Says(declared.At("ephemeral"));

    private static bool Says(Expression? said) => said is not (null or LiteralExpression { Value: false or null or "false" });
}
