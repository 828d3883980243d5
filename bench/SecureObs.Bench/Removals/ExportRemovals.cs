namespace SecureObs.Bench.Removals;

/// <summary>What leaves as a file, and what comes in as one.</summary>
internal static class ExportRemovals
{
    private const string Exports = "SecureObs.Api/Features/Findings/Exports/";

    public static Removal[] All { get; } =
    [
        new("no field of a CSV export is a formula", Exports + "Formats/CsvWriter.cs", "? \"'\" + text : text", "? text : text", "ExportTests"),
        new("what scanners say stays text in the help of a rule", Exports + "Formats/SarifRules.cs", "text.Replace('`', '\\'')", "text", "SarifExportTests"),
        new("what the code asks for suppresses nothing in SARIF", Exports + "Formats/SarifWriter.cs", "finding.IsSuppressed ? \"accepted\" : \"underReview\"", "\"accepted\"", "ExportTests"),
        new("a package is as settled as its least settled finding", Exports + "Formats/OpenVexWriter.cs", "Unsettled(finding) < Unsettled(statement) ? finding : statement", "statement", "ExportTests"),
        new("a statement without a reason decides nothing", Exports + "VexReading.cs", "statement.Status is \"not_affected\" && reason.Length == 0", "reason.Length < 0", "ExportTests"),
    ];
}
