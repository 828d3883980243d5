using System.IO.Pipelines;
using System.Text;
using SecureObs.Api.Features.Findings.Ingest;

namespace SecureObs.Api.Tests.Features.Findings;

/// <summary>Whatever comes, and in whatever pieces, a body is read in a time that its length bounds, and a part of it is kept that is bounded, too.</summary>
public sealed class RowStreamTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A piece at a time would mean to read the half of it two thousand times.</summary>
    [Theory]
    [InlineData("[{\"a\":\"", 'x', "\"}]", 1)]
    [InlineData("", ' ', "[{}]", 1)]
    [InlineData("[{}", ' ', "]", 1)]
    public async Task A_long_part_that_comes_in_small_pieces_is_looked_at_a_few_times(string before, char much, string after, int rows)
    {
        var body = new Pieces(Encoding.ASCII.GetBytes(before + new string(much, 4 << 20) + after), 2048);

        Assert.Equal(rows, await CountAsync(body));

        Assert.InRange(body.Looks, 1, 24);
    }

    [Theory]
    [InlineData("[{},{\"a\":\"", 'x', 1)]
    [InlineData("", ' ', 0)]
    [InlineData("[{}", ' ', 1)]
    public async Task More_than_8_MiB_of_a_row_are_not_kept(string before, char much, int row)
    {
        var body = new Pieces(Encoding.ASCII.GetBytes(before + new string(much, 32 << 20)), 1 << 16);

        var refused = await Assert.ThrowsAsync<RowInvalidException>(() => CountAsync(body));

        Assert.Equal((row, "must have at most 8 MiB"), (refused.Row, refused.Rule));
        Assert.InRange(body.Given, RowStream.LargestRow, RowStream.LargestRow + (1 << 20));
    }

    [Fact]
    public async Task Rows_are_there_as_soon_as_they_have_come()
    {
        var pipe = new Pipe();
        await using var rows = RowStream.ReadAsync(pipe.Reader, null, Ct).GetAsyncEnumerator(Ct);
        foreach (var part in new[] { "[{\"n\":1}", ",{\"n\":2}" })
        {
            await pipe.Writer.WriteAsync(Encoding.ASCII.GetBytes(part), Ct);
            Assert.True(await rows.MoveNextAsync());
            Assert.Equal(part[1..], Encoding.ASCII.GetString(rows.Current.Span));
        }
        await pipe.Writer.WriteAsync("]"u8.ToArray(), Ct);
        await pipe.Writer.CompleteAsync();
        Assert.False(await rows.MoveNextAsync());
    }

    private static async Task<int> CountAsync(PipeReader body)
    {
        var rows = 0;
        await foreach (var _ in RowStream.ReadAsync(body, null, Ct))
            rows++;
        return rows;
    }

    /// <summary>A body in pieces of one length, that counts how often somebody looks at it.</summary>
    private sealed class Pieces(byte[] body, int length) : PipeReader
    {
        private readonly PipeReader inner = Create(new PieceStream(body, length), new(bufferSize: length, minimumReadSize: 1));

        public int Looks { get; private set; }

        public long Given { get; private set; }

        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => Looked(await inner.ReadAsync(cancellationToken));

        protected override async ValueTask<ReadResult> ReadAtLeastAsyncCore(int minimumSize, CancellationToken cancellationToken) =>
            Looked(await inner.ReadAtLeastAsync(minimumSize, cancellationToken));

        public override bool TryRead(out ReadResult result) => inner.TryRead(out result);
        public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);
        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => inner.AdvanceTo(consumed, examined);
        public override void CancelPendingRead() => inner.CancelPendingRead();
        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        private ReadResult Looked(ReadResult result)
        {
            Looks++;
            Given = Math.Max(Given, result.Buffer.Length);
            return result;
        }
    }

    private sealed class PieceStream(byte[] body, int length) : MemoryStream(body)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(length, buffer.Length)], cancellationToken);
    }
}
