using System.Text.Json;
using SecureObs.Api.Features.Findings.Ingest;
using SecureObs.Bench.Speed.Ingest;

namespace SecureObs.Bench.Speed.Running;

/// <summary>77 MB of findings, as many requests as the published limits of rows and bytes ask for, or as one import.</summary>
internal static class LargeBody
{
    public const int Requests = 10;
    private const int BytesOfRow = 1_540;

    /// <summary>All new. A payload of the tool fills each row up, as scanners send it.</summary>
    public static byte[] Request(Guid project, string run, int number)
    {
        var rows = Report.Rows(project, run, number * BulkRequest.MaximumRows, BulkRequest.MaximumRows);
        var without = JsonSerializer.SerializeToUtf8Bytes(rows, Scans.Web).Length / rows.Count;
        var payload = new string('x', Math.Max(0, BytesOfRow - without));
        var body = JsonSerializer.SerializeToUtf8Bytes(rows.Select(row => row with { RawPayload = payload }), Scans.Web);
        return body.Length <= BulkRequest.MaximumBytes ? body : throw new InvalidOperationException($"{body.Length} bytes are more than a request may have.");
    }

    /// <summary>The same rows as one array.</summary>
    public static byte[] Whole(Guid project, string run)
    {
        using var whole = new MemoryStream();
        for (var n = 0; n < Requests; n++)
        {
            var request = Request(project, run, n);
            whole.WriteByte((byte)(n == 0 ? '[' : ','));
            whole.Write(request.AsSpan(1, request.Length - 2));
        }
        whole.WriteByte((byte)']');
        return whole.ToArray();
    }
}
