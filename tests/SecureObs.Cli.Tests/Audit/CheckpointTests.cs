using System.Text.Json.Nodes;
using CsCheck;
using SecureObs.Audit;

namespace SecureObs.Cli.Tests.Audit;

public sealed class CheckpointTests : IDisposable
{
    private readonly SigningKey key = SigningKey.Generate();
    private readonly Checkpoint checkpoint;

    public CheckpointTests() => checkpoint = Checkpoint.Of(Chain.Of(key, Chain.Tenant, 3, 2).Blocks[1]);

    public void Dispose() => key.Dispose();

    [Fact]
    public void What_was_written_is_read_and_verifies()
    {
        using var keys = PublicKeys.Parse(new PublicKeys([key.Public]).ToJson());
        var read = Checkpoint.Parse(checkpoint.ToJson());

        Assert.True(read.Verify(keys));
        Assert.Equal(checkpoint.ToJson(), read.ToJson());
    }

    [Fact]
    public void Another_key_verifies_nothing()
    {
        using var other = SigningKey.Generate();
        using var keys = new PublicKeys([other.Public]);

        Assert.False(checkpoint.Verify(keys));
        Assert.False((checkpoint with { KeyId = other.Id }).Verify(keys));
    }

    [Fact]
    public void Every_changed_bit_is_found()
    {
        using var keys = new PublicKeys([key.Public]);
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 511]).Sample((field, bit) => !Flipped(field, bit).Verify(keys), iter: 500);
    }

    [Theory]
    [InlineData("format"), InlineData("tenant"), InlineData("no"), InlineData("total"), InlineData("closedAt"), InlineData("hash"), InlineData("keyId"), InlineData("signature")]
    public void A_field_that_is_missing_or_of_another_kind_is_named(string name)
    {
        var json = JsonNode.Parse(checkpoint.ToJson())!.AsObject();
        json[name] = new JsonArray();
        Assert.Contains(name, Assert.Throws<FormatException>(() => Checkpoint.Parse(json.ToJsonString())).Message, StringComparison.Ordinal);
        json.Remove(name);
        Assert.Contains(name, Assert.Throws<FormatException>(() => Checkpoint.Parse(json.ToJsonString())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""), InlineData("[]"), InlineData("{"), InlineData("{}"), InlineData("{\"format\":\"secureobs-checkpoint-1\",\"format\":\"x\"}")]
    public void What_is_no_checkpoint_is_refused(string text) => Assert.Throws<FormatException>(() => Checkpoint.Parse(text));

    private Checkpoint Flipped(int field, int bit) => field switch
    {
        0 => checkpoint with { TenantId = Bits.Flip(checkpoint.TenantId, bit) },
        1 => checkpoint with { No = checkpoint.No ^ 1L << bit },
        2 => checkpoint with { Total = checkpoint.Total ^ 1L << bit },
        3 => checkpoint with { ClosedAt = Bits.Flip(checkpoint.ClosedAt, bit) },
        4 => checkpoint with { Hash = Bits.Flip(checkpoint.Hash, bit) },
        _ => checkpoint with { Signature = Bits.Flip(checkpoint.Signature, bit) },
    };
}
