namespace SecureObs.Cli.Importing;

/// <summary>The base score of a CVSS 3.0 or 3.1 vector. https://www.first.org/cvss/v3.1/specification-document, section 7.1 and 7.4</summary>
internal static class Cvss3
{
    /// <returns>0.0 to 10.0; null of anything but a whole vector of version 3.</returns>
    public static double? BaseScore(string? vector)
    {
        if (vector is null || !vector.StartsWith("CVSS:3.", StringComparison.Ordinal) || vector.Length > 200)
            return null;
        var metrics = vector.Split('/').Skip(1).Select(part => part.Split(':')).Where(part => part.Length == 2).GroupBy(part => part[0]).ToDictionary(part => part.Key, part => part.First()[1]);
        var changed = metrics.GetValueOrDefault("S") == "C";
        double? Of(string metric, string letters, params double[] weights) =>
            metrics.GetValueOrDefault(metric) is { Length: 1 } letter && letters.IndexOf(letter[0], StringComparison.Ordinal) is >= 0 and var at ? weights[at] : null;

        var exploitability = 8.22 * Of("AV", "NALP", 0.85, 0.62, 0.55, 0.2) * Of("AC", "LH", 0.77, 0.44)
            * (changed ? Of("PR", "NLH", 0.85, 0.68, 0.5) : Of("PR", "NLH", 0.85, 0.62, 0.27)) * Of("UI", "NR", 0.85, 0.62);
        var subscore = 1 - (1 - Impact("C")) * (1 - Impact("I")) * (1 - Impact("A"));
        if (exploitability is not { } exploit || subscore is not { } iss)
            return null;
        var impact = changed ? 7.52 * (iss - 0.029) - 3.25 * Math.Pow(iss - 0.02, 15) : 6.42 * iss;
        return impact <= 0 ? 0 : RoundUp(Math.Min((changed ? 1.08 : 1) * (impact + exploit), 10));

        double? Impact(string metric) => Of(metric, "HLN", 0.56, 0.22, 0);
    }

    // Appendix A: up to the next tenth, without what floating point adds.
    private static double RoundUp(double score)
    {
        var whole = (long)Math.Round(score * 100_000);
        return whole % 10_000 == 0 ? whole / 100_000.0 : (Math.Floor(whole / 10_000.0) + 1) / 10.0;
    }
}
