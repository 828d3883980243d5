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

    private const int Measures = 5;

    /// <summary>
    /// The process allocates what the request takes and what background jobs do meanwhile for the tenants of all tests before. They only add: the
    /// least of some measures is nearest to what the request takes, and never below it.
    /// </summary>
    [Fact]
    public async Task A_gibibyte_in_a_mebibyte_is_refused_without_unfolding_it()
    {
        var tenant = await api.NewTenantAsync();
        var pipeline = await tenant.PipelineAsync();
        var bomb = Bomb();
        Assert.InRange(bomb.Length, 1, 8 * 1024 * 1024);
        var allocated = new List<long>();
        for (var n = 0; n < Measures; n++)
            allocated.Add(await AllocatedAsync(pipeline, bomb));

        Assert.InRange(allocated.Min(), 0, 100 * 1024 * 1024);
    }

    private static async Task<long> AllocatedAsync(HttpClient pipeline, byte[] bomb)
    {
        using var body = new ByteArrayContent(bomb) { Headers = { ContentType = new("application/json"), ContentEncoding = { "gzip" } } };
        var before = GC.GetTotalAllocatedBytes();
        var response = await pipeline.PostAsync("/api/findings/bulk-universal", body, TestContext.Current.CancellationToken);
        await response.AssertRefusedAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        return GC.GetTotalAllocatedBytes() - before;
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
