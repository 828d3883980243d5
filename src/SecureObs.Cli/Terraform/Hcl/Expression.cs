namespace SecureObs.Cli.Terraform.Hcl;

/// <summary>
/// An expression of HCL (developer.hashicorp.com/terraform/language/expressions), as HashiCorp's parser took it apart. Bodies and lists of
/// blocks are maps and lists too.
/// </summary>
internal abstract record Expression
{
    /// <summary>What it is made from, in the order of the source.</summary>
    public virtual IEnumerable<Expression> Parts => [];
}

/// <param name="Value">Text, a decimal, a bool or null.</param>
internal sealed record LiteralExpression(object? Value) : Expression;

/// <summary>Text with expressions in it.</summary>
internal sealed record TemplateExpression(IReadOnlyList<Expression> Items) : Expression
{
    public override IEnumerable<Expression> Parts => Items;
}

/// <summary>A name, or a position or key in brackets.</summary>
/// <param name="IsKey">Whether it stands in brackets.</param>
/// <param name="Position">Null for text.</param>
internal readonly record struct Step(string Text, bool IsKey = false, int? Position = null);

/// <summary><c>azurerm_subnet.app["a"].id</c>, <c>var.x</c>, <c>each.key</c>.</summary>
internal sealed record TraversalExpression(IReadOnlyList<Step> Steps) : Expression
{
    public string Root => Steps[0].Text;

    public string? Second => Steps.Count > 1 ? Steps[1].Text : null;
}

/// <summary>Steps into something that is no plain name: <c>f(x).y</c>.</summary>
internal sealed record StepsExpression(Expression Of, IReadOnlyList<Step> Steps) : Expression
{
    public override IEnumerable<Expression> Parts => [Of];
}

/// <summary><c>of[key]</c> with a key that is an expression.</summary>
internal sealed record IndexExpression(Expression Of, Expression Key) : Expression
{
    public override IEnumerable<Expression> Parts => [Of, Key];
}

internal sealed record ListExpression(IReadOnlyList<Expression> Items) : Expression
{
    public override IEnumerable<Expression> Parts => Items;
}

/// <param name="MayBeBlock">In JSON a block looks like an object.</param>
internal sealed record MapExpression(IReadOnlyList<(Expression Key, Expression Value)> Items, bool MayBeBlock = false) : Expression
{
    public static readonly MapExpression Empty = new([]);

    public override IEnumerable<Expression> Parts => Items.SelectMany(item => new[] { item.Key, item.Value });

    /// <summary>The entries whose keys are plain text: arguments and blocks of a body.</summary>
    public IEnumerable<(string Name, Expression Value)> Named =>
        Items.Where(item => item.Key is LiteralExpression { Value: string }).Select(item => ((string)((LiteralExpression)item.Key).Value!, item.Value));

    public Expression? At(string name) => Named.Where(item => item.Name == name).Select(item => item.Value).FirstOrDefault();
}

internal sealed record ConditionalExpression(Expression Condition, Expression Then, Expression Else) : Expression
{
    public override IEnumerable<Expression> Parts => [Condition, Then, Else];
}

/// <param name="Name">As the parser names it: <c>equal</c>, <c>logicalAnd</c>, <c>negate</c>.</param>
internal sealed record OperatorExpression(string Name, IReadOnlyList<Expression> Operands) : Expression
{
    public override IEnumerable<Expression> Parts => Operands;
}

internal sealed record CallExpression(string Name, IReadOnlyList<Expression> Arguments) : Expression
{
    public override IEnumerable<Expression> Parts => Arguments;
}

/// <param name="KeyName">Empty when only values have a name.</param>
/// <param name="Key">Null when it makes a list.</param>
internal sealed record ForExpression(string KeyName, string ValueName, Expression Over, Expression? Key, Expression Value, Expression? Condition) : Expression
{
    public override IEnumerable<Expression> Parts => new[] { Over, Key, Value, Condition }.OfType<Expression>();
}

/// <summary>What is not evaluated: only what it refers to is known.</summary>
internal sealed record OtherExpression(IReadOnlyList<Expression> Items) : Expression
{
    public override IEnumerable<Expression> Parts => Items;
}
