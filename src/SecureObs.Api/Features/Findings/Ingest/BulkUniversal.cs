using SecureObs.Api.Domain;
using SecureObs.Contracts;
using SecureObs.Masking;

namespace SecureObs.Api.Features.Findings.Ingest;

internal static class BulkUniversal
{
    public static void MapBulkUniversal(this IEndpointRouteBuilder findings) => findings
        .MapPost("/bulk-universal", (HttpContext context, FindingIngest ingest, CancellationToken ct) => BulkRequest.HandleAsync(context, Read, ingest, ct))
        .WithSummary("Take in findings of any scanner")
        .AcceptsBulk<UniversalFinding>();

    internal static IncomingFinding Read(RowReader row)
    {
        var scanner = row.Line("scanner", ScanScope.ScannerLength)?.Trim() is { Length: > 0 } named ? named : "unknown";
        var rule = row.RequiredLine("ruleId", Normalise.RuleLength);
        var secretRule = SecretMask.IsSecretRule(scanner, rule);
        var (description, snippet, hash) = (row.Text("description", Normalise.DescriptionLength), row.Text("codeSnippet", Normalise.SnippetLength), row.SecretHash());
        _ = row.Text("rawPayload", 0x10_0000);   // its type is checked; the text is not kept, see docs/limitations.md
        var path = Normalise.Path(row.Line("filePath", Normalise.PathLength));
        var line = row.LineNumber("startLine");
        var code = row.Features(path, line);
        return new IncomingFinding
        {
            Row = row.Number,
            ProjectId = row.Line("projectId", 100),
            PipelineRunId = PipelineRunId.Of(row.Text("pipelineRunId", PipelineRunId.Length)),
            Scanner = scanner,
            RuleId = rule,
            Severity = Severities.Parse(row.Text("severity", 50)),
            FilePath = path,
            StartLine = line,
            EndLine = row.LineNumber("endLine"),
            Description = Normalise.Description(description, secretRule),
            Snippet = Normalise.Snippet(snippet, secretRule),
            Cwe = row.Texts("cweIds"),
            Owasp = row.Texts("owaspCategories"),
            ClientFingerprint = row.Line("fingerprint", Normalise.FingerprintLength),
            ScannerVersion = row.Line("scannerImageVersion", Normalise.VersionLength),
            Target = row.Line("target", ScanScope.TargetLength) ?? "",
            StableId = row.Line("stableId", Normalise.FingerprintLength),
            Features = code?.Packed,
            CodeContent = code?.Content,
            Ordinal = code?.Ordinal ?? 1,
            PackageUrl = row.Line("packageUrl", Normalise.PackageUrlLength),
            Advisory = Normalise.Advisory(row.Line("advisory", Normalise.RuleLength), row.Texts("aliases")),
            ResourceAddress = row.Line("resourceAddress", Normalise.PathLength),
            IgnoredInSource = row.Text("ignoredInSource", Normalise.IgnoredLength) is { } ignored ? SecretMask.Text(ignored, secretRule) : null,
            SecretHash = hash,
            Secret = hash is null ? FoundSecret.InCode(scanner, rule, description, snippet) : null,
        };
    }
}
