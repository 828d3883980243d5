using SecureObs.Api.Domain;
using SecureObs.Contracts;
using SecureObs.Masking;

namespace SecureObs.Api.Features.Findings.Ingest;

internal static class BulkGitleaks
{
    public static void MapBulkGitleaks(this IEndpointRouteBuilder findings) => findings
        .MapPost("/bulk-gitleaks", (HttpContext context, FindingIngest ingest, CancellationToken ct) => BulkRequest.HandleAsync(context, Read, ingest, ct))
        .WithSummary("Take in secrets that Gitleaks found; each is CRITICAL and is masked before anything is stored")
        .AcceptsBulk<GitleaksFinding>();

    internal static IncomingFinding Read(RowReader row)
    {
        // The tool's fingerprint is path, rule and line, which we have, behind a mount point that differs by client.
        _ = row.Line("fingerprint", Normalise.FingerprintLength);
        var (match, hash) = (row.Text("match", Normalise.SnippetLength), row.SecretHash());
        return new IncomingFinding
        {
            Row = row.Number,
            ProjectId = row.Line("projectId", 100),
            PipelineRunId = PipelineRunId.Of(row.Text("pipelineRunId", PipelineRunId.Length)),
            Scanner = "gitleaks",
            RuleId = row.RequiredLine("ruleId", Normalise.RuleLength),
            Severity = Severity.Critical,
            FilePath = Normalise.Path(row.Line("file", Normalise.PathLength)),
            StartLine = row.LineNumber("startLine"),
            EndLine = row.LineNumber("endLine"),
            Description = Normalise.Description(row.Text("description", Normalise.DescriptionLength), secretRule: true),
            Snippet = match is null ? null : SecretMask.Match(match),
            SecretHash = hash,
            Secret = hash is null ? FoundSecret.InMatch(match) : null,
            Cwe = ["CWE-798"],
            Owasp = [],
            ClientFingerprint = null,
            ScannerVersion = row.Line("scannerImageVersion", Normalise.VersionLength),
        };
    }
}
