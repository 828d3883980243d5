using SecureObs.Api.Domain;
using SecureObs.Contracts;
using SecureObs.Masking;

namespace SecureObs.Api.Features.Findings.Ingest;

internal static class BulkSemgrep
{
    private const string Scanner = "semgrep";

    public static void MapBulkSemgrep(this IEndpointRouteBuilder findings) => findings
        .MapPost("/bulk-semgrep", (HttpContext context, FindingIngest ingest, CancellationToken ct) => BulkRequest.HandleAsync(context, Read, ingest, ct))
        .WithSummary("Take in findings of Semgrep")
        .AcceptsBulk<SemgrepFinding>();

    internal static IncomingFinding Read(RowReader row)
    {
        var rule = row.RequiredLine("checkId", Normalise.RuleLength);
        return new IncomingFinding
        {
            Row = row.Number,
            ProjectId = row.Line("projectId", 100),
            PipelineRunId = PipelineRunId.Of(row.Text("pipelineRunId", PipelineRunId.Length)),
            Scanner = Scanner,
            RuleId = rule,
            Severity = Severities.ParseSemgrep(row.Text("severity", 50)),
            FilePath = Normalise.Path(row.Line("path", Normalise.PathLength)),
            StartLine = row.LineNumber("startLine"),
            EndLine = row.LineNumber("endLine"),
            Description = Normalise.Description(row.Text("message", Normalise.DescriptionLength), SecretMask.IsSecretRule(Scanner, rule)),
            Snippet = null,
            Cwe = row.Texts("cwe"),
            Owasp = row.Texts("owasp"),
            ClientFingerprint = null,
            ScannerVersion = row.Line("scannerImageVersion", Normalise.VersionLength),
        };
    }
}
