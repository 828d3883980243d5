using System.Security.Cryptography;
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

    public static RouteHandlerBuilder AcceptsBulk<TRow>(this RouteHandlerBuilder endpoint) => endpoint
        .WithMetadata(new RequestSizeLimitAttribute(MaximumBytes))
        .Accepts<TRow[]>("application/json")
        .WithDescription($"A bare JSON array of at most {MaximumRows:N0} rows and 8 MiB. Repeating a request changes nothing and answers the same.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status402PaymentRequired)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    public static async Task<Results<Ok<IngestResult>, ProblemHttpResult>> HandleAsync(
        HttpContext context, Func<RowReader, IncomingFinding> read, FindingIngest ingest, CancellationToken ct)
    {
        var findings = new List<IncomingFinding>();
        try
        {
            var row = new RowReader();
            using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await foreach (var json in RowStream.ReadAsync(context.Request.BodyReader, digest, ct))
            {
                if (findings.Count == MaximumRows)
                    return Problems.TooManyRows(MaximumRows);
                row.MoveTo(json);
                findings.Add(read(row));
            }
            var answer = await ingest.RunAsync(findings, ct, receipt: "sha256:" + Convert.ToHexStringLower(digest.GetHashAndReset()));
            PlanNotice.Write(context, ingest.Notice);
            return answer;
        }
        catch (JsonException)
        {
            return Problems.BodyNotAnArray();
        }
        catch (RowInvalidException invalid)
        {
            return Problems.RowInvalid(invalid.Row, invalid.Member, invalid.Rule);
        }
    }
}
