using SecureObs.Bench.Timing;

namespace SecureObs.Bench.Controls;

/// <summary>One operation with a control and without it; the n-th of both were measured one after the other.</summary>
internal sealed class Paired(IReadOnlyList<double> with, IReadOnlyList<double> without)
{
    private const int Resamples = 4_000;

    private readonly double[] ratios = [.. with.Zip(without, (one, other) => one / other)];

    public int Count => ratios.Length;

    /// <summary>Milliseconds.</summary>
    public Comparison Times { get; } = new(with, without);

    /// <summary>The median of the pairs' ratios: what slows the machine down for a moment slows both of a pair down.</summary>
    public double Ratio => Median([.. ratios]);

    /// <summary>95 %, by drawing as many pairs as there are, again and again, and taking their median.</summary>
    public (double Low, double High) Interval()
    {
        var random = new Random(17);
        var medians = new double[Resamples];
        var drawn = new double[ratios.Length];
        for (var i = 0; i < Resamples; i++)
        {
            for (var j = 0; j < drawn.Length; j++)
                drawn[j] = ratios[random.Next(ratios.Length)];
            medians[i] = Median(drawn);
        }
        Array.Sort(medians);
        return (medians[Resamples / 40], medians[Resamples - 1 - Resamples / 40]);
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}
