namespace SecureObs.Bench.Speed.Reading;

/// <summary>Milliseconds that requests took.</summary>
internal sealed class Quantiles(IEnumerable<double> times)
{
    private readonly double[] sorted = [.. times.Order()];

    public double Half => sorted[sorted.Length / 2];

    public double P99 => sorted[sorted.Length * 99 / 100];
}
