using System.Text.Json;
using SecureObs.Audit;

namespace SecureObs.Cli.Tests.Audit;

/// <summary>The numbers here were computed by an independent program (docs/security/audit.md). They may never change.</summary>
public sealed class EncodingTests
{
    /// <summary>The tree of the reference implementation of RFC 6962, over its eight inputs.</summary>
    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77")]
    [InlineData(4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4")]
    [InlineData(6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef")]
    [InlineData(7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void The_tree_is_the_one_of_RFC_6962(int count, string root)
    {
        string[] inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
        byte[][] leaves = [.. inputs.Take(count).Select(input => System.Security.Cryptography.SHA256.HashData([0, .. Convert.FromHexString(input)]))];

        Assert.Equal(root, Convert.ToHexStringLower(MerkleTree.Root(leaves)));
    }

    /// <summary>Sections 3.2.2.2 and 3.2.3 of RFC 8785, the text and the order of its examples.</summary>
    [Fact]
    public void Json_is_written_as_RFC_8785_says()
    {
        var data = JsonSerializer.Deserialize<Dictionary<string, string?>>("""
            {"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
             "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis",
             "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/", "literal": null}
            """)!;

        const string expected = """{"\r":"Carriage Return","1":"One","literal":null,"string":"€$\u000f\nA'B\"\\\\\"/","""
            + "\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\","
            + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}";
        Assert.Equal(expected, CanonicalJson.Of(data));
    }

    [Fact]
    public void Nothing_is_the_empty_object() => Assert.Equal("{}", CanonicalJson.Of(new Dictionary<string, string?>()));

    [Fact]
    public void An_entry_has_this_leaf() =>
        Assert.Equal("2792eb3c1bf4c67a6bdf343491bd623f6915f127b8eaf5cb482b1499699ebba4", Convert.ToHexStringLower(Chain.Entry(1).Leaf()));

    [Fact]
    public void Blocks_have_these_hashes()
    {
        using var key = SigningKey.Generate();
        var (blocks, _) = Chain.Of(key, Chain.Tenant, 3, 2);

        Assert.Equal("25985b5905b28e1a812344caadf7fe86c56e56da135f346b252d60b903c34731", Convert.ToHexStringLower(blocks[0].Root));
        Assert.Equal("7685b62c2a992514741845b15b608cba9af85c3b5d03ce6d44587161e7eb2418", Convert.ToHexStringLower(blocks[0].Hash));
        Assert.Equal("b57adfb66b48a79d94698fbce484138ce93b6c12e9d55dd6659cc1d30b98fa28", Convert.ToHexStringLower(blocks[1].Hash));
        Assert.Equal((2, 5L, 2), (blocks[1].No, blocks[1].Total, blocks[1].Count));
        Assert.Equal(blocks[0].Hash, blocks[1].Prev);
    }

    [Fact]
    public void A_text_that_is_no_Unicode_has_no_leaf() =>
        Assert.ThrowsAny<ArgumentException>(() => (Chain.Entry(1) with { Action = "\ud800" }).Leaf());

    [Fact]
    public void A_block_holds_entries_of_its_own_tenant()
    {
        using var key = SigningKey.Generate();

        Assert.Throws<ArgumentException>(() => AuditBlock.Seal(null, Guid.NewGuid(), Chain.Start, 1, 1, 2, [Chain.Entry(1)], key));
        Assert.Throws<ArgumentException>(() => AuditBlock.Seal(null, Chain.Tenant, Chain.Start, 1, 1, 2, [], key));
    }

    [Fact]
    public void A_time_is_cut_to_microseconds()
    {
        var time = new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.FromHours(2)).AddTicks(1234567);

        Assert.Equal("2026-11-25T10:00:00.123456Z", AuditTime.Text(time));
        Assert.Equal(AuditTime.Cut(time), AuditTime.Parse(AuditTime.Text(time)));
        Assert.Equal(1795600800123456, AuditTime.Microseconds(time));
        Assert.Throws<FormatException>(() => AuditTime.Parse("2026-11-25T10:00:00.1234567Z"));
    }
}
