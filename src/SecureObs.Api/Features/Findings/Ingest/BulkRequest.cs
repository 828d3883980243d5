using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SecureObs.Api.Platform.Errors;
using SecureObs.Contracts;

namespace SecureObs.Api.Features.Findings.Ingest;

/// <summary>What the three bulk endpoints share: their limits, reading the array, and what they answer.</summary>
internal static class BulkRequest
{
    public const int MaximumRows = 5_000;
    public const int MaximumBytes = 8 * 1024 * 1024;
    private static readonly JsonDocumentOptions Json = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    public static RouteHandlerBuilder AcceptsBulk<TRow>(this RouteHandlerBuilder endpoint) => endpoint
        .WithMetadata(new RequestSizeLimitAttribute(MaximumBytes))
        .Accepts<TRow[]>("application/json")
        .WithDescription($"A bare JSON array of at most {MaximumRows:N0} rows and 8 MiB. Repeating a request changes nothing and answers the same.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    public static async Task<Results<Ok<IngestResult>, ProblemHttpResult>> HandleAsync(
        HttpContext context, Func<RowReader, IncomingFinding> read, FindingIngest ingest, CancellationToken ct)
    {
        JsonDocument body;
        try
        {
            body = await JsonDocument.ParseAsync(context.Request.Body, Json, ct);
        }
        catch (JsonException)
        {
            return Problems.BodyNotAnArray();
        }
        using (body)
        {
            if (body.RootElement.ValueKind is not JsonValueKind.Array)
                return Problems.BodyNotAnArray();
            if (body.RootElement.GetArrayLength() > MaximumRows)
                return Problems.TooManyRows(MaximumRows);
            return await IngestAsync(body.RootElement, read, ingest, ct);
        }
    }

    private static async Task<Results<Ok<IngestResult>, ProblemHttpResult>> IngestAsync(
        JsonElement rows, Func<RowReader, IncomingFinding> read, FindingIngest ingest, CancellationToken ct)
    {
        try
        {
            var findings = new List<IncomingFinding>(rows.GetArrayLength());
            foreach (var row in rows.EnumerateArray())
            {
                if (row.ValueKind is not JsonValueKind.Object)
                    throw new RowInvalidException(findings.Count, "", "must be an object");
                findings.Add(read(new RowReader(row, findings.Count)));
            }
            return await ingest.RunAsync(findings, ct);
        }
        catch (RowInvalidException invalid)
        {
            return Problems.RowInvalid(invalid.Row, invalid.Member, invalid.Rule);
        }
    }
}
