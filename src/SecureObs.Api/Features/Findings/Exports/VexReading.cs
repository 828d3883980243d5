using SecureObs.Api.Domain;

namespace SecureObs.Api.Features.Findings.Exports;

/// <summary>A statement that is understood.</summary>
/// <param name="Number">Its position, from 0.</param>
/// <param name="Decision">The suppression that it makes; null when it decides nothing.</param>
internal sealed record VexReading(int Number, IReadOnlyList<string> Packages, IReadOnlyList<string> Advisories, FindingStatus? Decision, string Reason)
{
    private const int LongestReason = 2_000;
    private const int MostNames = 100;

    /// <summary>Reads a statement, or says what is wrong with it.</summary>
    public static (VexReading? Reading, string? Problem) Of(int number, VexStatement? statement)
    {
        if (statement is null)
            return (null, "is null");
        string[] advisories = [.. new[] { statement.Vulnerability?.Name }.Concat(statement.Vulnerability?.Aliases ?? []).OfType<string>().Where(name => name.Length > 0).Take(MostNames)];
        if (advisories is [])
            return (null, "names no vulnerability");
        string[] packages = [.. PackagesOf(statement.Products).Distinct().Take(MostNames)];
        if (packages is [])
            return (null, "names no package URL");
        if (!VexWords.IsStatus(statement.Status))
            return (null, "has a status that OpenVEX does not know");
        var reason = ReasonOf(statement).Trim();
        if (statement.Status is "not_affected" && reason.Length == 0)
            return (null, "says not_affected without a justification or impact_statement");
        if (statement.Status is "affected" && reason.Length == 0)
            return (null, "says affected without an action_statement");
        return (new(number, packages, advisories, VexWords.Decision(statement.Status!, statement.StatusNotes), reason.Length <= LongestReason ? reason : reason[..LongestReason]), null);
    }

    private static IEnumerable<string> PackagesOf(IEnumerable<VexProduct?>? products) => (products ?? []).OfType<VexProduct>()
        .SelectMany(product => new[] { product.Identifiers?.Purl, product.Id }.Concat(
            (product.Subcomponents ?? []).OfType<VexPart>().SelectMany(part => new[] { part.Identifiers?.Purl, part.Id })))
        .OfType<string>().Where(name => name.StartsWith("pkg:", StringComparison.Ordinal));

    private static string ReasonOf(VexStatement statement) => statement.Status is "affected" ? statement.ActionStatement ?? "" : string.Join(
        ": ", new[] { statement.Justification, statement.ImpactStatement }.Where(text => !string.IsNullOrWhiteSpace(text)));
}
