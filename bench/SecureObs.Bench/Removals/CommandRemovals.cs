namespace SecureObs.Bench.Removals;

/// <summary>What the command keeps on the machine, and what it does not believe.</summary>
internal static class CommandRemovals
{
    private const string Cli = "SecureObs.Cli/";

    public static Removal[] All { get; } =
    [
        Of("command: a page that is not the API's is no success", "Api/ApiClient.cs", "response.IsSuccessStatusCode && IsOfTheApi(response, streamed)", "response.IsSuccessStatusCode", "FaultTests"),
        Of("command: redirects are not followed", "Api/ApiClient.cs", "AllowAutoRedirect = false", "AllowAutoRedirect = true", "FaultTests"),
        Of("command: lines beside a finding stay here", "Drivers/ScannedFiles.cs", "Math.Clamp((end ?? first) - first + 1, 1, MostLines)", "end is < 0 ? 1 : MostLines", "DryRunTests"),
        Of("command: a body that arrived changed is said", "Delivery/ApiDelivery.cs", "receipt != $\"sha256:{batch.Digest}\"", "receipt.Length == 0", "DryRunTests"),
        Of("command: what did not begin is no failure and no success", "Reporting/ScanRow.cs", "Failure is null ? ScannerStatus.Completed : IsSkipped ? ScannerStatus.Skipped", "Failure is null || IsSkipped ? ScannerStatus.Completed", "ScanTests"),
        Of("command: an export that broke off replaces no file", "Outputs/ExportFile.cs", "new FileStream(part, PrivateFile.New())", "new FileStream(path, FileMode.Create)", "ExportCommandTests"),
        Of("command: no snippets when asked", "Api/FindingRows.cs", "CodeSnippet = Snippets ? finding.Snippet : null", "CodeSnippet = finding.Snippet", "DryRunTests"),
        Of("command: a changed body is not sent later", "Delivery/UnsentLines.cs", "batch.Digest == Text(line, \"sha256\")", "batch.Digest.Length > 0", "UnsentTests"),
        Of("command: half a file is not sent later", "Delivery/UnsentLines.cs", "if (!isWhole)", "if (!isWhole && path.Length == 0)", "UnsentTests"),
        Of("command: kept bodies go to findings alone", "Delivery/UnsentLines.cs", "|| !Paths.Contains(path)", "", "UnsentTests"),
        Of("command: what Terraform calls sensitive stays here", "Terraform/ResourceSanitizer.cs", "if (sensitive.ValueKind is JsonValueKind.True)", "if (sensitive.ValueKind is JsonValueKind.Null)", "LeakTests"),
        Of("command: what does not look like its attribute stays here", "Terraform/SafeValue.cs", "return fits && SecretMask.Text(text) == text ?", "return text.Length > 0 ?", "LeakTests"),
        Of("command: no link leads to a plan", "Terraform/PlanFile.cs", "info.LinkTarget is not null || ", "", "PlanPreviewTests"),
        Of("command: a tool of an unknown version is not run", "Running/ToolRunner.cs", "!driver.Supported.Contains(version)", "version.Length == 0", "StandInToolTests"),
        Of("command: a found secret leaves no trace in features", "Code/SourceFacts.cs", ".Where(found => !found.Item.IsSecret)", "", "StandInToolTests"),
    ];

    private static Removal Of(string control, string file, string code, string without, string tests) =>
        new(control, Cli + file, code, without, tests) { Project = "SecureObs.Cli.Tests" };
}
