namespace SecureObs.Cli.Terraform.Hcl;

/// <summary>Values of variables: literals, in which nothing refers to anything (developer.hashicorp.com/terraform/language/values/variables).</summary>
internal static class TfVars
{
    /// <summary>The files that Terraform reads by itself, in its order: what stands in a later one wins.</summary>
    public static IEnumerable<string> Automatic(IEnumerable<string> names)
    {
        var all = names.Order(StringComparer.Ordinal).ToList();
        return [.. all.Where(name => name == "terraform.tfvars"), .. all.Where(name => name == "terraform.tfvars.json"),
            .. all.Where(name => name.EndsWith(".auto.tfvars", StringComparison.Ordinal) || name.EndsWith(".auto.tfvars.json", StringComparison.Ordinal))];
    }

    public static Dictionary<string, Expression> Merged(IEnumerable<Expression> files)
    {
        var values = new Dictionary<string, Expression>(StringComparer.Ordinal);
        foreach (var (name, value) in files.OfType<MapExpression>().SelectMany(file => file.Named))
            values[name] = value;
        return values;
    }

    public static Value Constant(Expression expression) => expression switch
    {
        LiteralExpression literal => Value.Of(literal.Value),
        ListExpression list => new ListValue([.. list.Items.Select(Constant)]),
        MapExpression map => new MapValue(map.Items.Where(item => item.Key is LiteralExpression { Value: string }).Select(item => ((string)((LiteralExpression)item.Key).Value!, Constant(item.Value)))),
        OperatorExpression calculation => Operators.Of(calculation.Name, [.. calculation.Operands.Select(Constant)]),   // -1
        _ => Value.Unknown,
    };
}
