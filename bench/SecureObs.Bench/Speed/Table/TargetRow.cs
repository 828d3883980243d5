namespace SecureObs.Bench.Speed.Table;

/// <summary>One line of the table of targets.</summary>
/// <param name="Limit">What stands beside it, measured in the same run and told in <paramref name="Beside"/>; null when nothing does.</param>
/// <param name="Ratio">The value against the limit.</param>
/// <param name="Target">What is aimed at, in words; empty for what is only told.</param>
/// <param name="Met">Null for what is only told.</param>
internal sealed record TargetRow(string Name, double Value, string Unit, double? Limit, double? Ratio, string Beside, string Target, bool? Met)
{
    /// <summary>The target is a ratio that must be reached, as of findings a second.</summary>
    public static TargetRow AtLeastTimes(string name, double value, string unit, double limit, string beside, double least) =>
        new(name, value, unit, limit, value / limit, beside, FormattableString.Invariant($"at least {least} x"), value / limit >= least);

    /// <summary>The target is a value that must not be passed, as of milliseconds.</summary>
    public static TargetRow AtMost(string name, double value, string unit, double? limit, string beside, double most) =>
        new(name, value, unit, limit, limit is > 0 ? value / limit : null, beside, FormattableString.Invariant($"at most {most:#,0.##}"), value <= most);

    /// <summary>The target is a ratio that must not be passed; it is given, because it is not always that of the two medians.</summary>
    public static TargetRow AtMostTimes(string name, double value, string unit, double limit, string beside, double ratio, double most) =>
        new(name, value, unit, limit, ratio, beside, FormattableString.Invariant($"at most {most} x"), ratio <= most);

    /// <summary>Without a target.</summary>
    public static TargetRow Told(string name, double value, string unit, double? limit, string beside) =>
        new(name, value, unit, limit, limit is > 0 ? value / limit : null, beside, "", null);
}
