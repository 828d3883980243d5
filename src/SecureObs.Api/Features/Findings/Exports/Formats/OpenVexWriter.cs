using System.Globalization;
using System.Text.Json;
using SecureObs.Api.Domain;

namespace SecureObs.Api.Features.Findings.Exports;

/// <summary>
/// OpenVEX 0.2.0: one statement for a package and an advisory, however many findings say so. The least settled of them
/// speaks: a package is fixed when it is fixed everywhere.
/// </summary>
internal sealed class OpenVexWriter(Stream body, ExportHead head) : IFindingWriter
{
    private readonly Utf8JsonWriter json = new(body);
    private ExportedFinding? statement;

    public Task StartAsync(CancellationToken ct)
    {
        json.WriteStartObject();
        json.WriteString("@context", VexWords.Context);
        json.WriteString("@id", $"urn:uuid:{head.Id}");
        json.WriteString("author", "SecureObs");
        json.WriteString("timestamp", head.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        json.WriteNumber("version", 1);
        json.WriteString("tooling", "SecureObs");
        json.WriteStartArray("statements");
        return json.FlushAsync(ct);
    }

    public Task WriteAsync(IReadOnlyList<ExportedFinding> findings, CancellationToken ct)
    {
        foreach (var finding in findings)
        {
            if (statement is not null && (statement.PackageUrl, statement.Advisory) == (finding.PackageUrl, finding.Advisory))
            {
                statement = Unsettled(finding) < Unsettled(statement) ? finding : statement;
                continue;
            }
            Write();
            statement = finding;
        }
        return json.FlushAsync(ct);
    }

    public async Task EndAsync(CancellationToken ct)
    {
        Write();
        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(ct);
    }

    public ValueTask DisposeAsync() => json.DisposeAsync();

    private void Write()
    {
        if (statement is null)
            return;
        json.WriteStartObject();
        json.WriteStartObject("vulnerability");
        json.WriteString("name", statement.Advisory);
        json.WriteEndObject();
        json.WriteStartArray("products");
        json.WriteStartObject();
        json.WriteString("@id", statement.PackageUrl);
        json.WriteStartObject("identifiers");
        json.WriteString("purl", statement.PackageUrl);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("status", VexWords.Of(statement.State));
        if (statement.State is FindingStatus.FalsePositive)
            json.WriteString("impact_statement", statement.Reason);
        if (statement.State is FindingStatus.RiskAccepted or FindingStatus.WontFix)
        {
            json.WriteString("action_statement", statement.Reason);
            json.WriteString("status_notes", VexWords.Note(statement.State));
        }
        json.WriteEndObject();
    }

    private static int Unsettled(ExportedFinding finding) => finding.State switch
    {
        FindingStatus.Open => 0,
        FindingStatus.InReview => 1,
        FindingStatus.RiskAccepted => 2,
        FindingStatus.WontFix => 3,
        FindingStatus.FalsePositive => 4,
        _ => 5,
    };
}
