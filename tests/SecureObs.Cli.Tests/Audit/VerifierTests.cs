using CsCheck;
using SecureObs.Audit;

namespace SecureObs.Cli.Tests.Audit;

/// <summary>The verifier alone, fed with values. Which words people read is tested with files and with a database.</summary>
public sealed class VerifierTests : IDisposable
{
    private readonly SigningKey key = SigningKey.Generate();
    private readonly PublicKeys keys;
    private readonly IReadOnlyList<AuditBlock> blocks;
    private readonly IReadOnlyList<AuditEntry> entries;

    public VerifierTests()
    {
        keys = new([key.Public]);
        (blocks, entries) = Chain.Of(key, Chain.Tenant, 3, 1, 5);
    }

    public void Dispose()
    {
        keys.Dispose();
        key.Dispose();
    }

    [Fact]
    public void A_chain_as_it_was_sealed_is_whole()
    {
        var checkpoints = blocks.Select(Checkpoint.Of).ToList();

        Assert.Empty(Verify(blocks, entries, checkpoints));
    }

    [Fact]
    public void Every_changed_bit_of_an_entry_is_found_in_that_entry() =>
        Gen.Select(Gen.Int[0, entries.Count - 1], Gen.Int[0, 7], Gen.Int[0, 511]).Sample((number, field, bit) =>
        {
            var changed = entries.Select((entry, at) => at == number ? Changed(entry, field, bit) : entry).ToList();
            var found = Verify(blocks, changed).Where(finding => finding.Fault != AuditFault.EntryMissing).ToList();
            // Another id is an entry that no block lists, any other field a changed entry.
            var fault = field == 0 ? AuditFault.EntryInserted : AuditFault.EntryChanged;
            if (entries.Count(entry => entry.Id == changed[number].Id) > (field == 0 ? 0 : 1))
                Assert.Contains(found, finding => finding.Entry == changed[number].Id);   // the id of a neighbour: one of the two is named
            else
                Assert.Equal((fault, changed[number].Id), Assert.Single(found.Select(finding => (finding.Fault, finding.Entry!.Value))));
        }, iter: 400);

    [Fact]
    public void Every_changed_bit_of_a_block_is_found_in_that_block_or_the_next() =>
        Gen.Select(Gen.Int[0, blocks.Count - 1], Gen.Int[0, 14], Gen.Int[0, 4095]).Sample((number, field, bit) =>
        {
            var changed = blocks.Select((block, at) => at == number ? Changed(block, field, bit) : block).ToList();
            var found = Verify(changed, entries);
            Assert.NotEmpty(found);
            Assert.All(found.Where(finding => finding.Block is not null && field != 1), finding => Assert.InRange(finding.Block!.Value, number + 1, number + 2));
        }, iter: 600);

    [Fact]
    public void Every_changed_bit_of_a_checkpoint_is_found() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 511]).Sample((field, bit) =>
        {
            var checkpoint = Checkpoint.Of(blocks[1]);
            checkpoint = field switch
            {
                0 => checkpoint with { No = checkpoint.No ^ 1L << bit },
                1 => checkpoint with { Total = checkpoint.Total ^ 1L << bit },
                2 => checkpoint with { ClosedAt = Bits.Flip(checkpoint.ClosedAt, bit) },
                3 => checkpoint with { Hash = Bits.Flip(checkpoint.Hash, bit) },
                _ => checkpoint with { Signature = Bits.Flip(checkpoint.Signature, bit) },
            };
            Assert.Equal(AuditFault.CheckpointSignature, Assert.Single(Verify(blocks, entries, [checkpoint])).Fault);
        }, iter: 200);

    [Fact]
    public void A_checkpoint_of_another_tenant_is_not_compared()
    {
        var other = Chain.Of(key, Guid.NewGuid(), 1, 1, 1, 1, 1).Blocks;

        Assert.Empty(Verify(blocks, entries, [Checkpoint.Of(other[4])]));
    }

    [Fact]
    public void A_chain_written_anew_with_the_key_differs_from_a_checkpoint()
    {
        var rewritten = entries.Select((entry, at) => at == 4 ? entry with { Action = "nothing.happened" } : entry).ToList();
        var anew = new List<AuditBlock>();
        foreach (var block in blocks)
            anew.Add(AuditBlock.Seal(anew.LastOrDefault(), block.TenantId, block.ClosedAt, block.Epoch, block.XidFrom, block.XidTo,
                [.. rewritten.Where(entry => block.Ids.Contains(entry.Id))], key));

        Assert.Empty(Verify(anew, rewritten));
        var finding = Assert.Single(Verify(anew, rewritten, [.. blocks.Select(Checkpoint.Of)]));
        Assert.Equal((AuditFault.ChainRewritten, 3L), (finding.Fault, finding.Block));
    }

    [Theory]
    [InlineData(61, true), InlineData(59, false)]
    public void An_entry_that_waits_for_its_block_for_more_than_a_minute_is_reported(int seconds, bool reported)
    {
        var (verifier, findings) = Verifier([]);
        verifier.Unsealed(new(entries[0].Id, entries[0]), entries[0].At.AddSeconds(seconds));

        Assert.Equal(reported, findings.SingleOrDefault()?.Fault == AuditFault.EntryUnsealed);
        Assert.Equal(1, verifier.End().Unsealed);
    }

    [Fact]
    public void The_order_of_transactions_is_the_order_of_the_leaves()
    {
        XidPlace[] places = [.. Enumerable.Range(0, 3).Select(at => new XidPlace(Chain.Epoch, 1000 + at))];

        Assert.Empty(InFirstBlock(places));
        Assert.Equal(entries[1].Id, Assert.Single(InFirstBlock([places[2], places[1], places[2]])).Entry);
        Assert.Equal(entries[2].Id, Assert.Single(InFirstBlock([places[0], places[1], new(Chain.Epoch, 1003)])).Entry);
        Assert.Equal(entries[0].Id, Assert.Single(InFirstBlock([new(1, 1000), places[1], places[2]])).Entry);

        List<AuditFinding> InFirstBlock(XidPlace[] at)
        {
            var (verifier, findings) = Verifier([]);
            verifier.Block(blocks[0]);
            for (var place = 0; place < at.Length; place++)
                verifier.Entry(new(entries[place].Id, entries[place], at[place]));
            verifier.End();
            return findings;
        }
    }

    private List<AuditFinding> Verify(IReadOnlyList<AuditBlock> chain, IReadOnlyList<AuditEntry> rows, IReadOnlyList<Checkpoint>? checkpoints = null)
    {
        var (verifier, findings) = Verifier(checkpoints ?? []);
        var at = 0;
        // As many rows behind a block as were sealed in it, whatever it says now.
        foreach (var (block, count) in chain.Zip(blocks.Select(block => block.Count)))
        {
            verifier.Block(block);
            foreach (var row in rows.Skip(at).Take(count))
                verifier.Entry(new(row.Id, row));
            at += count;
        }
        verifier.End();
        return findings;
    }

    private (AuditVerifier Verifier, List<AuditFinding> Findings) Verifier(IReadOnlyList<Checkpoint> checkpoints)
    {
        var findings = new List<AuditFinding>();
        return (new(Chain.Tenant, keys, checkpoints, complete: true, findings.Add), findings);
    }

    private static AuditEntry Changed(AuditEntry entry, int field, int bit) => field switch
    {
        0 => entry with { Id = Bits.Flip(entry.Id, bit) },
        1 => entry with { At = Bits.Flip(entry.At, bit) },
        2 => entry with { ActorKind = (short)(entry.ActorKind ^ 1 << bit % 16) },
        3 => entry with { ActorId = Bits.Flip(entry.ActorId, bit) },
        4 => entry with { SubjectId = Bits.Flip(entry.SubjectId, bit) },
        5 => entry with { Action = Bits.Flip(entry.Action, bit) },
        6 => entry with { Data = new Dictionary<string, string?>(entry.Data) { ["from"] = Bits.Flip(entry.Data["from"]!, bit) } },
        _ => entry with { TenantId = Bits.Flip(entry.TenantId, bit) },
    };

    private static AuditBlock Changed(AuditBlock block, int field, int bit) => field switch
    {
        0 => block with { TenantId = Bits.Flip(block.TenantId, bit) },
        1 => block with { No = block.No ^ 1L << bit },
        2 => block with { ClosedAt = Bits.Flip(block.ClosedAt, bit) },
        3 => block with { Epoch = block.Epoch ^ 1L << bit },
        4 => block with { XidFrom = block.XidFrom ^ 1L << bit },
        5 => block with { XidTo = block.XidTo ^ 1L << bit },
        6 => block with { Count = block.Count ^ 1 << bit },
        7 => block with { Total = block.Total ^ 1L << bit },
        8 => block with { Prev = Bits.Flip(block.Prev, bit) },
        9 => block with { Root = Bits.Flip(block.Root, bit) },
        10 => block with { Hash = Bits.Flip(block.Hash, bit) },
        11 => block with { Signature = Bits.Flip(block.Signature, bit) },
        12 => block with { KeyId = Bits.Flip(block.KeyId, bit) },
        13 => block with { Ids = [.. block.Ids.Select((id, at) => at == bit % block.Count ? Bits.Flip(id, bit / block.Count) : id)] },
        _ => block with { Leaves = [.. block.Leaves.Select((leaf, at) => at == bit % block.Count ? Bits.Flip(leaf, bit / block.Count) : leaf)] },
    };
}
