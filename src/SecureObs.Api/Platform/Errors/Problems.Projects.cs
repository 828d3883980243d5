using Microsoft.AspNetCore.Http.HttpResults;

namespace SecureObs.Api.Platform.Errors;

/// <summary>Refusals about a project, and of what its pipelines ask: credentials, imports, runs, the gate.</summary>
internal static partial class Problems
{
    private const string ArchivedDetail = "The project is archived: it takes no findings, opens no run and gets no key. An admin can restore it.";

    public static ProblemHttpResult NotArchived() =>
        Refuse(StatusCodes.Status409Conflict, "project-not-archived", "Only an archived project is deleted: archive it first.");

    public static ProblemHttpResult ExportNotAllowed() =>
        Refuse(StatusCodes.Status403Forbidden, "export-not-allowed", "This API key may not export findings. An admin can create one that may.");

    public static ProblemHttpResult RunOutOfReach() =>
        Refuse(StatusCodes.Status403Forbidden, "run-out-of-reach", "This credential is good for the run and the branch of its token, and for no other.");

    /// <summary>The same for every reason: whoever has some token learns nothing of rules and projects.</summary>
    public static ProblemHttpResult TokenRefused() =>
        Refuse(StatusCodes.Status401Unauthorized, "token-refused", "No trust rule of this project takes the token for this run. An admin can try its claims on the project's page Keyless pipelines.");

    public static ProblemHttpResult IssuerUnavailable() =>
        Refuse(StatusCodes.Status503ServiceUnavailable, "issuer-unavailable", "The issuer of the token cannot be asked for its keys at the moment. Try again.");

    /// <param name="rule">Says what to change.</param>
    public static ProblemHttpResult TrustRuleInvalid(string field, string rule) =>
        Refuse(StatusCodes.Status400BadRequest, "trust-rule-invalid", $"'{field}' {rule}.", new() { ["field"] = field });

    public static ProblemHttpResult TooManyTrustRules(int most) =>
        Refuse(StatusCodes.Status409Conflict, "too-many-trust-rules", $"A project has at most {most} trust rules: revoke one first.");

    public static ProblemHttpResult RowInvalid(int row, string field, string rule) =>
        Refuse(StatusCodes.Status400BadRequest, "row-invalid", $"{Place(row, field)} {rule}. Nothing of this request was stored.",
            new() { ["row"] = row, ["field"] = field });

    public static ProblemHttpResult TopologyInvalid(string rule) =>
        Refuse(StatusCodes.Status400BadRequest, "topology-invalid", $"The topology cannot be taken: {rule}. Nothing was stored.");

    public static ProblemHttpResult BodyNotAnArray() =>
        Refuse(StatusCodes.Status400BadRequest, "body-not-an-array", "The body must be a JSON array of findings, at most 32 levels deep.");

    public static ProblemHttpResult TooManyRows(int limit) =>
        Refuse(StatusCodes.Status413PayloadTooLarge, "too-many-rows", $"At most {limit} rows a request: split the batch.");

    /// <param name="rows">How many rows are stored: the number of the next one.</param>
    public static ProblemHttpResult ImportElsewhere(int rows) =>
        Refuse(StatusCodes.Status409Conflict, "import-elsewhere", $"The import stands at row {rows}: send what comes from there on with firstRow={rows}, or the whole again. Two requests must not send it at once.",
            new() { ["rows"] = rows });

    /// <summary>A row of an import that cannot be kept. What came before it is stored.</summary>
    public static ProblemHttpResult ImportRowInvalid(string import, int row, string field, string rule, int rows) =>
        Refuse(StatusCodes.Status400BadRequest, "import-row-invalid", $"{Place(row, field)} {rule}. The {rows} rows before are stored: correct it, and send what comes from there on with importId={import} and firstRow={rows}.",
            new() { ["row"] = row, ["field"] = field, ["rows"] = rows, ["importId"] = import });

    public static ProblemHttpResult ApiKeyNameTaken() =>
        Refuse(StatusCodes.Status409Conflict, "api-key-name-taken", "A key of this name exists: choose another name.");

    public static ProblemHttpResult ProjectNameTaken() =>
        Refuse(StatusCodes.Status409Conflict, "project-name-taken", "A project of this name exists, perhaps an archived one: choose another name.");

    public static ProblemHttpResult ProjectArchived() =>
        Refuse(StatusCodes.Status409Conflict, "project-archived", ArchivedDetail);

    /// <summary>To a pipeline that asks what to run. Published clients stop at 404, and at 409 go on with scanners of their own choice.</summary>
    public static ProblemHttpResult ProjectArchivedForPipeline() =>
        Refuse(StatusCodes.Status404NotFound, "project-archived", ArchivedDetail);

    public static ProblemHttpResult SourceLinkInvalid() =>
        Refuse(StatusCodes.Status400BadRequest, "source-link-invalid", "The link to the source must be an address under https:// with {path}; {commit}, {line} and {endLine} are filled in too, behind the host.");

    public static ProblemHttpResult ManifestInvalid() =>
        Refuse(StatusCodes.Status400BadRequest, "manifest-invalid", "The body must be left out, or be an object with 'scanners': at most 200, each with 'scanner', 'status' and 'target'.");

    public static ProblemHttpResult ScannerUnknown() =>
        Refuse(StatusCodes.Status400BadRequest, "scanner-unknown", "'enabled' names a scanner that is not in the catalogue, or one twice.");

    /// <summary>Not 404: the project is there, and a gate that does not find its run must not look like one that lets pass.</summary>
    public static ProblemHttpResult RunUnknown() =>
        Refuse(StatusCodes.Status409Conflict, "run-unknown", "The project has no run with this 'pipelineRunId': scan first, with the same id.");

    public static ProblemHttpResult RunOpen() =>
        Refuse(StatusCodes.Status409Conflict, "run-open", "The run is not closed, so its scan has not ended. Wait for it, or close the run when nothing more will come.");

    public static ProblemHttpResult GatePolicyInvalid(string rule) =>
        Refuse(StatusCodes.Status400BadRequest, "gate-policy-invalid", $"The policy cannot be used: {rule}.");

    public static ProblemHttpResult GatePolicyChanged() =>
        Refuse(StatusCodes.Status409Conflict, "gate-policy-changed", "'baseVersion' is not the version that holds now. Read the policy again, then repeat.");

    private static string Place(int row, string field) => field.Length == 0 ? $"Row {row}" : $"Row {row}: '{field}'";
}
