using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using SecureObs.Cli.Drivers;

namespace SecureObs.Cli.Api;

/// <summary>Findings for one request: at most 5,000 rows, as many as the API takes, and 6 MiB, unless a single row is larger. Never empty.</summary>
internal sealed record FindingBatch(string Path, int Rows, byte[] Body)
{
    public const int MostRows = 5_000;
    private const int MostBytes = 6 * 1024 * 1024;

    public static IEnumerable<FindingBatch> Of(IReadOnlyList<Finding> findings, FindingRows rows)
    {
        var (body, count) = (new MemoryStream(), 0);
        foreach (var finding in findings)
        {
            var row = ApiJson.Bytes(rows.Row(finding));
            // Two bytes: the separator before the row and the bracket at the end.
            if (count > 0 && (count == MostRows || body.Length + row.Length + 2 > MostBytes))
            {
                yield return End(rows.Path, count, body);
                (body, count) = (new MemoryStream(), 0);
            }
            body.WriteByte(count == 0 ? (byte)'[' : (byte)',');
            body.Write(row);
            count++;
        }
        if (count > 0)
            yield return End(rows.Path, count, body);
    }

    public HttpContent Content() => Json(Body);

    /// <summary>SHA-256 of the exact bytes: 64 hexadecimal digits.</summary>
    public string Digest => Convert.ToHexStringLower(SHA256.HashData(Body));

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Rows} findings to {Path}, {Body.Length} bytes, sha256:{Digest}");

    // With a length, never chunked: some proxies refuse chunked requests.
    public static ByteArrayContent Json(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private static FindingBatch End(string path, int count, MemoryStream body)
    {
        body.WriteByte((byte)']');
        return new(path, count, body.ToArray());
    }
}
