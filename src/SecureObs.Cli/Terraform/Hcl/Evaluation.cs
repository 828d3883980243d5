namespace SecureObs.Cli.Terraform.Hcl;

/// <summary>What the evaluation of one root has in common: how much it may cost, and what is being evaluated, so that circles end.</summary>
internal sealed class Evaluation
{
    public const int LongestText = 65_536;
    public const int MostItems = PlanReader.MostResources;

    /// <summary>Expressions in expressions, so deep; each takes some of the stack.</summary>
    private const int MostDepth = 256;
    private const int MostSteps = 5_000_000;

    private readonly HashSet<object> busy = [];
    private int depth;
    private int steps;

    /// <returns>Unknown when it is asked for while it is evaluated, or stands too deep.</returns>
    /// <exception cref="CommandFailure">The root makes more of its configuration than an analysis may.</exception>
    public Value Guarded(object? what, Func<Value> evaluate)
    {
        Spend(1);
        if (depth >= MostDepth || (what is not null && !busy.Add(what)))
            return Value.Unknown;
        depth++;
        try
        {
            return evaluate();
        }
        finally
        {
            depth--;
            if (what is not null)
                busy.Remove(what);
        }
    }

    public void Spend(int cost)
    {
        if ((steps += cost) > MostSteps)
            throw new CommandFailure(ExitCode.Failed, "the Terraform root cannot be read: it makes more of its configuration than an analysis may, analyse its parts");
    }
}
