namespace SecureObs.Bench.Timing;

/// <summary>Two samples of durations in microseconds, and whether they can be told apart.</summary>
internal sealed class Comparison(IReadOnlyList<double> one, IReadOnlyList<double> other)
{
    private const double Significant = 0.01;

    private readonly double[] first = [.. one.Order()];
    private readonly double[] second = [.. other.Order()];

    public double FirstQuantile(double q) => Quantile(first, q);

    public double SecondQuantile(double q) => Quantile(second, q);

    /// <summary>The two samples look as if drawn from one: p of neither test is below 0.01.</summary>
    public bool WithinNoise => MannWhitney >= Significant && KolmogorovSmirnov.P >= Significant;

    /// <summary>Two-sided p of the Mann-Whitney U test, by its normal approximation with mean ranks for ties.</summary>
    public double MannWhitney
    {
        get
        {
            var all = first.Select(value => (value, isFirst: true)).Concat(second.Select(value => (value, isFirst: false))).OrderBy(each => each.value).ToList();
            double ranks = 0;
            for (var start = 0; start < all.Count;)
            {
                var end = start;
                while (end < all.Count && all[end].value.Equals(all[start].value))
                    end++;
                ranks += (start + 1 + end) / 2.0 * all.Take(start..end).Count(each => each.isFirst);
                start = end;
            }
            double n = first.Length, m = second.Length;
            var z = (ranks - n * (n + 1) / 2 - n * m / 2) / Math.Sqrt(n * m * (n + m + 1) / 12);
            return 2 * UpperTail(Math.Abs(z));
        }
    }

    /// <summary>The largest distance of the two distributions, and its p by the asymptotic series.</summary>
    public (double D, double P) KolmogorovSmirnov
    {
        get
        {
            var (i, j, distance) = (0, 0, 0.0);
            while (i < first.Length && j < second.Length)
            {
                var value = Math.Min(first[i], second[j]);
                while (i < first.Length && first[i] <= value)
                    i++;
                while (j < second.Length && second[j] <= value)
                    j++;
                distance = Math.Max(distance, Math.Abs((double)i / first.Length - (double)j / second.Length));
            }
            var lambda = distance * Math.Sqrt((double)first.Length * second.Length / (first.Length + second.Length));
            var p = lambda < 0.2 ? 1 : 2 * Enumerable.Range(1, 100).Sum(k => (k % 2 == 1 ? 1 : -1) * Math.Exp(-2.0 * k * k * lambda * lambda));
            return (distance, Math.Clamp(p, 0, 1));
        }
    }

    private static double Quantile(double[] sorted, double q) => sorted[Math.Min(sorted.Length - 1, (int)(q * sorted.Length))];

    /// <summary>Of the normal distribution: Abramowitz and Stegun 26.2.17, error below 7.5e-8.</summary>
    private static double UpperTail(double z)
    {
        var t = 1 / (1 + 0.2316419 * z);
        var sum = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * sum;
    }
}
