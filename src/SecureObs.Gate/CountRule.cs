using System.Globalization;
using SecureObs.Contracts;

namespace SecureObs.Gate;

/// <summary>One rule about how many findings there may be.</summary>
/// <param name="Id">Where it stands in the policy.</param>
/// <param name="NewOnly">For its text: what is counted was chosen before.</param>
internal sealed record CountRule(string Id, Severity Severity, bool Exactly, int MoreThan, bool NewOnly)
{
    /// <summary>UNKNOWN is the lowest, so it counts only where it is named.</summary>
    public bool Counts(Severity severity) => Exactly ? severity == Severity : severity >= Severity;

    public string Text(int count)
    {
        var which = Exactly || Severity == Severity.Critical ? Severity.Word() : $"{Severity.Word()} or worse";
        var allowed = MoreThan == 0 ? "none is allowed" : string.Create(CultureInfo.InvariantCulture, $"at most {MoreThan} are allowed");
        return string.Create(CultureInfo.InvariantCulture, $"{count} {(NewOnly ? "new " : "")}{(count == 1 ? "finding" : "findings")} of severity {which}: {allowed}");
    }

    /// <param name="place">What stands before the name of the rule, e.g. <c>scanners.bandit.</c></param>
    public static IEnumerable<CountRule> Of(string place, GatePolicy? block, IReadOnlyList<GateThreshold>? thresholds, bool newOnly)
    {
        if (block is GatePolicy.Critical or GatePolicy.CriticalAndHigh)
            yield return new(place + "block", block is GatePolicy.Critical ? Severity.Critical : Severity.High, Exactly: false, MoreThan: 0, newOnly);
        for (var i = 0; i < (thresholds?.Count ?? 0); i++)
            yield return new(string.Create(CultureInfo.InvariantCulture, $"{place}thresholds[{i}]"), thresholds![i].Severity, thresholds[i].Exactly, thresholds[i].MoreThan, newOnly);
    }
}
