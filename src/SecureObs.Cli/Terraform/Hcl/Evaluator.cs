using System.Collections.Immutable;
using System.Globalization;

namespace SecureObs.Cli.Terraform.Hcl;

/// <summary>Where an expression stands: in which instance of a module, in which instance of a resource or call, with which names of <c>for</c> and <c>dynamic</c>.</summary>
internal sealed record Context(ModuleInstance Module, Instance Instance, ImmutableDictionary<string, Value> Names)
{
    public static Context Of(ModuleInstance module, Instance? instance = null) => new(module, instance ?? Instance.Single, ImmutableDictionary<string, Value>.Empty);

    public Context With(string name, Value value) => name.Length == 0 ? this : this with { Names = Names.SetItem(name, value) };
}

/// <summary>
/// Evaluates what can be told without a provider: literals, variables, locals, outputs, arguments of other resources as they are written,
/// templates, operators and some functions. Everything else is unknown, never guessed.
/// </summary>
internal static class Evaluator
{
    public static Value Of(Expression expression, Context context) => context.Module.Evaluation.Guarded(null, () => expression switch
    {
        LiteralExpression literal => Value.Of(literal.Value),
        TemplateExpression template => Template(template, context),
        TraversalExpression traversal => Traversal(traversal, context),
        StepsExpression steps => Walk(Of(steps.Of, context), steps.Steps),
        IndexExpression index => Index(Of(index.Of, context), Of(index.Key, context)),
        ListExpression list => new ListValue([.. list.Items.Select(item => Of(item, context))]),
        MapExpression map => Map(map.Items.Select(item => (Of(item.Key, context), Of(item.Value, context)))),
        ConditionalExpression choice => Choice(choice, context),
        OperatorExpression calculation => Operators.Of(calculation.Name, [.. calculation.Operands.Select(operand => Of(operand, context))]),
        CallExpression call => Call(call, context),
        ForExpression each => For(each, context),
        _ => UnknownOf(expression.Parts.Select(part => Of(part, context))),
    });

    /// <summary>Unknown, and sensitive when something of what it would be made from is.</summary>
    public static Value UnknownOf(IEnumerable<Value> from) => Value.Unknown.Marked(from.Any(value => value.HasSensitive));

    /// <summary>The entries of what is iterated over; null when it is unknown what they are.</summary>
    public static IReadOnlyList<(Value Key, Value Value)>? Entries(Value collection)
    {
        IEnumerable<(Value, Value)>? entries = collection switch
        {
            ListValue { IsSet: true } set => set.Items.Select(item => (item, item)),
            ListValue list => list.Items.Select((item, at) => (Value.Of((decimal)at), item)),
            MapValue map => map.Entries.Select(entry => (Value.Of(entry.Key), entry.Value)),
            DeferredValue { Keys: { } keys } => keys.Select(key => (Value.Of(key), collection.At(key))),
            _ => null,
        };
        return entries?.Take(Evaluation.MostItems + 1).ToList() is { Count: <= Evaluation.MostItems } counted
            ? [.. counted.Select(entry => (entry.Item1.Marked(collection.IsSensitive), entry.Item2.Marked(collection.IsSensitive)))] : null;
    }

    private static Value Template(TemplateExpression template, Context context)
    {
        var parts = template.Items.Select(item => Of(item, context)).ToList();
        if (parts.Count == 1)
            return parts[0];
        var texts = parts.Select(part => part.AsText()).ToList();
        return texts.Contains(null) || texts.Sum(text => text!.Length) > Evaluation.LongestText
            ? UnknownOf(parts) : Value.Of(string.Concat(texts)).Marked(parts.Any(part => part.HasSensitive));
    }

    private static Value Traversal(TraversalExpression traversal, Context context)
    {
        var (module, steps) = (context.Module, traversal.Steps);
        if (context.Names.TryGetValue(traversal.Root, out var named))
            return Walk(named, steps.Skip(1));
        if (traversal.Second is not { } second)
            return Value.Unknown;
        return traversal.Root switch
        {
            "var" => Walk(module.Variable(second), steps.Skip(2)),
            "local" => Walk(module.Local(second), steps.Skip(2)),
            "each" => Walk(second switch { "key" => context.Instance.EachKey, "value" => context.Instance.EachValue, _ => Value.Unknown }, steps.Skip(2)),
            "count" => context.Instance.CountIndex,
            "module" => Walk(module.CalledModule(second), steps.Skip(2)),
            "data" or "path" or "terraform" or "self" or "ephemeral" => Value.Unknown,
            _ => Walk(module.Resource(traversal.Root, second), steps.Skip(2)),
        };
    }

    private static Value Walk(Value value, IEnumerable<Step> steps) =>
        steps.Aggregate(value, (at, step) => at.At(step.Position?.ToString(CultureInfo.InvariantCulture) ?? step.Text));

    private static Value Index(Value of, Value key) => key.AsText() is { } text ? of.At(text).Marked(key.IsSensitive) : UnknownOf([of, key]);

    private static Value Map(IEnumerable<(Value Key, Value Value)> entries)
    {
        var all = entries.ToList();
        return all.Exists(entry => entry.Key.AsText() is null)
            ? UnknownOf(all.SelectMany(entry => new[] { entry.Key, entry.Value }))
            : new MapValue(all.Select(entry => (entry.Key.AsText()!, entry.Value))).Marked(all.Exists(entry => entry.Key.IsSensitive));
    }

    private static Value Choice(ConditionalExpression choice, Context context)
    {
        var condition = Of(choice.Condition, context);
        return condition.AsFlag() is { } taken
            ? Of(taken ? choice.Then : choice.Else, context).Marked(condition.IsSensitive)
            : UnknownOf([condition, Of(choice.Then, context), Of(choice.Else, context)]);
    }

    private static Value Call(CallExpression call, Context context)
    {
        var arguments = call.Arguments.Select(argument => Of(argument, context)).ToList();
        return (Functions.Of(call.Name, arguments) ?? Value.Unknown).Marked(arguments.Exists(argument => argument.HasSensitive));
    }

    private static Value For(ForExpression each, Context context)
    {
        var over = Of(each.Over, context);
        if (Entries(over) is not { } entries)
            return UnknownOf([over]);
        var kept = new List<(Value Key, Value Value)>();
        var sensitive = over.IsSensitive;
        foreach (var (key, value) in entries)
        {
            var inner = context.With(each.KeyName, key).With(each.ValueName, value);
            var wanted = each.Condition is { } condition ? Of(condition, inner) : Value.Of(true);
            if (wanted.AsFlag() is not { } keep)
                return UnknownOf([over, wanted]);
            sensitive |= wanted.IsSensitive;
            if (keep)
                kept.Add((each.Key is { } of ? Of(of, inner) : Value.Null, Of(each.Value, inner)));
        }
        return (each.Key is null ? new ListValue([.. kept.Select(entry => entry.Value)]) : Map(kept)).Marked(sensitive);
    }
}
