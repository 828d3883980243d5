namespace SecureObs.Cli.Terraform.Hcl;

/// <summary>developer.hashicorp.com/terraform/language/expressions/operators, by the names that the parser gives them.</summary>
internal static class Operators
{
    public static Value Of(string name, IReadOnlyList<Value> operands)
    {
        var value = operands switch
        {
            [var only] => One(name, only),
            [var left, var right] => Two(name, left, right),
            _ => null,
        };
        return (value is null ? Value.Unknown : Value.Of(value)).Marked(operands.Any(operand => operand.HasSensitive));
    }

    private static object? One(string name, Value operand) => name switch
    {
        "logicalNot" => !operand.AsFlag(),
        "negate" => -operand.AsNumber(),
        _ => null,
    };

    private static object? Two(string name, Value left, Value right) => name switch
    {
        "equal" => AreEqual(left, right),
        "notEqual" => !AreEqual(left, right),
        "logicalAnd" => left.AsFlag() is false || right.AsFlag() is false ? false : left.AsFlag() & right.AsFlag(),
        "logicalOr" => left.AsFlag() is true || right.AsFlag() is true ? true : left.AsFlag() | right.AsFlag(),
        _ => left.AsNumber() is { } a && right.AsNumber() is { } b ? Numbers(name, a, b) : null,
    };

    private static object? Numbers(string name, decimal left, decimal right)
    {
        try
        {
            return name switch
            {
                "greaterThan" => left > right,
                "greaterThanOrEqual" => left >= right,
                "lessThan" => left < right,
                "lessThanOrEqual" => left <= right,
                "add" => left + right,
                "subtract" => left - right,
                "multiply" => left * right,
                "divide" when right != 0 => left / right,
                "modulo" when right != 0 => left % right,
                _ => null,
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <returns>Null when it cannot be told.</returns>
    private static bool? AreEqual(Value left, Value right) => (left, right) switch
    {
        (Scalar one, Scalar other) => Equals(one.Content, other.Content),
        (Scalar { Content: null }, ListValue or MapValue) or (ListValue or MapValue, Scalar { Content: null }) => false,
        _ => null,
    };
}
