using System.IO.Compression;
using System.Net;
using SecureObs.Api.Tests.Infrastructure;

namespace SecureObs.Api.Tests.Platform.Transport;

/// <summary>Measures the memory of the process.</summary>
[Collection(nameof(Alone))]
public sealed class BombTests(TestApi api)
{
    private const int PartBytes = 16 * 1024 * 1024;
    private const int Parts = 64;

    [Fact]
    public async Task A_gibibyte_in_a_mebibyte_is_refused_without_unfolding_it()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync();
        var bomb = new ByteArrayContent(Bomb()) { Headers = { ContentType = new("application/json"), ContentEncoding = { "gzip" } } };
        Assert.InRange(bomb.Headers.ContentLength!.Value, 1, 8 * 1024 * 1024);
        var before = GC.GetTotalAllocatedBytes();

        var response = await pipeline.PostAsync("/api/findings/bulk-universal", bomb, TestContext.Current.CancellationToken);

        await response.AssertRefusedAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 100 * 1024 * 1024);
    }

    /// <summary>Blanks, which JSON may begin with, folded once and repeated: gzip members follow each other.</summary>
    private static byte[] Bomb()
    {
        using var part = new MemoryStream();
        using (var gzip = new GZipStream(part, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write([.. Enumerable.Repeat((byte)' ', PartBytes)]);
        return [.. Enumerable.Repeat(part.ToArray(), Parts).SelectMany(bytes => bytes)];
    }
}
