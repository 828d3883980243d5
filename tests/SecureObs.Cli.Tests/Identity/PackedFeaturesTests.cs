using CsCheck;
using SecureObs.Identity;

namespace SecureObs.Cli.Tests.Identity;

public sealed class PackedFeaturesTests
{
    private static readonly Gen<CodeFeatures> AnyFeatures =
        from path in Gen.String[Gen.Char['\u0020', '\uD7FF'], 0, PackedFeatures.LongestPath]
        from line in Gen.Int[0, int.MaxValue]
        from column in Gen.Int[0, int.MaxValue]
        from hashes in Gen.Select(Gen.ULong, Gen.ULong, Gen.UInt)
        from lists in Gen.Select(Gen.UInt.Array[0, CodeReader.MostWords], Gen.UInt.Array[0, 8], Gen.UInt.Array[0, 8])
        select new CodeFeatures("bandit B101", path, line, column, hashes.Item1, hashes.Item2, lists.Item1, lists.Item2, lists.Item3, hashes.Item3);

    [Fact]
    public void What_is_packed_is_unpacked_and_fits() => Gen.Select(AnyFeatures, Gen.Int[1, int.MaxValue]).Sample((features, ordinal) =>
    {
        var bytes = PackedFeatures.Pack(features, ordinal);
        var (read, number) = PackedFeatures.Unpack(bytes, features.Rule);

        Assert.InRange(bytes.Length, 1, PackedFeatures.MostBytes);
        Assert.Equivalent(features, read, strict: true);
        Assert.Equal(ordinal, number);
    });

    [Fact]
    public void The_largest_features_fit()
    {
        var full = new CodeFeatures("r", new('\uFFFD', PackedFeatures.LongestPath), int.MaxValue, int.MaxValue, 1, 1, new uint[1000], new uint[1000], new uint[1000], 1);

        var bytes = PackedFeatures.Pack(full, int.MaxValue);

        Assert.InRange(bytes.Length, 1, PackedFeatures.MostBytes);
        Assert.Equal(CodeReader.MostWords, PackedFeatures.Unpack(bytes, "r").Features.Words.Count);
    }

    [Fact]
    public void A_longer_path_is_refused() =>
        Assert.Throws<ArgumentException>(() => PackedFeatures.Pack(Some with { Path = new('a', PackedFeatures.LongestPath + 1) }, 1));

    /// <summary>Whatever bytes: they are refused by name, or they are exactly what packing makes.</summary>
    [Fact]
    public void Other_bytes_are_refused() => Gen.Select(AnyFeatures, Gen.Int[1, 300], Gen.Int[0, 4_000], Gen.Byte, Gen.Int[0, 2]).Sample((features, ordinal, at, value, change) =>
    {
        var bytes = PackedFeatures.Pack(features, ordinal).ToList();
        at %= bytes.Count;
        if (change == 0)
            bytes[at] = value;
        else if (change == 1)
            bytes.Insert(at, value);
        else
            bytes.RemoveRange(at, bytes.Count - at);
        AssertRefusedOrExact([.. bytes]);
    });

    [Fact]
    public void Noise_is_refused() => Gen.Byte.Array[0, 200].Sample(noise =>
    {
        AssertRefusedOrExact(noise);
        AssertRefusedOrExact([1, 1, 1, 1, .. noise]);
    });

    [Fact]
    public void A_length_that_is_not_there_costs_nothing()
    {
        var head = PackedFeatures.Pack(Some with { Path = "" }, 1)[..24];
        // A path of 2 GiB, which then would be read.
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<FormatException>(() => PackedFeatures.Unpack([.. head, 0xff, 0xff, 0xff, 0xff, 0x07], "r"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100_000);
    }

    [Theory]
    [InlineData("01", "01", "01", "00", "", true)]
    [InlineData("00", "01", "01", "00", "", false)]
    [InlineData("02", "01", "01", "00", "", false)]
    [InlineData("01", "00", "01", "00", "", false)]         // no ordinal
    [InlineData("01", "8100", "01", "00", "", false)]       // a number in two bytes that needs one
    [InlineData("01", "01", "8080808008", "00", "", false)] // a line above 2^31
    [InlineData("01", "01", "808080808000", "00", "", false)]
    [InlineData("01", "01", "01", "0180", "", false)]       // no UTF-8
    [InlineData("01", "01", "01", "0100", "", false)]
    [InlineData("01", "01", "01", "00", "00", false)]       // one byte too many
    public void It_has_one_form_only(string version, string ordinal, string line, string path, string end, bool isRead)
    {
        var bytes = Convert.FromHexString($"{version}{ordinal}{line}00{new string('0', 40)}{path}000000{end}");

        Assert.Equal(isRead, Record.Exception(() => PackedFeatures.Unpack(bytes, "r")) is null);
        Assert.True(isRead || Record.Exception(() => PackedFeatures.Unpack(bytes, "r")) is FormatException);
    }

    /// <summary>Stored bytes must stay readable: this is what version 1 looks like.</summary>
    [Fact]
    public void Version_1_stays_what_it_is() => Assert.Equal(
        "0102AC0203000000000000000A000000000000000B0000000C04612E707901000000010200000002000000030100000004",
        Convert.ToHexString(PackedFeatures.Pack(Some, 2)));

    private static readonly CodeFeatures Some = new("r", "a.py", 300, 3, 10, 11, [1], [2, 3], [4], 12);

    private static void AssertRefusedOrExact(byte[] bytes)
    {
        try
        {
            var (features, ordinal) = PackedFeatures.Unpack(bytes, "r");
            Assert.Equal(bytes, PackedFeatures.Pack(features, ordinal));
        }
        catch (FormatException)
        {
            // Refused.
        }
    }
}
