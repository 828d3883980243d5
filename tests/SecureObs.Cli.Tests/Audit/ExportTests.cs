using System.Text;
using SecureObs.Audit;

namespace SecureObs.Cli.Tests.Audit;

/// <summary>The file itself. golden.jsonl was written once and verified by the script of docs/security/audit.md; it never changes.</summary>
public sealed class ExportTests
{
    private static string Golden => File.ReadAllText(Infrastructure.Repository.Test("Audit/golden.jsonl"));

    [Fact]
    public async Task The_golden_export_is_whole_and_is_written_the_same_today()
    {
        var reader = Read(Golden);
        var ct = TestContext.Current.CancellationToken;
        using var written = new MemoryStream();
        var writer = new ExportWriter(written);
        await writer.HeaderAsync(reader.Header, ct);
        foreach (var line in reader.Lines())
            await (line is ExportBlock block
                ? writer.BlockAsync(block.Block, withEntries: true, ct)
                : writer.EntryAsync(((ExportEntry)line).Row.Entry!, ((ExportEntry)line).Block, ((ExportEntry)line).ActorName, ct));
        await writer.EndAsync(ct);

        Assert.Equal(Golden, Encoding.UTF8.GetString(written.ToArray()));
        var findings = new List<AuditFinding>();
        var summary = ExportVerification.Run(Read(Golden), null, [], findings.Add);
        Assert.Empty(findings);
        Assert.Equal((2L, 5L, 1L), (summary.Blocks, summary.Entries, summary.Unsealed));
    }

    [Fact]
    public void Wherever_a_file_is_cut_off_it_is_no_whole_export()
    {
        var bytes = Encoding.UTF8.GetBytes(Golden);
        // The last byte is the line end, which a file may lack.
        for (var length = 0; length < bytes.Length - 1; length += 7)
            Assert.Throws<FormatException>(() => ExportVerification.Run(new(new MemoryStream(bytes, 0, length)), null, [], _ => { }));
    }

    [Fact]
    public void Every_changed_byte_is_found_or_unreadable_or_says_the_same()
    {
        var bytes = Encoding.UTF8.GetBytes(Golden);
        var original = Values(bytes);
        for (var at = 0; at < bytes.Length; at++)
        {
            var changed = bytes.ToArray();
            changed[at] ^= (byte)(1 << at % 7);
            try
            {
                var findings = 0;
                ExportVerification.Run(new(new MemoryStream(changed)), null, [], _ => findings++);
                if (findings == 0)
                    Assert.Equal(original, Values(changed));
            }
            catch (FormatException)
            {
                // Unreadable: nobody takes it for whole.
            }
        }
    }

    [Theory]
    [InlineData("", "empty"), InlineData("{}", "Line 1"), InlineData("PK\u0003\u0004", "Line 1"), InlineData("[1]", "Line 1"), InlineData("{\"a\":\"\\ud800\"}", "Line 1")]
    public void What_is_no_export_is_refused_by_name(string text, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_line_without_end_does_not_fill_the_memory() =>
        Assert.Contains("longer than", Assert.Throws<FormatException>(() => new ExportReader(new Endless())).Message, StringComparison.Ordinal);

    private static ExportReader Read(string text) => new(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    /// <summary>All that is sealed of a file; names, times and the filter of the export itself are not.</summary>
    private static string Values(byte[] file)
    {
        var text = new StringBuilder();
        foreach (var line in new ExportReader(new MemoryStream(file)).Lines())
            text.AppendLine(line switch
            {
                ExportBlock { Block: var block } => $"{block.No} {Convert.ToHexString(block.ComputeHash())} {Convert.ToHexString(block.PackedLeaves)} {Convert.ToHexString(block.Signature)} {block.KeyId}",
                ExportEntry { Block: { } no, Row: var row } => $"{no} {Convert.ToHexString(row.Leaf()!)}",
                _ => "",   // not sealed yet
            });
        return text.ToString();
    }

    private sealed class Endless : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)' ');
            return count;
        }
    }
}
